"""A visitor who asks for pages as fast as they come, with little work of its own."""

import socket
import statistics
import threading
import time

CHUNK = 1 << 20


class Visitor:
    """One connection that is kept open; `cookies` sign it in."""

    def __init__(self, server, cookies=None):
        self.server = server
        # Whoever signs in or sends a form has the token; who only reads has no cookie.
        self.cookies = cookies and {"csrftoken": "c" * 32, **cookies}
        self.connect()

    def connect(self):
        self.socket = socket.create_connection(("127.0.0.1", self.server.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, path, body=None, *, kind="application/x-www-form-urlencoded"):
        """Send a request and read its answer; return status and body."""
        self.begin(path, None if body is None else len(body), kind)
        if body is not None:
            self.socket.sendall(body)
        return self.answer()

    def begin(self, path, length=None, kind="", *, method="", headers=None):
        """Send the head of a request: a GET, or where it has a length a POST."""
        method = method or ("GET" if length is None else "POST")
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.server.port}",
            *(f"{name}: {value}" for name, value in (headers or {}).items()),
        ]
        if self.cookies:
            pairs = (f"{name}={value}" for name, value in self.cookies.items())
            lines.append(f"Cookie: {'; '.join(pairs)}")
            lines.append(f"X-CSRFToken: {self.cookies['csrftoken']}")
        else:
            lines.append("Accept-Encoding: gzip")  # as every browser asks
        if length is not None:
            lines += [f"Content-Type: {kind}", f"Content-Length: {length}"]
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())

    def answer(self):
        """Return status and body."""
        status, _headers, body = self.whole_answer()
        return status, body

    def whole_answer(self):
        """Return status, headers in small letters, and body."""
        data = b""
        while b"\r\n\r\n" not in data:
            piece = self.socket.recv(CHUNK)
            if not piece:
                raise ConnectionError("the server closed the connection")
            data += piece
        head, _, body = data.partition(b"\r\n\r\n")
        status = int(head.split(b" ", 2)[1])
        lines = head.decode("latin-1").split("\r\n")[1:]
        pairs = (line.partition(":") for line in lines)
        headers = {name.lower(): value.strip() for name, _colon, value in pairs}
        if headers.get("transfer-encoding") == "chunked":
            return status, headers, self.unchunked(body)
        length = int(headers.get("content-length", 0))
        pieces = [body]
        missing = length - len(body)
        while missing > 0:
            piece = self.socket.recv(CHUNK)
            pieces.append(piece)
            missing -= len(piece)
        if headers.get("connection", "").lower() == "close":
            self.connect()
        return status, headers, b"".join(pieces)

    def unchunked(self, data):
        """Return the body of an answer that is sent in chunks, the last one empty."""
        whole, data = [], bytearray(data)
        while True:
            while b"\r\n" not in data:
                data += self.received()
            head, _, data = data.partition(b"\r\n")
            size = int(head, 16)
            while len(data) < size + 2:
                data += self.received()
            if not size:
                return b"".join(whole)
            whole.append(bytes(data[:size]))
            del data[: size + 2]

    def received(self):
        piece = self.socket.recv(CHUNK)
        if not piece:
            raise ConnectionError("the server closed the connection")
        return piece


def durations(visitor, ask, empty, *, times=30, seconds=20):
    """Return the median seconds of `ask(visitor, number)` and of the empty view.

    They take turns, so that whatever else the machine does slows both. The first of
    each warms up.
    """
    taken, idle = [], []
    until = time.perf_counter() + seconds
    for number in range(times + 1):
        for _ in range(5):
            idle.append(once(lambda: empty.ask("/")))
        taken.append(once(lambda number=number: ask(visitor, number)))
        if number >= 4 and time.perf_counter() > until:
            break
    return statistics.median(taken[1:]), statistics.median(idle[5:])


def once(ask):
    began = time.perf_counter()
    status, body = ask()
    seconds = time.perf_counter() - began
    if status not in (200, 204, 302):
        raise RuntimeError(f"{status}: {body[:2000].decode(errors='replace')}")
    return seconds


def rate(server, path, *, visitors=8, seconds=2):
    """Return the requests a second that as many visitors get answered.

    The first second does not count: each process reads its templates then.
    """
    counts = []
    begin = time.perf_counter() + 1
    until = begin + seconds

    def visit():
        visitor, count = Visitor(server), 0
        while (now := time.perf_counter()) < until:
            status, _body = visitor.ask(path)
            if status != 200:
                raise RuntimeError(f"{path}: {status}")
            count += now >= begin
        counts.append(count)

    threads = [threading.Thread(target=visit) for _ in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds
