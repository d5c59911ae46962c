"""Check a PNG, and copy it without texts, times and camera data."""

import zlib

from submissions.file_checks.pictures import exactly, stripped

SIGNATURE = 8
# All that is not needed to draw it, but for how its colours are meant.
KEPT_EXTRAS = {
    b"acTL", b"bKGD", b"cHRM", b"cICP", b"fcTL", b"fdAT", b"gAMA", b"hIST", b"iCCP",
    b"pHYs", b"sBIT", b"sPLT", b"sRGB", b"tRNS",
}  # fmt: skip
PIECE = 64 * 1024


def check(file, name, kind):
    return stripped(file, name, strip)


def strip(source, target):
    """Copy the picture chunk by chunk; return its width and height."""
    target.write(exactly(source, SIGNATURE))
    size, kind, has_data = (0, 0), b"", False
    while kind != b"IEND":
        header = exactly(source, 8)
        length, kind = int.from_bytes(header[:4]), header[4:]
        if not size[0] and kind != b"IHDR":
            raise ValueError("the picture does not begin")
        if kind == b"IHDR":
            body = exactly(source, 8)
            size = (int.from_bytes(body[:4]), int.from_bytes(body[4:]))
            source.seek(-8, 1)
        has_data = has_data or kind == b"IDAT"
        is_extra = bool(kind[0] & 0x20)
        keeps = not is_extra or kind in KEPT_EXTRAS
        copy_chunk(source, header, length, target if keeps else None)
    if not has_data:
        raise ValueError("no picture data")
    return size


def copy_chunk(source, header, length, target):
    """Copy a chunk's body and checksum to `target`, or pass over it; verify it."""
    if target:
        target.write(header)
    checksum = zlib.crc32(header[4:])
    while length:
        piece = exactly(source, min(length, PIECE))
        length -= len(piece)
        checksum = zlib.crc32(piece, checksum)
        if target:
            target.write(piece)
    said = exactly(source, 4)
    if said != checksum.to_bytes(4):
        raise ValueError("a chunk is damaged")
    if target:
        target.write(said)
