"""Small pictures of files, drawn once and kept in the storage: PDF pages, photographs.

The libraries are loaded with a process's first picture.
"""

from importlib import import_module

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

WIDTHS = (400, 800, 1200, 1600)
PICTURES = ("image/jpeg", "image/png")


def pages_of(stored_file) -> int:
    """Return of how many pages there are pictures; a photograph is its own page."""
    if stored_file.content_type in PICTURES:
        return 1
    return stored_file.pages or 0


def preview(stored_file, page: int, width: int) -> bytes | None:
    """Return a page as a WebP picture, or None for what cannot be drawn.

    Two who ask at once both draw it; the same picture is kept once.
    """
    path = f"previews/{stored_file.path}-{page}-{width}.webp"
    if default_storage.exists(path):
        with default_storage.open(path) as file:
            return file.read()
    is_picture = stored_file.content_type in PICTURES
    drawing = "small_pictures" if is_picture else "pdf_pages"
    draw = import_module(f"submissions.{drawing}").draw
    with default_storage.open(stored_file.path) as file:
        picture = draw(file, page, width)
    if picture is not None:
        kept = default_storage.save(path, ContentFile(picture))
        if kept != path:
            default_storage.delete(kept)
    return picture
