"""Three texts of a field: what one began from, what one sends, what is stored by now.

A page names what it began from by a fingerprint, so that nobody keeps copies of drafts.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from contests.entry_form import TITLE, is_empty, own_fields
from submissions.freezing import canonical

# What a text has that one does not know to have begun from: it is like no fingerprint.
UNKNOWN = "?"


@dataclass(frozen=True)
class Merged:
    """What to store of what was sent, and the fields that both sides changed."""

    stored: Mapping
    changed: dict = field(default_factory=dict)
    clashes: set[str] = field(default_factory=set)


def fingerprint(kind: str, value) -> str:
    """Return what tells a text from another one; nothing for no text."""
    if is_empty(kind, value):
        return ""
    return hashlib.sha256(canonical(value)).hexdigest()[:16]


def text_fields(form: list[dict]) -> list[dict]:
    """Return the fields that are written, the title among them."""
    titles = [each for each in form if each["key"] == TITLE]
    return titles + own_fields(form)


def texts_of(entry) -> dict:
    """Return all that is written in an entry, its title under its key in the form."""
    return {**entry.answers, TITLE: entry.title}


def fingerprints(form: list[dict], texts: Mapping) -> dict[str, str]:
    return {
        each["key"]: fingerprint(each["kind"], texts.get(each["key"]))
        for each in text_fields(form)
    }


def merge(form: list[dict], stored: Mapping, sent: Mapping, began: Mapping) -> Merged:
    """Merge what was `sent` into what is `stored`, field by field.

    `began` has the fingerprint of what each field held when its writer began. What only
    the sender changed is changed; what only the others changed stays as they left it;
    what both changed, and not alike, is a clash and stays as it is.
    """
    merged = Merged(stored)
    for each in text_fields(form):
        key, kind = each["key"], each["kind"]
        if key not in sent:
            continue
        mine, now = fingerprint(kind, sent[key]), fingerprint(kind, stored.get(key))
        began_from = began.get(key, UNKNOWN)
        if mine in (now, began_from):
            continue
        if now == began_from:
            merged.changed[key] = sent[key]
        else:
            merged.clashes.add(key)
    return merged
