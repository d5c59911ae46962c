"""Keep the bytes of a file once, under their SHA-256, wherever the storage is."""

import hashlib

from django.core.files.storage import default_storage

from submissions.models import StoredFile
from submissions.scanning import refuse_virus

PIECE = 128 * 1024


def store(checked, *, at) -> StoredFile:
    """Keep a file that `file_checks` let pass, and return its row.

    The scanner looks first: refuse with "virus". The bytes are kept before the row. Two
    people may bring the same file at once: the bytes are the same, and the row is made
    once. What a crash left behind half-written is written anew.
    """
    file = checked.file
    is_clean = refuse_virus(file, checked.name)
    wanted = StoredFile(
        sha256=getattr(file, "sha256", "") or sha256_of(file),
        size=file.size,
        content_type=checked.content_type,
        pages=checked.pages,
        created_at=at,
        scanned_at=at if is_clean else None,
    )
    keep_bytes(file, wanted)
    StoredFile.objects.bulk_create([wanted], ignore_conflicts=True)
    kept = StoredFile.objects.filter(sha256=wanted.sha256)
    if is_clean:
        kept.filter(scanned_at=None).update(scanned_at=at)
    return kept.get()


def sha256_of(file) -> str:
    """Return the SHA-256 of a file that was not hashed on its way in."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def keep_bytes(file, wanted):
    """Write the bytes, unless the storage has all of them already."""
    path = wanted.path
    if default_storage.exists(path):
        if default_storage.size(path) == wanted.size:
            return
        default_storage.delete(path)
    file.seek(0)
    saved = default_storage.save(path, file)
    if saved != path:
        # Somebody else wrote the same bytes meanwhile.
        default_storage.delete(saved)


def bytes_of(path, start, end):
    """Yield what the storage keeps at `path` from `start` to `end`, bit by bit."""
    bucket = getattr(default_storage, "bucket", None)
    if bucket is not None:
        # The storage's own file would fetch the whole object for each range.
        asked = bucket.Object(path).get(Range=f"bytes={start}-{end - 1}")
        yield from asked["Body"].iter_chunks(PIECE)
        return
    with default_storage.open(path) as file:
        file.seek(start)
        while start < end:
            piece = file.read(min(PIECE, end - start))
            if not piece:
                return
            start += len(piece)
            yield piece


def file_of_version(version, attachment: int):
    """Return the file of a frozen version, and its name; or None twice.

    Judges and the public reach files by this too, each through a door of their own.
    """
    return found(version.content["files"], attachment)


def paper_scan_of_version(version, attachment: int):
    """Return likewise a scan of the paper; for the office and those who look after it.

    It shows who signed: judges, who may read blind, have no door to it.
    """
    return found(version.content.get("paper", {}).get("scans", ()), attachment)


def found(files, attachment):
    for each in files:
        if each["attachment"] == attachment:
            stored = StoredFile.objects.get(sha256=each["sha256"])
            return stored, each["name"]
    return None, None
