"""The files of an office's papers: kept once, under their SHA-256, in the storage."""

from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def keep(content: bytes, suffix: str) -> str:
    """Keep the bytes unless they are kept already; return where."""
    path = f"letterheads/{sha256(content).hexdigest()}{suffix}"
    if default_storage.exists(path):
        if default_storage.size(path) == len(content):
            return path
        default_storage.delete(path)  # what a crash left half-written
    saved = default_storage.save(path, ContentFile(content))
    if saved != path:
        # Somebody else wrote the same bytes meanwhile.
        default_storage.delete(saved)
    return path


def kept(path: str) -> bytes:
    with default_storage.open(path) as file:
        return file.read()
