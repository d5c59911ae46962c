"""A small mail server for tests: takes mail, refuses some addresses, remembers."""

import socketserver
import threading
from contextlib import contextmanager


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 ready")
        to = None
        for line in iter(self.rfile.readline, b""):
            verb, _, rest = line.decode().strip().partition(" ")
            verb = verb.upper()
            if verb in ("EHLO", "HELO", "MAIL", "RSET"):
                self.say("250 fine")
            elif verb == "RCPT":
                to = rest.partition("<")[2].rstrip(">")
                refused = to in self.server.refused
                self.say("550 no such person" if refused else "250 fine")
            elif verb == "DATA":
                self.say("354 go on")
                body = iter(self.rfile.readline, b".\r\n")
                self.server.taken.append((to, b"".join(body)))
                self.say("250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


@contextmanager
def smtp_server(*refused):
    """Run the server; it has `taken`, a list of (to, bytes), and `settings`."""
    with _Server(("127.0.0.1", 0), _Session) as server:
        server.taken, server.refused = [], set(refused)
        server.settings = {
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": server.server_address[1],
            "EMAIL_HOST_USER": None,
            "EMAIL_HOST_PASSWORD": None,
            "EMAIL_USE_TLS": False,
            "EMAIL_USE_SSL": False,
        }
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
