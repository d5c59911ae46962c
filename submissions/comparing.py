"""What changed between two versions: field by field, file by file. Pure.

Texts are compared by what a Thai reader sees as one letter: a consonant with its
vowels and tone; runs of Latin letters and of digits whole.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from contests import entry_form
from contests.entry_form import Kind

# A Thai cluster (leading vowel, consonant, signs, following vowels), a run of letters
# or digits, one blank, or whatever else is left.
PIECE = re.compile(
    "[เแโใไ]?[ก-ฮ][ัิ-ฺ็-๎]*[ะาำๅ]?|[a-z]+|[0-9๐-๙]+|\\s|.",
    re.IGNORECASE | re.DOTALL,
)
# Thai puts a space between phrases: by them a long text is cut first.
PHRASE = re.compile(r"\S+\s*|\s+")
# Comparing letter by letter costs the product of both lengths.
MOST_PAIRS = 250_000
# What stays the same for fewer letters between two changes is read as changed too.
SHORTEST_SAME = 3

SAME, ADDED, TAKEN = "same", "added", "taken"


@dataclass(frozen=True)
class Part:
    """A stretch of text: `kind` is "same", "added" or "taken"."""

    kind: str
    text: str


@dataclass(frozen=True)
class FieldChange:
    """A field whose answer changed, as one text with what was added and taken off."""

    label: str
    parts: list[Part]


@dataclass(frozen=True)
class FileChange:
    """A file by its SHA-256: `kind` as of a part; `label` is its field's."""

    kind: str
    label: str
    name: str
    size: int
    sha256: str


def changed_fields(before: Mapping, after: Mapping) -> list[FieldChange]:
    """Return the fields of two contents that differ, in the order of the later form."""
    was, now = texts_of(before), texts_of(after)
    gone = [key for key in was if key not in now]
    changes = []
    for key in [*now, *gone]:
        label, old = was.get(key, ("", ""))
        label, new = now.get(key, (label, ""))
        if old != new:
            changes.append(FieldChange(label, compared(old, new)))
    return changes


def texts_of(content: Mapping) -> dict[str, tuple[str, str]]:
    """Return label and whole answer of each field but files, by key."""
    shown = entry_form.shown(content["form"], content["title"], content["answers"])
    return {
        each.key: (each.label, text_of(each))
        for each in shown
        if each.kind != Kind.FILES
    }


def text_of(shown) -> str:
    """Return an answer as one text: a row, point or choice on each line."""
    value = shown.value
    if isinstance(value, str):
        return shown.text or value
    if isinstance(value, list):
        return "\n".join(
            " · ".join(str(cell) for cell in row.values() if cell)
            if isinstance(row, Mapping)
            else str(row)
            for row in value
        )
    return "\n".join(shown.items) if shown.items else ""


def changed_files(before: Mapping, after: Mapping) -> list[FileChange]:
    """Return every file of both contents: added, taken off, or the same."""
    was, now = files_of(before), files_of(after)
    labels = {
        each["key"]: entry_form.label_of(each)
        for content in (before, after)
        for each in content["form"]
    }
    kinds = [(key, SAME if key in was else ADDED) for key in now]
    kinds += [(key, TAKEN) for key in was if key not in now]
    return [
        FileChange(
            kind=kind,
            label=labels.get(key[0], ""),
            name=each["name"],
            size=each["size"],
            sha256=each["sha256"],
        )
        for key, kind in kinds
        for each in [now.get(key) or was[key]]
    ]


def files_of(content):
    return {(each["field"], each["sha256"]): each for each in content["files"]}


# Texts --------------------------------------------------------------------------------


def compared(old: str, new: str) -> list[Part]:
    """Return both texts as one, with what was taken off before what took its place."""
    parts: list[Part] = []
    for was, now in differing(PHRASE.findall(old), PHRASE.findall(new)):
        if was == now:
            add(parts, SAME, was)
            continue
        was, now = PIECE.findall(was), PIECE.findall(now)
        if len(was) * len(now) > MOST_PAIRS:
            add(parts, TAKEN, "".join(was))
            add(parts, ADDED, "".join(now))
            continue
        for taken, added in smoothed(differing(was, now)):
            if taken == added:
                add(parts, SAME, taken)
            else:
                add(parts, TAKEN, taken)
                add(parts, ADDED, added)
    return parts


def differing(was: list[str], now: list[str]) -> list[tuple[str, str]]:
    """Return the stretches of two lists in turn, the same or different, as texts."""
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    return [
        ("".join(was[i:j]), "".join(now[k:m]))
        for _tag, i, j, k, m in matcher.get_opcodes()
    ]


def smoothed(stretches):
    """Join changes with only a letter or two between them, which nobody could read."""
    joined: list[tuple[str, str]] = []
    for at, (was, now) in enumerate(stretches):
        is_between = 0 < at < len(stretches) - 1
        too_short = was == now and is_between and len(was) < SHORTEST_SAME
        if joined and (too_short or was != now) and joined[-1][0] != joined[-1][1]:
            joined[-1] = (joined[-1][0] + was, joined[-1][1] + now)
        else:
            joined.append((was, now))
    return joined


def add(parts, kind, text):
    if not text:
        return
    if parts and parts[-1].kind == kind:
        text = parts.pop().text + text
    parts.append(Part(kind, text))
