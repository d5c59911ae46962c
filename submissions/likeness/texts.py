"""The texts of a frozen version, part by part, and the files without any."""

import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from xml.etree import ElementTree

from django.core.files.storage import default_storage

from contests.entry_form import own_fields
from contests.entry_form.file_types import FILE_TYPES
from submissions.models import StoredFile

READERS = {
    FILE_TYPES["pdf"].content_type: ("text_of_pdf", "about_pdf"),
    FILE_TYPES["docx"].content_type: ("text_of_docx", "about_docx"),
}


@dataclass
class Texts:
    """The texts of a version: (source, text) of each part.

    A source is "field:" and the key of a field, or "file:" and the name of a file.
    `silent` are the names of files that gave no text, `properties` (name, text) of
    what a file says of itself where no page shows it.
    """

    parts: list[tuple[str, str]]
    silent: list[str] = field(default_factory=list)
    properties: list[tuple[str, str]] = field(default_factory=list)


def texts_of(version) -> Texts:
    """Read the texts of a version and its files."""
    content = version.content
    parts = [
        (f"field:{each['key']}", text)
        for each in own_fields(content["form"])
        if (text := text_of_answer(content["answers"].get(each["key"])))
    ]
    texts = Texts(parts)
    for each in content["files"]:
        readers = READERS.get(each["content_type"])
        if readers is None:
            continue
        name, (text, about) = each["name"], texts_of_file(each["sha256"], readers)
        if text:
            parts.append((f"file:{name}", text))
        else:
            texts.silent.append(name)
        if about:
            texts.properties.append((name, about))
    return texts


def text_of_answer(answer) -> str:
    """Return what was written, point by point; who is named and linked is no text."""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, list):
        return "\n".join(each for each in answer if isinstance(each, str))
    return ""


def texts_of_file(sha256, readers) -> list[str]:
    """Return what each reader gives, or nothing where it finds nothing to read."""
    extracting = import_module("submissions.likeness.extracting")
    path = StoredFile(sha256=sha256).path
    unreadable = (
        OSError,
        KeyError,
        zipfile.BadZipFile,
        ElementTree.ParseError,
        extracting.pypdfium2.PdfiumError,
    )
    texts = ["" for _reader in readers]
    with suppress(OSError), default_storage.open(path) as file:
        for at, reader in enumerate(readers):
            file.seek(0)
            with suppress(*unreadable):
                texts[at] = storable(getattr(extracting, reader)(file))
    return texts


def storable(text: str) -> str:
    """Return a text without what no database takes: NULs, halves of characters."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "").strip()
