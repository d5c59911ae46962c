"""Ask ClamAV whether a file holds a virus: its daemon's INSTREAM command on a socket.

Own code, since the clients on the package index are of another licence or age. The
daemon's StreamMaxLength must let 200 MB through (docs/deploy.md).
"""

import socket
from urllib.parse import urlsplit

PIECE = 128 * 1024
# A file of 200 MB takes a few seconds; a daemon that is silent longer is taken as down.
TIMEOUT_SECONDS = 60
LONGEST_ANSWER = 4096


class ScannerDown(OSError):
    """The scanner does not answer, or cannot say."""


def virus_in(file, url: str) -> str:
    """Return the name of the virus in an open file, or nothing if it is clean.

    `url` is tcp://host:port or unix:///path. Raise ScannerDown where nobody can tell.
    """
    try:
        with connected(urlsplit(url)) as link:
            link.sendall(b"zINSTREAM\0")
            file.seek(0)
            while piece := file.read(PIECE):
                link.sendall(len(piece).to_bytes(4) + piece)
            link.sendall(bytes(4))
            answer = answered(link)
    except ScannerDown:
        raise
    except OSError as error:
        raise ScannerDown(str(error)) from error
    finally:
        file.seek(0)
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerDown(said)


def connected(where):
    if where.scheme == "unix":
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(TIMEOUT_SECONDS)
        try:
            link.connect(where.path)
        except OSError:
            link.close()
            raise
        return link
    address = (where.hostname, where.port or 3310)
    return socket.create_connection(address, TIMEOUT_SECONDS)


def answered(link) -> str:
    """Return the daemon's one line, which ends in NUL."""
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        piece = link.recv(LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0").decode(errors="replace")
