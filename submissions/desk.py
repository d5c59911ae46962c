"""What an officer's desk holds: what is open to enter, and where an entry may go now.

Costs the same few queries for any number of offices and entries.
"""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from contests.ladder import entry_round, entry_rounds
from contests.models import Category, Round
from contests.phases import Phase, phase_of
from offices.models import Office
from offices.roles import Role, offices_of
from submissions.models import Entry, LateDoor, Submission
from submissions.ways_in import WayIn, way_in


@dataclass(frozen=True)
class Opening:
    """A round that takes entries of an office, by `closes_at`; `room` for new ones."""

    category: Category
    office: Office
    round: Round
    closes_at: datetime.datetime
    entries: list[Entry] = field(default_factory=list)

    @property
    def room(self) -> int:
        return max(0, self.category.entries_per_office - len(self.entries))


def openings(user, *, at, entries=None) -> list[Opening]:
    """Return what the user's offices may enter now, the next to close first.

    `entries` are the live ones of those offices, where they are loaded already.
    """
    offices = offices_of(user, Role.OFFICER)
    if not offices:
        return []
    doors = list(
        LateDoor.objects.open_at(at)
        .filter(office__in=offices)
        .select_related("round__stage__category__season", "round__office", "office")
    )
    categories = Category.objects.select_related("season").filter(
        stages__opens_at__lte=at, stages__closes_at__gt=at
    )
    found = {
        (round_.stage.category_id, office): (round_, round_.closes_at)
        for (_, office), round_ in entry_rounds(categories.distinct(), offices).items()
        if phase_of(round_, at=at) == Phase.OPEN
    }
    for door in doors:
        found.setdefault(
            (door.round.stage.category_id, door.office_id),
            (door.round, door.open_until),
        )
    if entries is None:
        entries = Entry.objects.live().filter(office__in=offices).for_list()
    begun = {}
    for entry in entries:
        begun.setdefault((entry.category_id, entry.office_id), []).append(entry)
    by_pk = {office.pk: office for office in offices}
    made = [
        Opening(
            round_.stage.category,
            by_pk[pair[1]],
            round_,
            closes_at,
            begun.get(pair, []),
        )
        for pair, (round_, closes_at) in found.items()
    ]
    return sorted(made, key=lambda each: (each.closes_at, each.category.number))


@dataclass(frozen=True)
class Target:
    """A round that an entry is in or may enter, and how: a way or a refusal."""

    round: Round
    submission: Submission | None
    way: WayIn | None
    refusal: str = ""


def targets_of(entry, submissions, *, at) -> list[Target]:
    """Return every round that concerns an entry, the one to hand in to first.

    `submissions` are those of the entry that may be shown, loaded with their rounds.
    """
    own = entry_round(entry.category, entry.office)
    doors = list(
        LateDoor.objects.filter(
            office=entry.office, round__stage__category=entry.category
        ).select_related("round__stage__category__season", "round__office")
    )
    rounds = {each.pk: each for each in (own,) if each}
    rounds |= {each.round_id: each.round for each in submissions}
    rounds |= {each.round_id: each.round for each in doors if each.open_until > at}
    handed_in = {each.round_id: each for each in submissions}
    made = [
        target(
            round_,
            handed_in.get(round_.pk),
            [door for door in doors if door.round_id == round_.pk],
            at=at,
            enters_here=round_ == own,
        )
        for round_ in rounds.values()
    ]
    return sorted(
        made,
        key=lambda each: (each.way is None, -each.round.opens_at.timestamp()),
    )


def target(round_, submission, doors, *, at, enters_here) -> Target:
    try:
        way = way_in(round_, submission, doors, at=at, enters_here=enters_here)
    except ValidationError as refusal:
        return Target(round_, submission, None, refusal.messages[0])
    return Target(round_, submission, way)
