"""Show where words stand in a text: the text as HTML, each hit in <mark>."""

import re
import unicodedata

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

BEFORE, AFTER = 60, 180


def marked(text: str, pattern: re.Pattern | None) -> SafeString:
    """Return the text escaped, with what the pattern finds marked."""
    if pattern is None:
        return escape(text)
    pieces, end = [], 0
    for hit in pattern.finditer(text):
        pieces += [escape(text[end : hit.start()]), "<mark>", escape(hit[0]), "</mark>"]
        end = hit.end()
    pieces.append(escape(text[end:]))
    return mark_safe("".join(pieces))


def snippet(text: str, summary: str, pattern: re.Pattern | None) -> SafeString:
    """Return what stands around the first hit, marked; else the summary."""
    hit = pattern and not pattern.search(summary) and pattern.search(text)
    if not hit:
        return marked(summary, pattern)
    start = at_letter(text, max(0, hit.start() - BEFORE))
    end = at_letter(text, min(len(text), hit.end() + AFTER))
    around = " ".join(text[start:end].split())
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return marked(f"{before}{around}{after}", pattern)


def at_letter(text: str, place: int) -> int:
    """Return the next place that is not between a letter and the signs on it."""
    while place < len(text) and unicodedata.category(text[place]) == "Mn":
        place += 1
    return place
