"""The names of who enters a round, for its judges to state their conflicts against.

Offices in one list and people in another, each by name: where a stage judges blind
nothing links the two, neither a word nor the order. No titles of entries in here.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from contests.models import Round
from judging.models import Judge
from judging.models.conflicts import key_of
from submissions.models import Submission
from submissions.naming import line_of
from submissions.querysets import shown_at
from submissions.workflow import State
from ui.language import page_language
from ui.thai import sort_key

# What enters or may still do so.
ENTERING = (State.HANDED_IN, State.RETURNED, State.ACCEPTED)


@dataclass(slots=True)
class Name:
    """An office or a person that enters; `key` names it in a form.

    `line` is a person's name as `Version.people` spells it. `of` says through which
    office a person enters, where that may be told.
    """

    key: str
    text: str
    arrived_at: datetime
    office: int | None = None
    person: int | None = None
    line: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    offices: list[Name]
    people: list[Name]

    def __iter__(self):
        yield from self.offices
        yield from self.people

    def since(self, moment: datetime) -> "Names":
        """Return those that arrived after `moment`."""
        return Names(
            *(
                [name for name in names if name.arrived_at > moment]
                for names in (self.offices, self.people)
            )
        )

    def __len__(self):
        return len(self.offices) + len(self.people)


def names_in(round_: Round, *, at: datetime, linked: bool = True) -> Names:
    """Return the names of a round. One query.

    Only a stage that does not judge blind may have them `linked`.
    """
    return names_by_round([round_.pk], at=at, linked=linked)[round_.pk]


def names_by_round(
    rounds: Iterable[int], *, at: datetime, linked: bool = True
) -> dict[int, Names]:
    """Return the names of each of the rounds, given by key. One query."""
    rounds = list(rounds)
    found = {pk: Collected() for pk in rounds}
    for row in rows_of(rounds, at):
        found[row["round"]].add(row)
    return {pk: collected.names(linked=linked) for pk, collected in found.items()}


def new_to(seats: Iterable[Judge], *, at: datetime) -> dict[int, Names]:
    """Return, by seat, the names that came after its person looked; none is left out.

    Of seats whose people have accepted. One query, and one more if anything came.
    """
    seats = [seat for seat in seats if seat.accepted_at]
    if not seats:
        return {}
    later = Q()
    for seat in seats:
        moment = seat.names_seen_at
        later |= Q(round=seat.round_id) & (
            Q(versions__handed_in_at__gt=moment) | Q(visible_from__gt=moment)
        )
    touched = set(
        Submission.objects.filter(later, shown_at(at), state__in=ENTERING)
        .order_by()
        .values_list("round", flat=True)
        .distinct()
    )
    if not touched:
        return {}
    names = names_by_round(touched, at=at)
    new = {
        seat.pk: names[seat.round_id].since(seat.names_seen_at)
        for seat in seats
        if seat.round_id in touched
    }
    return {pk: each for pk, each in new.items() if len(each)}


# How they are gathered ------------------------------------------------------------


def rows_of(rounds, at):
    """Return a row for every version of what enters, the first version first."""
    language = page_language()
    return (
        Submission.objects.filter(shown_at(at), round__in=rounds, state__in=ENTERING)
        .order_by("pk", "versions__number")
        .values(
            "pk",
            "round",
            "visible_from",
            office=F("entry__office"),
            office_title=F(f"entry__office__title_{language}"),
            person=F("entry__person"),
            prefix=F("entry__person__title"),
            given=F("entry__person__given_name"),
            surname=F("entry__person__surname"),
            came_at=F("versions__handed_in_at"),
            people=F("versions__people"),
        )
    )


class Collected:
    """The names of one round while they are read."""

    def __init__(self):
        self.offices: dict[int, Name] = {}
        self.persons: dict[int, Name] = {}
        # By submission, the moments at which its versions named a line.
        self.lines: dict[int, dict[str, datetime]] = defaultdict(dict)
        self.last: dict[int, tuple[str, str]] = {}

    def add(self, row):
        arrived = row["came_at"]
        if row["visible_from"]:
            arrived = max(arrived, row["visible_from"])
        office = row["office"]
        name = Name(f"o{office}", row["office_title"], arrived, office=office)
        earliest(self.offices, office, name)
        if person := row["person"]:
            given, surname = row["given"], row["surname"]
            name = Name(
                f"p{person}",
                f"{row['prefix']}{given} {surname}".strip(),
                arrived,
                person=person,
                line=line_of(given, surname),
                of=row["office_title"],
            )
            earliest(self.persons, person, name)
        for line in (row["people"] or "").split("\n"):
            if line:
                self.lines[row["pk"]].setdefault(line, arrived)
        self.last[row["pk"]] = row["people"] or "", row["office_title"]

    def names(self, *, linked):
        people = list(self.persons.values())
        known = {name.line for name in people}
        named: dict[str, Name] = {}
        for submission, (text, title) in self.last.items():
            for line in text.split("\n"):
                if line and line not in known:
                    arrived = self.lines[submission][line]
                    name = Name(key_of(line), line.title(), arrived, line=line)
                    earliest(named, line, name).of = title
        people += named.values()
        if not linked:
            for name in people:
                name.of = ""
        by_name = [
            sorted(names, key=lambda name: (sort_key(name.text), name.key))
            for names in (self.offices.values(), people)
        ]
        return Names(*by_name)


def earliest(names, key, name):
    """Keep of two the one that arrived first."""
    if key not in names or name.arrived_at < names[key].arrived_at:
        names[key] = name
    return names[key]
