"""Check a PNG, and copy it without texts, times and camera data.

Its packed lines are unpacked piece by piece and counted: a line too few or too many is
no sound picture, whatever its header says.
"""

import zlib

from submissions.file_checks.pictures import LARGEST, exactly, stripped

SIGNATURE = 8
# All that is not needed to draw it, but for how its colours are meant.
KEPT_EXTRAS = {
    b"acTL", b"bKGD", b"cHRM", b"cICP", b"fcTL", b"fdAT", b"gAMA", b"hIST", b"iCCP",
    b"pHYs", b"sBIT", b"sPLT", b"sRGB", b"tRNS",
}  # fmt: skip
PIECE = 64 * 1024
# Values to a pixel, by the type of colours.
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# Where the passes of an interlaced picture begin and how far they step: x, y, x, y.
PASSES = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
    (0, 1, 1, 2),
)  # fmt: skip
WHOLE = ((0, 0, 1, 1),)


class Lines:
    """Counts the bytes of the picture's lines as they are unpacked."""

    def __init__(self, header: bytes):
        self.width = int.from_bytes(header[:4])
        self.height = int.from_bytes(header[4:8])
        depth, colours, interlaced = header[8], header[9], header[12]
        bits = depth * CHANNELS.get(colours, 0)
        if not bits:
            raise ValueError("unknown colours")
        self.left = sum(
            # Each line begins with the number of its filter.
            -(-(self.height - y) // step_y) * (1 + -(-wide * bits // 8))
            for x, y, step_x, step_y in (PASSES if interlaced else WHOLE)
            if (wide := -(-(self.width - x) // step_x)) > 0 and self.height > y
        )
        self.unpacking = zlib.decompressobj()

    def add(self, packed: bytes):
        while packed and self.left >= 0:
            self.left -= len(self.unpacking.decompress(packed, PIECE))
            packed = self.unpacking.unconsumed_tail
        if self.left < 0:
            raise ValueError("more lines than it says")

    def close(self):
        """Raise ValueError where lines are missing."""
        if self.left:
            raise ValueError("fewer lines than it says")


def check(file, name, kind):
    return stripped(file, name, strip)


def strip(source, target):
    """Copy the picture chunk by chunk; return its width and height."""
    target.write(exactly(source, SIGNATURE))
    lines, kind = None, b""
    while kind != b"IEND":
        header = exactly(source, 8)
        length, kind = int.from_bytes(header[:4]), header[4:]
        if (kind == b"IHDR") != (lines is None):
            raise ValueError("the picture does not begin, or begins twice")
        if kind == b"IHDR":
            lines = Lines(exactly(source, 13))
            source.seek(-13, 1)
            if lines.width * lines.height > LARGEST:
                break
        is_extra = bool(kind[0] & 0x20)
        keeps = not is_extra or kind in KEPT_EXTRAS
        unpacked = lines if kind == b"IDAT" else None
        copy_chunk(source, header, length, target if keeps else None, unpacked)
    else:
        lines.close()
    return lines.width, lines.height


def copy_chunk(source, header, length, target, lines):
    """Copy a chunk's body and checksum to `target`, or pass over it; verify it.

    The body of picture data goes through `lines` too.
    """
    if target:
        target.write(header)
    checksum = zlib.crc32(header[4:])
    while length:
        piece = exactly(source, min(length, PIECE))
        length -= len(piece)
        checksum = zlib.crc32(piece, checksum)
        if lines:
            lines.add(piece)
        if target:
            target.write(piece)
    said = exactly(source, 4)
    if said != checksum.to_bytes(4):
        raise ValueError("a chunk is damaged")
    if target:
        target.write(said)
