"""A stand-in for ClamAV's daemon: it knows one virus, by its signature."""

import socketserver
import threading
from contextlib import contextmanager

SIGNATURE = b"a virus, for the tests only"
NAME = "Test.Virus-1"


class _Look(socketserver.StreamRequestHandler):
    def handle(self):
        if self.rfile.read(10) != b"zINSTREAM\0":
            return
        data = b""
        while size := int.from_bytes(self.rfile.read(4)):
            data += self.rfile.read(size)
        self.server.seen.append(len(data))
        if len(data) > self.server.most:
            answer = b"INSTREAM size limit exceeded. ERROR\0"
        else:
            found = SIGNATURE in data
            answer = f"stream: {NAME} FOUND\0".encode() if found else b"stream: OK\0"
        self.wfile.write(answer)


@contextmanager
def scanner(most=10**9):
    """Run one on a port of its own; yield its server, with `url` and `seen` sizes."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Look) as server:
        server.most, server.seen = most, []
        server.url = f"tcp://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
