"""Papers as PDF: a Typst template under `templates/` and data, set in Sarabun.

What people typed reaches a template as JSON only, and so is never markup. No domain
words here; `ui/papers/paper.typ` is what all papers share, `official.typ` what official
ones do. Typst and the QR codes are loaded when the first paper is made, since a worker
that makes none needs no memory for them.
"""

import io
import json
import re
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ui import typesetting

SHARED = Path(__file__).parent / "papers"


def pdf(
    template: str,
    data: dict,
    *,
    at: datetime,
    qr: str = "",
    files: Mapping[str, bytes] | None = None,
    fonts: Iterable[bytes] = (),
    apart: bool = True,
) -> bytes:
    """Return the paper as PDF/UA.

    `template` is a path under `templates/`; it reads `data.json` and may show `files`
    by their names, and `qr.svg`, the QR code of `qr`. It may be set in `fonts`, files
    of an office, beside Sarabun. `at` is the moment that the file bears: the same paper
    is the same bytes whenever it is made. A large paper is set `apart`, in a process of
    its own, unless this is one.
    """
    files = {**(files or {})}
    if qr:
        files["qr.svg"] = qr_code(qr)
    with folder_with(template, files, fonts) as folder:
        (folder / typesetting.DATA).write_text(json.dumps(data, ensure_ascii=False))
        return typesetting.pdf_in(folder, at, apart=apart)


def kept_pdf(template: str, data: dict, *, at: datetime, **more) -> bytes:
    """Return the paper as `pdf` does, made once and kept in the storage.

    Under a digest of all that it is made from: what changes makes another.
    """
    files = more.get("files") or {}
    parts = [
        (settings.BASE_DIR / "templates" / template).read_bytes(),
        *(path.read_bytes() for path in sorted(SHARED.glob("*.typ"))),
        json.dumps([data, sorted(files), at.isoformat(), more.get("qr")]).encode(),
        *(files[name] for name in sorted(files)),
        *more.get("fonts", ()),
        version("typst").encode(),
    ]
    digest = sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()
    path = f"papers/{digest}.pdf"
    if default_storage.exists(path) and default_storage.size(path):
        with default_storage.open(path) as kept:
            return kept.read()
    made = pdf(template, data, at=at, **more)
    saved = default_storage.save(path, ContentFile(made))
    if saved != path:
        # Somebody else made the same one meanwhile.
        default_storage.delete(saved)
    return made


def pictures(
    template: str,
    data: dict,
    *,
    at: datetime,
    files: Mapping[str, bytes] | None = None,
    fonts: Iterable[bytes] = (),
) -> list[bytes]:
    """Return the pages of the paper as PNG, to show what it will look like."""
    with folder_with(template, files or {}, fonts) as folder:
        (folder / typesetting.DATA).write_text(json.dumps(data, ensure_ascii=False))
        return typesetting.pictures_in(folder, at)


@contextmanager
def folder_with(template, files, fonts):
    """Make a folder with all that Typst may read, and nothing else."""
    with TemporaryDirectory(prefix="paper-") as name:
        folder = Path(name)
        for shared in SHARED.glob("*.typ"):
            (folder / shared.name).write_bytes(shared.read_bytes())
        main = settings.BASE_DIR / "templates" / template
        (folder / typesetting.MAIN).write_bytes(main.read_bytes())
        for file, content in files.items():
            (folder / file).write_bytes(content)
        for number, font in enumerate(fonts):
            (folder / f"{number}.otf").write_bytes(font)
        yield folder


def sample_mark(*, is_sample: bool) -> str:
    """Return what a paper says of itself where it, or its portal, is a sample.

    In a demo every paper: what is true in it stands beside what was made up for it.
    """
    if settings.DEMO:
        return "จากระบบสาธิต มีข้อมูลตัวอย่าง ไม่ใช่เอกสารราชการ"
    return "ข้อมูลตัวอย่าง" if is_sample else ""


def names_for(*names: str) -> list[str]:
    """Return the words of names for `official.typ`, which breaks none of them."""
    words = {word for name in names for word in name.split() if len(word) > 1}
    return [re.escape(word) for word in sorted(words, key=len, reverse=True)]


def qr_code(text: str, *, at_once: bool = False) -> bytes:
    """Return the QR code of a text as SVG.

    Of the eight patterns that may lie over it the evenest is sought, which takes four
    times as long as the rest; `at_once` takes one unseen, for papers of a thousand.
    """
    drawn = io.BytesIO()
    import_module("segno").make(
        text, error="m", micro=False, mask=2 if at_once else None
    ).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue()
