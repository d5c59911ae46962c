"""The texts of a frozen version, part by part, and the files without any."""

import zipfile
from importlib import import_module
from xml.etree import ElementTree

from django.core.files.storage import default_storage

from contests.entry_form import own_fields
from contests.entry_form.file_types import FILE_TYPES
from submissions.models import StoredFile

READERS = {
    FILE_TYPES["pdf"].content_type: "text_of_pdf",
    FILE_TYPES["docx"].content_type: "text_of_docx",
}


def texts_of(version) -> tuple[list[tuple[str, str]], list[str]]:
    """Return (source, text) of each part, and the names of files that gave no text.

    A source is "field:" and the key of a field, or "file:" and the name of a file.
    """
    content = version.content
    parts = [
        (f"field:{each['key']}", text)
        for each in own_fields(content["form"])
        if (text := text_of_answer(content["answers"].get(each["key"])))
    ]
    silent = []
    for each in content["files"]:
        reader = READERS.get(each["content_type"])
        if reader is None:
            continue
        if text := text_of_file(each["sha256"], reader):
            parts.append((f"file:{each['name']}", text))
        else:
            silent.append(each["name"])
    return parts, silent


def text_of_answer(answer) -> str:
    """Return what was written, point by point; who is named and linked is no text."""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, list):
        return "\n".join(each for each in answer if isinstance(each, str))
    return ""


def text_of_file(sha256, reader) -> str:
    """Return the text, or nothing where the file has none that can be read."""
    extracting = import_module("submissions.likeness.extracting")
    path = StoredFile(sha256=sha256).path
    try:
        with default_storage.open(path) as file:
            return getattr(extracting, reader)(file).strip()
    except (
        OSError,
        KeyError,
        zipfile.BadZipFile,
        ElementTree.ParseError,
        extracting.pypdfium2.PdfiumError,
    ):
        return ""
