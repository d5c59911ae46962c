"""Which kind a file is by its first bytes and, for packages, its list of contents."""

import zipfile
import zlib

from submissions.file_checks.kinds import KINDS, Kind

MAIN_PARTS = {
    "docx": b"wordprocessingml.document.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
}
WITH_MACROS = {
    "docx": b"ms-word.document.macroEnabled",
    "pptx": b"ms-powerpoint.presentation.macroEnabled",
    "xlsx": b"ms-excel.sheet.macroEnabled",
}
# How Office wraps an encrypted document, and what it wrote before 2007.
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
LONGEST_CONTENTS = 4 * 1024 * 1024
QUICKTIME = b"qt  "
BEFORE_A_PDF = b"\xef\xbb\xbf \t\r\n"
# Whatever the standard library says of a file that is no sound zip.
NO_PACKAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def kind_inside(file) -> Kind | None:
    """Return the kind that the content shows, or None."""
    file.seek(0)
    head = file.read(32)
    if head.lstrip(BEFORE_A_PDF).startswith(b"%PDF-"):
        return KINDS["pdf"]
    if head.startswith(b"\xff\xd8\xff"):
        return KINDS["jpeg"]
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return KINDS["png"]
    if head[4:8] == b"ftyp" and head[8:12] != QUICKTIME:
        return KINDS["mp4"]
    # A program may carry a package at its end: the beginning is what a machine runs.
    contents = contents_of(file) if head.startswith(b"PK\x03\x04") else b""
    for code, part in MAIN_PARTS.items():
        if part in contents or WITH_MACROS[code] in contents:
            return KINDS[code]
    return None


def is_compound(file) -> bool:
    """Say whether a file is what Office makes of an encrypted document."""
    file.seek(0)
    return file.read(8) == COMPOUND_FILE


def is_cut_off_package(file) -> bool:
    """Say whether a file begins as an Office document and does not end as one."""
    file.seek(0)
    return file.read(4) == b"PK\x03\x04" and not zipfile.is_zipfile(file)


def contents_of(file) -> bytes:
    """Return the list of contents of an Office package, or nothing."""
    try:
        with (
            zipfile.ZipFile(file) as package,
            package.open("[Content_Types].xml") as part,
        ):
            return part.read(LONGEST_CONTENTS)
    except (*NO_PACKAGE, KeyError):
        return b""
