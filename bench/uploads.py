"""How fast a large file comes in, and how much memory that takes."""

import statistics
import threading
import time
from base64 import b64encode

from django.urls import reverse

from bench.cases import Figure
from bench.visitor import Visitor
from submissions import tus

MIB = 1 << 20
SIZE = 200 * MIB
BOUNDARY = "bench"
PIECE = 256 * 1024
TUS_PIECE = 5 * MIB
TUS = {"Tus-Resumable": tus.VERSION}


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


def cut(film):
    """Cut a film into the pieces in which the page's own client sends it."""
    waiting = b""
    for some in film():
        waiting += some
        while len(waiting) >= TUS_PIECE:
            yield waiting[:TUS_PIECE]
            waiting = waiting[TUS_PIECE:]
    if waiting:
        yield waiting


class PlainPieces:
    """Sends pieces to an empty view that stores each."""

    def __init__(self, bench):
        self.visitor = Visitor(bench.empty, {"sessionid": ""})

    def send(self, piece):
        self.visitor.begin("/store-piece/", len(piece), tus.CONTENT_TYPE)
        self.visitor.socket.sendall(piece)
        expect(self.visitor.answer(), 200)


class TusPieces:
    """Sends the pieces of one file by the protocol."""

    def __init__(self, bench, path):
        self.visitor = bench.visitor("officer")
        name = b64encode(b"film.mp4").decode()
        said = {"Upload-Length": SIZE, "Upload-Metadata": f"filename {name}"}
        self.visitor.begin(path, 0, method="POST", headers=TUS | said)
        _status, headers, _body = self.visitor.whole_answer()
        self.place, self.offset = headers["location"], 0

    def send(self, piece):
        headers = TUS | {"Upload-Offset": self.offset}
        self.visitor.begin(
            self.place, len(piece), tus.CONTENT_TYPE, method="PATCH", headers=headers
        )
        self.visitor.socket.sendall(piece)
        expect(self.visitor.answer(), 204)
        self.offset += len(piece)

    def wait_until_attached(self):
        while b'"attached"' not in expect(self.visitor.ask(self.place), 200):
            time.sleep(0.02)


def seconds_of(act, *what):
    began = time.perf_counter()
    act(*what)
    return time.perf_counter() - began


def expect(answer, wanted):
    status, body = answer
    if status != wanted:
        raise RuntimeError(f"{status}: {body[:2000].decode(errors='replace')}")
    return body


def figures(bench):
    """Yield speed and memory of uploads, against the empty project's."""
    # These films together are more than the built-in form takes.
    category = bench.world.entry.category
    for each in category.form:
        each.pop("mb_total", None)
    category.save(update_fields=["form"])
    yield from figures_of_a_form(bench)
    yield from figures_of_pieces(bench)


def figures_of_pieces(bench):
    """A large file in pieces that go on after a break.

    Ours and the empty view take turns piece by piece, so that whatever else the machine
    does slows both.
    """
    path = reverse("submissions:entry-uploads", args=[bench.world.entry.pk, "evidence"])
    plain_seconds, our_seconds, last_seconds = [], [], []
    # The first one loads what uploads need.
    warm = TusPieces(bench, path)
    for piece in cut(film_of(199)):
        warm.send(piece)
    warm.wait_until_attached()
    with Peak(bench.portal) as peak:
        for seed in range(100, 103):
            plain, ours = PlainPieces(bench), TusPieces(bench, path)
            for piece in cut(film_of(seed)):
                plain_seconds.append(seconds_of(plain.send, piece))
                our_seconds.append(seconds_of(ours.send, piece))
            last_seconds.append(seconds_of(ours.wait_until_attached))
    idle, measured = statistics.median(plain_seconds), statistics.median(our_seconds)
    megabytes = TUS_PIECE / MIB
    yield Figure(
        "upload of 200 MiB in pieces of 5 MiB",
        f"{megabytes / measured:.0f} MiB/s",
        f"{megabytes / idle:.0f} MiB/s",
        f"{idle / measured:.2f} ×",
        "≥ 0.80 × a view that stores the pieces",
        idle / measured >= 0.8,
    )
    yield Figure(
        "... joined, checked and attached after the last",
        f"{min(last_seconds):.2f} s",
        "–",
        "–",
        "–",
        True,
    )
    growth = peak.most - peak.before
    yield Figure(
        "memory that an upload in pieces takes",
        f"{growth:.0f} MiB",
        f"{peak.before:.0f} MiB",
        "–",
        "< 20 MiB",
        growth < 20,
    )


def figures_of_a_form(bench):
    """A large file in one go."""
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
