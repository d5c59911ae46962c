"""The passages that two texts have in common, longest first, to lay side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from submissions.likeness.letters import letters_of
from submissions.likeness.shingles import SHINGLE

# Characters shown before and after a passage, so that a reader knows where it stands.
AROUND = 60


@dataclass(frozen=True)
class Excerpt:
    """A passage where it stands in a text: what is before it, itself, what follows."""

    source: str
    before: str
    passage: str
    after: str


@dataclass(frozen=True)
class Passage:
    """What two texts share; `letters` counts what was compared."""

    letters: int
    mine: Excerpt
    theirs: Excerpt


def passages(
    mine: Sequence[tuple[str, str]], theirs: Sequence[tuple[str, str]]
) -> list[Passage]:
    """Return what two works share, each given as (source, text) parts.

    A run of SHINGLE letters or more, as long as it goes; each letter of mine is in one
    passage at most. Takes time in proportion to the lengths of the texts.
    """
    found = []
    parts = [(source, text, *letters_of(text)) for source, text in theirs]
    index = {}
    for part, (_source, _text, letters, _places) in enumerate(parts):
        for at in range(len(letters) - SHINGLE + 1):
            index.setdefault(letters[at : at + SHINGLE], (part, at))
    for source, text in mine:
        letters, places = letters_of(text)
        at = 0
        while at <= len(letters) - SHINGLE:
            hit = index.get(letters[at : at + SHINGLE])
            if hit is None:
                at += 1
                continue
            part, start = hit
            their_source, their_text, their_letters, their_places = parts[part]
            length = shared_length(letters, at, their_letters, start)
            found.append(
                Passage(
                    length,
                    excerpt(source, text, places, at, length),
                    excerpt(their_source, their_text, their_places, start, length),
                )
            )
            at += length
    return sorted(found, key=lambda passage: -passage.letters)


def shared_length(mine: str, at: int, theirs: str, start: int) -> int:
    """Return how many letters are the same from here on."""
    most = min(len(mine) - at, len(theirs) - start)
    length = SHINGLE
    while length < most and mine[at + length] == theirs[start + length]:
        length += 1
    return length


def excerpt(source, text, places, at, length) -> Excerpt:
    begin = places[at]
    # Up to the next letter, so that marks above the last one stay with it.
    last = at + length
    end = places[last] if last < len(places) else len(text)
    passage = text[begin:end].rstrip()
    end = begin + len(passage)
    before, after = text[max(0, begin - AROUND) : begin], text[end : end + AROUND]
    return Excerpt(source, before, passage, after)
