"""The pieces of uploads in the storage: kept as they come in, joined, cleared away.

No rows and no HTTP. Nothing here holds more than a moment's bytes in memory.
"""

import hashlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from tempfile import NamedTemporaryFile, TemporaryFile

from django.core.files import File
from django.core.files.storage import default_storage

from submissions.storing import bytes_of
from submissions.uploads import HASHING

KIB = 1024
# What comes in as one request and is longer than this becomes several pieces.
LONGEST = 8 * 1024 * KIB
AT_A_TIME = 256 * KIB


@dataclass(frozen=True)
class Kept:
    """A piece in the storage."""

    path: str
    start: int
    size: int

    @property
    def end(self):
        return self.start + self.size


class Incoming:
    """Bytes that `read` brings, at most `most`, until there are no more.

    A link that drops is an end like any other: what arrived is kept.
    """

    def __init__(self, read, most, digest=None):
        self.read = read
        self.left = most
        self.size = 0
        self.digest = digest

    def chunks(self, chunk_size=None):
        while self.left:
            try:
                chunk = self.read(min(AT_A_TIME, self.left))
            except OSError:
                return
            if not chunk:
                return
            self.left -= len(chunk)
            self.size += len(chunk)
            if self.digest:
                self.digest.update(chunk)
            yield chunk


def incoming_pieces(folder, start, read, size, digest=None):
    """Keep up to `size` bytes that `read` brings; yield each piece when it is kept."""
    end = start + size
    while start < end:
        most = min(LONGEST, end - start)
        piece = keep(folder, start, Incoming(read, most, digest))
        if piece is None:
            return
        yield piece
        start = piece.end
        if piece.size < most:
            return


def keep(folder, start, incoming) -> Kept | None:
    """Write one piece to the storage; return None where nothing came in.

    Its name is like no other, so that two who send the same bytes do not meet.
    """
    path = f"{folder}/{start:012}-{token_hex(4)}"
    try:
        if folder_on_disk(folder):
            default_storage.save(path, incoming)
        else:
            with TemporaryFile() as spool:
                # The link to the store does not wait for a phone, and may try again.
                for chunk in incoming.chunks():
                    spool.write(chunk)
                if incoming.size:
                    spool.seek(0)
                    default_storage.save(path, File(spool))
    except Exception:
        default_storage.delete(path)
        raise
    if not incoming.size:
        default_storage.delete(path)
        return None
    return Kept(path, start, incoming.size)


def take_away(pieces):
    """Delete pieces that do not count."""
    for piece in pieces:
        default_storage.delete(piece.path)


def clear_away(folder):
    """Delete whatever lies in a folder of pieces, what a crash left there too."""
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    # A piece may be coming in this moment; it takes itself away.
    with suppress(OSError):
        default_storage.delete(folder)


def folder_on_disk(folder) -> Path | None:
    """Return where a folder is on the disk of this machine, if it is there."""
    try:
        return Path(default_storage.path(folder))
    except NotImplementedError:
        return None


class Joined(File):
    """A whole file on the disk, as the checks and the storage take it."""

    def temporary_file_path(self):
        return self.file.name


@contextmanager
def joined(folder, name, pieces):
    """Give the pieces as one file with its `sha256`; afterwards it is gone.

    On the disk of the storage where it has one, so that keeping it is a renaming.
    """
    with NamedTemporaryFile(dir=folder_on_disk(folder), delete=False) as target:
        try:
            digest = copy(pieces, target)
            target.flush()
            target.seek(0)
            file = Joined(target, name)
            file.sha256 = digest.hexdigest()
            yield file
        finally:
            Path(target.name).unlink(missing_ok=True)


def copy(pieces, target):
    """Write the pieces after each other; return their SHA-256, worked out meanwhile."""
    digest, hashed = hashlib.sha256(), None
    for piece in pieces:
        left = piece.size
        for chunk in bytes_of(piece.path, 0, piece.size):
            if hashed:
                hashed.result()
            hashed = HASHING.submit(digest.update, chunk)
            target.write(chunk)
            left -= len(chunk)
        if left:
            raise OSError(f"the storage has lost {left} bytes of {piece.path}")
    if hashed:
        hashed.result()
    return digest
