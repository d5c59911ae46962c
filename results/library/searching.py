"""Find items by their words and facets, best first, on both databases alike."""

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import F, Q, Value
from django.db.models.functions import StrIndex

from results.library import grams
from results.library.grams import FACETS, TEXTS, bits, numbers_in, runs_of_word
from results.library.letters import exact_of, letters_of, words_of
from results.models import Posting, Shelved

NEWEST = "newest"
# Runs of three letters may stand in a text without standing side by side. So few items
# are looked into; among more, one that has all runs by chance is not worth the time.
LOOKED_INTO = 200


@dataclass(frozen=True)
class Asked:
    """What a reader looks for: words, and at most one value of each facet."""

    query: str = ""
    chosen: dict = field(default_factory=dict)
    by_newest: bool = False

    @property
    def words(self) -> list[str]:
        return words_of(self.query)

    @property
    def is_too_short(self) -> bool:
        return bool(self.query) and not self.words

    def without(self, name: str) -> str:
        """Return the query of a URL that leaves one choice open, ready for more."""
        asked = {"q": self.query, **self.chosen}
        asked["sort"] = NEWEST if self.by_newest else ""
        kept = {key: value for key, value in asked.items() if value and key != name}
        return f"{urlencode(kept)}&" if kept else ""

    @property
    def unsorted(self) -> str:
        return f"?{self.without('sort')}"

    @property
    def is_everything(self) -> bool:
        return not self.query and not self.chosen


@dataclass(frozen=True)
class Found:
    """The numbers of the items found, best first, and how many have which value of
    each facet."""

    numbers: list[int]
    counts: dict[str, dict[str, int]]


def asked_in(query) -> Asked:
    """Read what a URL asks for (`request.GET`)."""
    return Asked(
        query=query.get("q", "").strip()[:100],
        chosen={name: query[name][:20] for name in FACETS if query.get(name)},
        by_newest=query.get("sort") == NEWEST,
    )


def search(asked: Asked, *, at: datetime) -> Found:
    """Return what was found. Four queries at most, whatever there is."""
    if asked.is_too_short:
        return Found([], {name: {} for name in FACETS})
    facets = bits(Posting.objects.filter(field__in=FACETS))
    words = asked.words
    texts = bits(postings_of(words)) if words else {}
    shown = 0
    for (name, _value), items in facets.items():
        if name == "season":
            shown |= items
    for number in hidden_numbers(at):
        shown &= ~(1 << number)
    for word in words:
        shown &= items_with(texts, grams.ANYWHERE, letters_of(word))
    if words and shown.bit_count() <= LOOKED_INTO:
        shown = looked_into(shown, words)
    fitting = {
        name: facets.get((name, value), 0) for name, value in asked.chosen.items()
    }
    counts: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for (name, value), items in facets.items():
        # Its own choice left aside: one can change to the other values.
        others = [each for other, each in fitting.items() if other != name]
        if number := all_of(shown & items, others).bit_count():
            counts[name][value] = number
    found = all_of(shown, fitting.values())
    if asked.by_newest or not words:
        return Found(numbers_in(found), counts)
    return Found(
        [
            number
            for _rank, items in sorted(ranked(found, words, texts).items())
            for number in numbers_in(items)
        ],
        counts,
    )


def all_of(items: int, masks) -> int:
    for mask in masks:
        items &= mask
    return items


def hidden_numbers(at: datetime):
    """Return what the index has and the library does not show now. One query."""
    hidden = Q(public_from__gt=at) | Q(public_until__lte=at)
    # In no order: by the two indexes alone, without a look at every item.
    rows = Shelved.objects.filter(hidden).order_by()
    return rows.values_list("number", flat=True)


def postings_of(words):
    """Return the postings in which the words are looked up."""
    runs = {
        run
        for word in words
        for text in (letters_of(word), exact_of(word))
        for run in runs_of_word(text)
    }
    return Posting.objects.filter(field__in=TEXTS, gram__in=runs)


def items_with(texts, name: str, word: str) -> int:
    """Return the items that have all runs of a word in a field."""
    return all_of(-1, [texts.get((name, run), 0) for run in runs_of_word(word)])


def looked_into(items: int, words) -> int:
    """Return those in whose text each word really stands. One query."""
    rows = Shelved.objects.filter(number__in=numbers_in(items))
    for number, word in enumerate(words):
        place = f"place_{number}"
        rows = rows.annotate(
            **{place: StrIndex(F("letters"), Value(letters_of(word)))}
        ).filter(**{f"{place}__gt": 0})
    return sum(1 << number for number in rows.values_list("number", flat=True))


def ranked(found: int, words, texts) -> dict[int, int]:
    """Return the items by rank, the lowest best.

    A rank is the sum over the words of where each stands: 0 and 1 in the title, 2 and
    3 in the labels, 4 and 5 in the summary, 6 and 7 elsewhere; the even number where
    it is spelt with just these tone marks.
    """
    ranks = {0: found}
    for word in words:
        letters = letters_of(word)
        exact = items_with(texts, grams.EXACT, exact_of(word))
        left, masks = found, []
        for name in (grams.TITLE, grams.LABELS, grams.SUMMARY):
            here = left & items_with(texts, name, letters)
            masks += [here & exact, here & ~exact]
            left &= ~here
        masks += [left & exact, left & ~exact]
        before, ranks = ranks, {}
        for rank, items in before.items():
            for step, mask in enumerate(masks):
                if items & mask:
                    ranks[rank + step] = ranks.get(rank + step, 0) | items & mask
    return ranks
