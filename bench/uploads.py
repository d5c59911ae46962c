"""How fast a large file comes in, and how much memory that takes."""

import threading
import time

from django.urls import reverse

from bench.cases import Figure
from bench.visitor import Visitor

MIB = 1 << 20
SIZE = 200 * MIB
BOUNDARY = "bench"
PIECE = 256 * 1024


class Peak:
    """The largest memory of a server's workers while it is entered, in MiB."""

    def __init__(self, server):
        self.server = server

    def __enter__(self):
        self.before = self.most = self.server.memory()
        self.ends = threading.Event()
        self.watch = threading.Thread(target=self.look)
        self.watch.start()
        return self

    def look(self):
        while not self.ends.wait(0.02):
            self.most = max(self.most, self.server.memory())

    def __exit__(self, *_):
        self.ends.set()
        self.watch.join()


def send(visitor, path, field, film):
    """Upload `film` (a function that gives bytes piece by piece) as a form would."""
    head = (
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
        f'name="{field}"; filename="film.mp4"\r\nContent-Type: video/mp4\r\n\r\n'
    ).encode()
    tail = f"\r\n--{BOUNDARY}--\r\n".encode()
    began = time.perf_counter()
    visitor.begin(
        path, len(head) + SIZE + len(tail), f"multipart/form-data; boundary={BOUNDARY}"
    )
    visitor.socket.sendall(head)
    for piece in film():
        visitor.socket.sendall(piece)
    visitor.socket.sendall(tail)
    status, body = visitor.answer()
    if status not in (200, 204, 302):
        raise RuntimeError(f"{status}: {body[:2000].decode(errors='replace')}")
    return time.perf_counter() - began


def film_of(seed):
    """Give an MP4 of SIZE bytes that is like no other: an index and one large box."""
    head = b"\x00\x00\x00\x10ftypisom\x00\x00\x02\x00" + b"\x00\x00\x00\x08moov"
    head += (SIZE - len(head)).to_bytes(4, "big") + b"mdat"

    def film():
        filler = bytes([seed]) * PIECE
        yield head
        left = SIZE - len(head)
        while left > 0:
            yield filler[:left]
            left -= PIECE

    return film


def figures(bench):
    """Yield speed and memory of an upload, against the empty project's."""
    entry = bench.world.entry
    path = reverse("submissions:entry-attach", args=[entry.pk])
    plain = min(
        send(Visitor(bench.empty, {"sessionid": ""}), "/store/", "file", film_of(n))
        for n in range(3)
    )
    # The first one loads what uploads need.
    send(bench.visitor("officer"), path, "evidence", film_of(99))
    with Peak(bench.portal) as peak:
        ours = min(
            send(bench.visitor("officer"), path, "evidence", film_of(n))
            for n in range(3)
        )
    if entry.attachments.count() != 4:
        raise RuntimeError("the portal did not keep what was uploaded")
    speed = plain / ours
    megabytes = SIZE / MIB
    yield Figure(
        "upload of 200 MiB",
        f"{megabytes / ours:.0f} MiB/s",
        f"{megabytes / plain:.0f} MiB/s",
        f"{speed:.2f} ×",
        "≥ 0.80 × a view that stores it",
        speed >= 0.8,
    )
    growth = peak.most - peak.before
    yield Figure(
        "memory that an upload takes",
        f"{growth:.0f} MiB",
        f"{peak.before:.0f} MiB",
        "–",
        "constant: ≤ 16 MiB",
        growth <= 16,
    )
