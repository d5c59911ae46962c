"""The kinds of files that are taken, as the checks need to know them."""

from pathlib import PurePosixPath

from contests.entry_form.file_types import FILE_TYPES as KINDS
from contests.entry_form.file_types import MB
from contests.entry_form.file_types import FileType as Kind

LARGEST = max(kind.limit for kind in KINDS.values())
# What to save another format as.
REPLACEMENTS = {
    **dict.fromkeys(("doc", "docm", "dotx", "odt", "rtf", "pages"), "DOCX / PDF"),
    **dict.fromkeys(("ppt", "pptm", "pps", "ppsx", "odp", "key"), "PPTX / PDF"),
    **dict.fromkeys(("xls", "xlsm", "xlsb", "ods", "csv", "numbers"), "XLSX / PDF"),
    **dict.fromkeys(("heic", "heif", "webp", "gif", "bmp", "tif", "tiff"), "JPEG"),
    **dict.fromkeys(("mov", "avi", "wmv", "mkv", "webm", "3gp", "flv"), "MP4"),
}


def extension_of(name: str) -> str:
    return PurePosixPath(name).suffix[1:].lower()


def kind_of(name: str) -> Kind | None:
    """Return the kind that a file's name claims."""
    extension = extension_of(name)
    return next((k for k in KINDS.values() if extension in k.extensions), None)


def megabytes(size: int) -> str:
    """Write a number of bytes in megabytes, so that 50 MB and a byte is 50.1."""
    tenths = -(-size * 10 // MB)
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
