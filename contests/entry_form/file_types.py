"""The types of files that are taken, and how large each may be: one table."""

from dataclasses import dataclass

MB = 1024 * 1024
OOXML = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class FileType:
    """A type of file: `limit` in bytes, `label` as people know it."""

    code: str
    label: str
    extensions: tuple[str, ...]
    content_type: str
    limit: int


FILE_TYPES = {
    each.code: each
    for each in (
        FileType("pdf", "PDF", ("pdf",), "application/pdf", 50 * MB),
        FileType(
            "docx",
            "DOCX",
            ("docx",),
            f"{OOXML}.wordprocessingml.document",
            50 * MB,
        ),
        FileType(
            "pptx",
            "PPTX",
            ("pptx",),
            f"{OOXML}.presentationml.presentation",
            50 * MB,
        ),
        FileType("xlsx", "XLSX", ("xlsx",), f"{OOXML}.spreadsheetml.sheet", 50 * MB),
        FileType("jpeg", "JPEG", ("jpg", "jpeg"), "image/jpeg", 50 * MB),
        FileType("png", "PNG", ("png",), "image/png", 50 * MB),
        FileType("mp4", "MP4", ("mp4", "m4v"), "video/mp4", 200 * MB),
    )
}
