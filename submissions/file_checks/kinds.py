"""The kinds of files that are taken, and how large each may be: one table."""

from dataclasses import dataclass
from pathlib import PurePosixPath

MB = 1024 * 1024
OOXML = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    """A kind of file: `limit` in bytes, `label` as people know it."""

    code: str
    label: str
    extensions: tuple[str, ...]
    content_type: str
    limit: int


KINDS = {
    kind.code: kind
    for kind in (
        Kind("pdf", "PDF", ("pdf",), "application/pdf", 50 * MB),
        Kind("docx", "DOCX", ("docx",), f"{OOXML}.wordprocessingml.document", 50 * MB),
        Kind(
            "pptx",
            "PPTX",
            ("pptx",),
            f"{OOXML}.presentationml.presentation",
            50 * MB,
        ),
        Kind("xlsx", "XLSX", ("xlsx",), f"{OOXML}.spreadsheetml.sheet", 50 * MB),
        Kind("jpeg", "JPEG", ("jpg", "jpeg"), "image/jpeg", 50 * MB),
        Kind("png", "PNG", ("png",), "image/png", 50 * MB),
        Kind("mp4", "MP4", ("mp4", "m4v"), "video/mp4", 200 * MB),
    )
}
LARGEST = max(kind.limit for kind in KINDS.values())
# What to save another format as.
REPLACEMENTS = {
    **dict.fromkeys(("doc", "docm", "dotx", "odt", "rtf", "pages"), "DOCX / PDF"),
    **dict.fromkeys(("ppt", "pptm", "pps", "ppsx", "odp", "key"), "PPTX / PDF"),
    **dict.fromkeys(("xls", "xlsm", "xlsb", "ods", "csv", "numbers"), "XLSX / PDF"),
    **dict.fromkeys(("heic", "heif", "webp", "gif", "bmp", "tif", "tiff"), "JPEG"),
    **dict.fromkeys(("mov", "avi", "wmv", "mkv", "webm", "3gp", "flv"), "MP4"),
}
# What a browser's file chooser offers.
ACCEPT = ",".join(
    f".{extension}" for kind in KINDS.values() for extension in kind.extensions
)


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
