"""A ZIP that is made while it is sent, and remembers the SHA-256 of all in it."""

import zipfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib import import_module

from results.archive.layout import SIGNATURE, SUMS
from results.archive.signing import sign


class Writer:
    """Writes one thing after the other; holds nothing but the piece on its way."""

    def __init__(self):
        self.zip = import_module("zipstream").ZipStream()
        self.sums: dict[str, str] = {}

    def text(self, path: str, text: str | bytes) -> Iterator[bytes]:
        """Yield what a text takes in the ZIP, compressed."""
        data = text.encode() if isinstance(text, str) else text
        yield from self.add(path, [data], len(data), zipfile.ZIP_DEFLATED)

    def add(
        self,
        path: str,
        pieces: Iterable[bytes],
        size: int,
        compress_type: int = zipfile.ZIP_STORED,
    ) -> Iterator[bytes]:
        """Yield what a file takes; PDFs, pictures and films are compressed already."""
        digest = sha256()
        self.zip.add(
            hashed(pieces, digest), path, size=size, compress_type=compress_type
        )
        yield from self.zip.all_files()
        self.sums[path] = digest.hexdigest()

    def finish(self) -> Iterator[bytes]:
        """Yield the sums as `sha256sum -c` reads them, their signature, and the end."""
        sums = "".join(f"{digest}  {path}\n" for path, digest in self.sums.items())
        yield from self.text(SUMS, sums)
        yield from self.text(SIGNATURE, sign(sums.encode()))
        yield from self.zip.finalize()


def hashed(pieces: Iterable[bytes], digest) -> Iterator[bytes]:
    for piece in pieces:
        digest.update(piece)
        yield piece
