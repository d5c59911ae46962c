"""Papers as PDF: a Typst template under `templates/` and data, set in Sarabun.

What people typed reaches a template as JSON only, and so is never markup. No domain
words here; `ui/papers/paper.typ` is what all papers share. Typst and the QR codes are
loaded when the first paper is made, since a worker that makes none needs no memory for
them.
"""

import io
import json
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

from ui.clusters import say_once

SHARED = Path(__file__).parent / "papers" / "paper.typ"
FONTS = Path(find_spec("fontpkg_sarabun").submodule_search_locations[0]) / "files"


def pdf(template: str, data: dict, *, at: datetime, qr: str = "") -> bytes:
    """Return the paper as PDF/UA.

    `template` is a path under `templates/`; it reads `data.json` and may show
    `qr.svg`, the QR code of `qr`. `at` is the moment that the file bears: the same
    paper is the same bytes whenever it is made.
    """
    files = {
        "main": (settings.BASE_DIR / "templates" / template).read_bytes(),
        "paper.typ": SHARED.read_bytes(),
        "data.json": json.dumps(data, ensure_ascii=False).encode(),
    }
    if qr:
        files["qr.svg"] = qr_code(qr)
    made = import_module("typst").compile(
        input=files,
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=int(at.timestamp()),
    )
    return say_once(made)


def qr_code(text: str) -> bytes:
    """Return the QR code of a text as SVG."""
    drawn = io.BytesIO()
    import_module("segno").make(text, error="m").save(
        drawn, kind="svg", border=0, xmldecl=False
    )
    return drawn.getvalue()
