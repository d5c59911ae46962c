"""Items as readers see them: in a list, whole, and which others are like one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString

from contests.entry_form import TITLE
from offices.models import Office
from results.library.letters import letters_of, pattern
from results.library.marking import marked, snippet
from results.library.private import public_content
from results.models import Award, Placing, Shelved, Term
from results.public.names import Entrant, entrant_of, taken_off, without_names
from submissions.reading import FieldRead, read

MOST_RELATED = 4
# Among how many of the newest the related are looked for.
LOOKED_THROUGH = 400


@dataclass(frozen=True)
class Won:
    """An award of an item, with the result that gave it."""

    result_pk: int
    award_name: str
    level_name: str
    area: str


@dataclass(frozen=True)
class ItemCard:
    """An item in a list: what it is called, whose it is, and where the words stand."""

    pk: int
    number: int
    title: SafeString
    plain_title: str
    snippet: SafeString
    summary: str
    who: Entrant
    year: int
    category: str
    awards: tuple[Won, ...]
    used: int
    is_sample: bool


@dataclass(frozen=True)
class UseRead:
    """An office put an item to use, in its words but for the names taken off."""

    pk: int
    office: Office
    at: datetime
    note: str


@dataclass(frozen=True)
class Item:
    """An item whole, as everybody may read it."""

    card: ItemCard
    category_number: int
    fields: tuple[FieldRead, ...]
    terms: tuple[Term, ...]
    tags: tuple[Term, ...]
    uses: tuple[UseRead, ...]
    related: tuple[ItemCard, ...]


def cards_of(entries: Iterable[int], *, at: datetime, awards=None) -> list[ItemCard]:
    """Return the cards of these entries, in this order. Three queries."""
    entries = list(entries)
    rows = Shelved.objects.public(at=at).filter(entry__in=entries)
    cards = {card.pk: card for card in cards_from(rows, at=at, awards=awards)}
    return [cards[pk] for pk in entries if pk in cards]


def cards_found(
    numbers: Iterable[int], *, at: datetime, words: Iterable[str] = ()
) -> list[ItemCard]:
    """Return the cards of what a search found, in this order. Three queries."""
    numbers = list(numbers)
    rows = Shelved.objects.public(at=at).filter(number__in=numbers)
    places = {number: place for place, number in enumerate(numbers)}
    cards = cards_from(rows, at=at, found=pattern(list(words)))
    return sorted(cards, key=lambda card: places[card.number])


def cards_from(rows, *, at: datetime, awards=None, found=None) -> list[ItemCard]:
    rows = list(rows.for_list())
    if awards is None:
        awards = awards_of([row.entry_id for row in rows], at=at)
    return [card_of(row, awards[row.entry_id], found) for row in rows]


def card_of(row: Shelved, awards, found) -> ItemCard:
    entry, who = row.entry, entrant_of(row.entry)
    return ItemCard(
        pk=row.entry_id,
        number=row.number,
        title=marked(row.title, found),
        plain_title=row.title,
        snippet=snippet(row.text, row.summary, found),
        summary=row.summary,
        who=who,
        year=entry.season.year,
        category=entry.category.name,
        awards=tuple(awards),
        used=row.used,
        is_sample=who.is_sample or entry.season.is_sample,
    )


def awards_of(entries: Iterable[int], *, at: datetime) -> Mapping[int, list[Won]]:
    """Return the public awards of each entry, the last first. One query."""
    placings = (
        Placing.objects.public(at=at)
        .filter(submission__entry__in=entries)
        .exclude(award=Award.PARTICIPANT)
        .select_related("submission", "result__round__stage", "result__round__office")
        .only(
            "award",
            "award_th",
            "award_en",
            "result__round__stage__level",
            "result__round__office",
            "submission__entry",
        )
        .order_by("-result__public_from", "pk")
    )
    awards = defaultdict(list)
    for placing in placings:
        round_ = placing.result.round
        awards[placing.submission.entry_id].append(
            Won(
                result_pk=placing.result_id,
                award_name=placing.get_award_display(),
                level_name=str(round_.stage.name),
                area=round_.office.title,
            )
        )
    return awards


def item(row: Shelved, *, at: datetime) -> Item:
    """Return the whole item of a row loaded with `for_list` and its version, and the
    cards of what is like it. Six queries."""
    entry, work = row.entry, row.submission
    names = taken_off(entry)
    fields = read(
        content_shown(row, work.accepted_version.content),
        lambda each: reverse("library:file", args=[row.entry_id, each["attachment"]]),
        is_public=True,
    )
    pks = [each.partition(":")[2] for each in terms_in(row.facets)]
    terms = list(Term.objects.filter(pk__in=pks))
    alike = related_to(row, at=at)
    awards = awards_of([entry.pk, *alike], at=at)
    return Item(
        card=card_of(row, awards[entry.pk], None),
        category_number=entry.category.number,
        fields=tuple(
            each for each in fields if not each.is_empty and each.shown.key != TITLE
        ),
        terms=tuple(term for term in terms if term.kind != Term.Kind.TAG),
        tags=tuple(term for term in terms if term.kind == Term.Kind.TAG),
        uses=tuple(
            UseRead(use.pk, use.office, use.at, without_names(use.note, names))
            for use in entry.uses.standing().select_related("office")
        ),
        related=tuple(cards_of(alike, at=at, awards=awards)),
    )


def content_shown(row: Shelved, content) -> dict:
    """Return what everybody may read of the version; without files where a name that
    was taken off took them along."""
    entry = row.entry
    content = public_content(content, taken_off(entry))
    if any(removal.hides_files for removal in entry.names_taken_off):
        content["files"] = []
    return content


def terms_in(facets: str) -> list[str]:
    """Return the terms of a row's facets: ["tool:4", "tag:7"]."""
    terms = facets.rpartition("|")[2]
    return terms.split(",") if terms else []


def related_to(row: Shelved, *, at: datetime) -> list[int]:
    """Return the entries most like this one. One query.

    A tag in common counts most, then the knowledge area, then a tool and the category;
    and the pairs of letters that the titles share.
    """
    weights = {Term.Kind.TAG: 4, Term.Kind.KNOWLEDGE: 2, Term.Kind.TOOL: 1}
    mine, pairs = set(terms_in(row.facets)), pairs_of(row.title)
    others = Shelved.objects.public(at=at).exclude(entry=row.entry_id)
    others = others.order_by("-number").values_list("entry", "facets", "title")
    scored = []
    for entry, facets, title in others[:LOOKED_THROUGH]:
        common = mine.intersection(terms_in(facets))
        score = sum(weights[each.partition(":")[0]] for each in common)
        score += facets.split("|")[1] == row.facets.split("|")[1]
        theirs = pairs_of(title)
        score += 6 * len(pairs & theirs) / (len(pairs | theirs) or 1)
        if score > 1:
            scored.append((-score, entry))
    # Of two that are equally like it the newer one came first; sorting keeps that.
    scored.sort(key=lambda each: each[0])
    return [entry for _score, entry in scored[:MOST_RELATED]]


def pairs_of(text: str) -> set[str]:
    letters = letters_of(text)
    return {letters[place : place + 2] for place in range(len(letters) - 1)}
