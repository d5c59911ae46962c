"""Pictures as PNG: a Typst template under `templates/` and data, set in Sarabun.

As `ui.paper` makes papers: what people typed reaches a template as JSON only. One takes
some milliseconds, so what is kept is kept for the rush only, by what the picture shows:
processes need not agree, and a picture of other words is another one.
"""

import json
from functools import lru_cache
from importlib import import_module

from django.conf import settings

from ui.typesetting import FONTS

# As link previews want it: in points of one dot each.
WIDTH, HEIGHT = 1200, 630


def png(template: str, data: dict) -> bytes:
    """Return the picture that `template` makes of `data`, which it reads as JSON."""
    return drawn(template, json.dumps(data, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=32)
def drawn(template: str, data: str) -> bytes:
    return import_module("typst").compile(
        input={
            "main": (settings.BASE_DIR / "templates" / template).read_bytes(),
            "data.json": data.encode(),
        },
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="png",
        ppi=72,
    )
