"""All files of many works as one ZIP, made while it is sent.

Nothing is held but the piece that is being sent, so the archive may be of any size. A
file that cannot be read does not end it: it is named in a text inside.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

from submissions.file_names import LONGEST, harmless, shortened
from submissions.models import StoredFile
from submissions.storing import bytes_of

logger = logging.getLogger(__name__)

# Windows keeps these names for devices, whatever comes after the first dot.
RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"
}


@dataclass(frozen=True)
class Packed:
    """A file for the archive: the folder, its name there, and where its bytes are."""

    folder: str
    name: str
    stored: StoredFile


class Names:
    """Gives names that no other has: the second of a name becomes "name (2)".

    As Windows sees it, which takes big and small letters for the same.
    """

    def __init__(self):
        self.taken = set()

    def free(self, folder: str, name: str) -> str:
        stem, dot, suffix = name.rpartition(".")
        if not stem:
            stem, dot, suffix = name, "", ""
        path, number = f"{folder}/{name}", 1
        while path.casefold() in self.taken:
            number += 1
            path = f"{folder}/{stem} ({number}){dot}{suffix}"
        self.taken.add(path.casefold())
        return path


def safe(name: str) -> str:
    """Return a file's name as Windows can save it."""
    name = harmless(name)
    return f"_{name}" if name.split(".")[0].strip().casefold() in RESERVED else name


def folder_name(number: str, office: str) -> str:
    """Return the folder of a work: its number and its office, for people to find."""
    return shortened(safe(f"{number} {office}".replace("/", "-")), LONGEST)


def packed(
    folder: str, files: Iterable[dict], viruses: Mapping[str, str]
) -> Iterator[Packed]:
    """Yield the files of a version, as `submissions.freezing` keeps them.

    `viruses` names the virus in a file by its SHA-256.
    """
    for each in files:
        stored = StoredFile(
            sha256=each["sha256"],
            size=each["size"],
            virus=viruses.get(each["sha256"], ""),
        )
        yield Packed(folder, each["name"], stored)


def archive(
    files: Iterable[Packed], extras: Iterable[tuple[str, bytes]], unread: str, head: str
) -> Iterator[bytes]:
    """Yield the ZIP: `extras` (name, bytes) first, then the files.

    Stored as they are, since PDF, pictures, films and Office files are compressed
    already. What could not be read whole is named in the text `unread`, under `head`.
    """
    zip_ = import_module("zipstream").ZipStream()
    names, faulty = Names(), []
    for name, data in extras:
        zip_.add(data, names.free("", safe(name)).lstrip("/"))
        yield from zip_.all_files()
    for each in files:
        bytes_ = whole(each, faulty)
        first = next(bytes_, None)
        if first is None:
            continue
        path = names.free(each.folder, safe(each.name))
        zip_.add(chained(first, bytes_), path, size=each.stored.size)
        yield from zip_.all_files()
    if faulty:
        # The mark and the ends of line are for the Notepad of Windows.
        text = "\r\n".join([head, "", *faulty, ""])
        zip_.add(text.encode("utf-8-sig"), names.free("", unread).lstrip("/"))
    yield from zip_.finalize()


def whole(each: Packed, faulty: list[str]) -> Iterator[bytes]:
    """Yield the file's bytes; note it as faulty where they end too early.

    One with a virus is given to nobody, and noted too.
    """
    size = each.stored.size
    sent = 0
    if each.stored.virus:
        faulty.append(f"{each.folder}/{each.name} ({each.stored.virus})")
        return
    try:
        for piece in bytes_of(each.stored.path, 0, size):
            sent += len(piece)
            yield piece
    except Exception:
        # Whatever the disk or the object store says: the other files are still good.
        logger.exception("cannot read %s", each.stored.sha256)
    if sent != size:
        faulty.append(f"{each.folder}/{each.name} ({each.stored.sha256})")


def chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
