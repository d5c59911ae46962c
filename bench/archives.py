"""All files of a big round as one ZIP: how soon it starts, how much memory it takes."""

import threading
import time

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from bench.cases import Figure, page
from bench.seed import BIG
from bench.server import resident
from bench.visitor import CHUNK
from submissions.freezing import digest_of
from submissions.models import StoredFile, Submission, Version

MIB = 1 << 20
# One stored file in every entry makes an archive of 2 GB, and costs the disk little.
SIZE = 2_000_000_000 // BIG[0] + 1


class Growth:
    """By how much a worker of a server grows while it is entered, in MiB."""

    def __init__(self, server):
        self.server = server

    def __enter__(self):
        self.before = {pid: resident(pid) for pid in self.server.workers()}
        self.most = 0
        self.ends = threading.Event()
        self.watch = threading.Thread(target=self.look)
        self.watch.start()
        return self

    def look(self):
        while not self.ends.wait(0.02):
            for pid, before in self.before.items():
                self.most = max(self.most, resident(pid) - before)

    def __exit__(self, *_):
        self.ends.set()
        self.watch.join()


def give_files(round_):
    """Give every entry of the round a version with one file, always the same."""
    stored = StoredFile(sha256="b" * 64, size=SIZE, content_type="video/mp4")
    default_storage.save(stored.path, ContentFile(bytes(SIZE)))
    file = {
        "attachment": 0,
        "field": "evidence",
        "name": "คลิป.mp4",
        "size": SIZE,
        "sha256": stored.sha256,
        "content_type": stored.content_type,
        "pages": None,
    }
    works = Submission.objects.filter(round=round_).select_related("accepted_version")
    versions = []
    for work in works:
        content = {**work.accepted_version.content, "files": [file]}
        versions.append(
            Version(
                submission=work,
                number=2,
                content=content,
                digest=digest_of(content),
                handed_in_at=timezone.now(),
                handed_in_by_id=work.accepted_version.handed_in_by_id,
            )
        )
    Version.objects.bulk_create(versions)


def figures(bench):
    """Yield how long a list takes, how soon and how fast the ZIP comes, its memory."""
    round_ = bench.world.big
    give_files(round_)
    yield page(
        bench,
        f"list of {BIG[0]} entries, XLSX",
        "administrator",
        reverse("submissions:screening-list", args=[round_.pk, "xlsx"]),
        1000,
    )
    visitor = bench.visitor("administrator")
    with Growth(bench.portal) as growth:
        began = time.perf_counter()
        visitor.begin(reverse("submissions:screening-files", args=[round_.pk]))
        head = visitor.socket.recv(CHUNK)
        first = time.perf_counter() - began
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head[:2000].decode(errors="replace"))
        size, tail = len(head), head
        # Sent in chunks, the last of which is empty.
        while not tail.endswith(b"\r\n0\r\n\r\n"):
            piece = visitor.socket.recv(CHUNK)
            if not piece:
                raise ConnectionError("the archive broke off")
            size += len(piece)
            tail = (tail + piece)[-16:]
        seconds = time.perf_counter() - began
    if size < SIZE * BIG[0]:
        raise RuntimeError(f"the archive has only {size} bytes")
    yield Figure(
        f"a ZIP of {size / 1e9:.1f} GB starts, {BIG[0]} entries",
        f"{first * 1000:.0f} ms",
        f"{size / MIB / seconds:.0f} MiB/s",
        "–",
        "≤ 1 s",
        first <= 1,
    )
    yield Figure(
        "memory that it takes",
        f"{growth.most:.0f} MiB",
        f"{max(growth.before.values()):.0f} MiB",
        "–",
        "≤ 30 MiB",
        growth.most <= 30,
    )
