"""Check a JPEG, and copy it without where, when and by whom it was taken.

Of the metadata only the orientation and the colour profile stay, so that it looks the
same. What follows the picture's end (a film, a second picture) is left behind.
"""

import re

from PIL import Image

from submissions.file_checks.pictures import exactly, stripped
from submissions.file_checks.refusing import broken

EXIF = b"Exif\0\0"
ICC = b"ICC_PROFILE\0"
ORIENTATION = 0x0112
APP0, APP1, APP2, APP14, APP15, COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
START_OF_SCAN, END = 0xDA, 0xD9
# Each frame header but those that share the range: DHT, JPG, DAC.
FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# A marker within a scan: not a stuffed zero, not a restart, not a filling byte.
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
PIECE = 64 * 1024


# Decoded at an eighth of its sides, a picture takes a sixty-fourth of the memory.
SMALL = 8


def check(file, name, kind):
    found = stripped(file, name, strip)
    try:
        decode(found["file"])
    except (OSError, ValueError, SyntaxError) as error:
        found["file"].close()
        raise broken(name) from error
    return found


def decode(file):
    """Unpack the whole picture, small; what is damaged raises OSError or the like."""
    with Image.open(file, formats=["JPEG"]) as picture:
        picture.draft("RGB", [max(1, side // SMALL) for side in picture.size])
        picture.load()
    file.seek(0)


def strip(source, target):
    """Copy the picture segment by segment; return its width and height."""
    target.write(exactly(source, 2))
    size = (0, 0)
    while (marker := next_marker(source)) != END:
        body = exactly(source, int.from_bytes(exactly(source, 2)) - 2)
        if marker in FRAMES:
            size = (int.from_bytes(body[3:5]), int.from_bytes(body[1:3]))
        body = kept(marker, body)
        if body is not None:
            target.write(bytes([0xFF, marker]))
            target.write((len(body) + 2).to_bytes(2))
            target.write(body)
        if marker == START_OF_SCAN:
            copy_scan(source, target)
    target.write(bytes([0xFF, END]))
    return size


def next_marker(source) -> int:
    """Read up to the next marker, past filling bytes."""
    if exactly(source, 1) != b"\xff":
        raise ValueError("not a marker")
    while (marker := exactly(source, 1)[0]) == 0xFF:
        pass
    return marker


def kept(marker, body) -> bytes | None:
    """Return what to keep of a segment, or None for nothing."""
    if marker == APP1:
        turn = orientation(body) if body.startswith(EXIF) else 1
        return exif_with(turn) if turn != 1 else None
    if marker == APP2:
        return body if body.startswith(ICC) else None
    if marker == COMMENT or (APP0 < marker <= APP15 and marker != APP14):
        return None
    return body


def orientation(exif: bytes) -> int:
    """Return how the camera was held (1 to 8), or 1 where that cannot be read."""
    tiff = exif[len(EXIF) :]
    order = {b"II": "little", b"MM": "big"}.get(tiff[:2], "big")

    def number(start, length):
        return int.from_bytes(tiff[start : start + length], order)

    directory = number(4, 4)
    for entry in range(number(directory, 2)):
        start = directory + 2 + entry * 12
        if start + 12 > len(tiff):
            break
        if number(start, 2) == ORIENTATION:
            turn = number(start + 8, 2)
            return turn if 1 <= turn <= 8 else 1
    return 1


def exif_with(turn: int) -> bytes:
    """Return metadata that holds nothing but the orientation."""
    entry = (
        ORIENTATION.to_bytes(2)
        + (3).to_bytes(2)  # a short number
        + (1).to_bytes(4)  # one of them
        + turn.to_bytes(2)
        + bytes(2)
    )
    return EXIF + b"MM\0*" + (8).to_bytes(4) + (1).to_bytes(2) + entry + bytes(4)


def copy_scan(source, target):
    """Copy packed picture data up to the next marker, and stop before it."""
    while True:
        start = source.tell()
        piece = source.read(PIECE)
        if found := MARKER.search(piece):
            target.write(piece[: found.start()])
            source.seek(start + found.start())
            return
        if len(piece) < PIECE:
            raise EOFError
        # The last byte may be the first half of a marker.
        target.write(piece[:-1])
        source.seek(start + len(piece) - 1)
