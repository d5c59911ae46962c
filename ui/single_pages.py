"""Each page of a PDF as a PDF of its own, by `python -m ui.single_pages TITLE`.

A web process that made them would never give the memory back. Without Django, so that
the process begins fast. It reads the PDF from the file that is its standard input, and
writes each page behind its length.
"""

import subprocess
import sys
from collections.abc import Iterable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from struct import Struct
from tempfile import TemporaryFile

LENGTH = Struct(">Q")


def single_pages(file, *, title: str) -> Iterable[bytes]:
    """Yield the pages; the process ends when nobody reads on."""
    command = [sys.executable, "-m", __name__, title]
    house = Path(__file__).parent.parent
    with TemporaryFile() as source:
        copyfileobj(file, source)
        source.seek(0)
        process = subprocess.Popen(
            command, cwd=house, stdin=source, stdout=subprocess.PIPE
        )
    try:
        while head := process.stdout.read(LENGTH.size):
            yield process.stdout.read(*LENGTH.unpack(head))
        if process.wait():
            raise subprocess.CalledProcessError(process.returncode, command)
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def without_tags(document):
    """Take off what pages say of a tree of tags that they left behind."""
    for page in document.pages:
        for key in ("/StructParents", "/Tabs"):
            if key in page:
                del page[key]


def write_pages(source, target, title):
    pikepdf = import_module("pikepdf")
    with pikepdf.open(source) as document:
        for page in document.pages:
            out = BytesIO()
            with pikepdf.new() as single:
                single.pages.append(page)
                single.Root.Lang = pikepdf.String("th")
                single.docinfo["/Title"] = title
                without_tags(single)
                single.save(out, deterministic_id=True)
            target.write(LENGTH.pack(out.tell()) + out.getvalue())


if __name__ == "__main__":
    write_pages(sys.stdin.buffer, sys.stdout.buffer, sys.argv[1])
