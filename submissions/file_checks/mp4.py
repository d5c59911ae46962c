"""Check an MP4: its boxes follow each other to the end, with an index and a film."""

from submissions.file_checks.refusing import broken

HEADER = 8
MOST_BOXES = 100_000


def check(file, name, kind):
    try:
        found = set(boxes(file, file.size))
    except ValueError as error:
        raise broken(name) from error
    if not {b"ftyp", b"moov", b"mdat"} <= found:
        raise broken(name)
    return {}


def boxes(file, size):
    """Yield the type of each outermost box; raise ValueError where one is cut off."""
    start = 0
    for _ in range(MOST_BOXES):
        if start == size:
            return
        file.seek(start)
        header = file.read(2 * HEADER)
        if len(header) < HEADER:
            raise ValueError("a cut-off header")
        length = int.from_bytes(header[:4])
        if length == 1:
            length = int.from_bytes(header[HEADER:])
        elif length == 0:
            length = size - start
        if length < HEADER or start + length > size:
            raise ValueError("a cut-off box")
        yield header[4:HEADER]
        start += length
    raise ValueError("too many boxes")
