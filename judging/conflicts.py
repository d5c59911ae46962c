"""Who may not score what: the one place that knows rule 9.

A seat is barred from a submission whose entering office it belonged to at any time
since the season began, unless that office's own round this is; where the stage says so,
from those of all offices of the same district or province; from one that names its
person; from one for which a conflict was declared, or whose office or people the judge
has stated a conflict with. Lists, sheets, marks, counts and the ranking all ask here,
so an entry that is barred later is gone everywhere at once.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import CharField, F, Q, TextChoices, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contests.rules import barred_area_of
from judging.models import Conflict, Judge, Scoresheet, StatedConflict
from offices.models import Membership, Office
from submissions.models import Submission
from submissions.naming import line_naming


class Bar(TextChoices):
    """Why; only what was declared can be lifted, the rest follows from the data."""

    NAMED = "named", _("is named on the entry")
    OWN_OFFICE = "own_office", _("belonged to the entering office this season")
    AREA = "area", _("belonged to the same district or province this season")
    DECLARED = "declared", _("declared")
    # No conflict: whoever sat in the place before has signed, and that sheet counts.
    SIGNED_BEFORE = "signed_before", _("signed by the judge whose place this is")

    @property
    def is_conflict(self):
        return self is not Bar.SIGNED_BEFORE


class Entrant(NamedTuple):
    """What rule 9 needs to know of a submission; `people` is its `Version.people`."""

    submission: int
    round: int
    office: int
    person: int | None
    people: str

    COLUMNS = (
        "pk",
        "round",
        "entry__office",
        "entry__person",
        "accepted_version__people",
    )


def season_began(season) -> datetime.datetime:
    """Return the first moment of a fiscal year: 1 October, in Thailand."""
    return datetime.datetime(
        season.year - 544, 10, 1, tzinfo=timezone.get_default_timezone()
    )


def entrants_of(submissions) -> list[Entrant]:
    """Return them from a queryset of submissions; one query."""
    return [
        Entrant(*row[:-1], row[-1] or "")
        for row in submissions.values_list(*Entrant.COLUMNS)
    ]


def entrant_of(submission: Submission) -> Entrant:
    """Return it of a submission loaded with its entry and accepted version."""
    version = submission.accepted_version
    return Entrant(
        submission=submission.pk,
        round=submission.round_id,
        office=submission.entry.office_id,
        person=submission.entry.person_id,
        people=version.people if version else "",
    )


def bars_among(
    seats: Iterable[Judge], entrants: Iterable[Entrant], *, at
) -> dict[tuple[int, int], Bar]:
    """Return each (seat, submission) that is barred, and why.

    `seats` are loaded with their user, and their round with its season. One query, and
    one more where a stage bars a whole area.
    Memberships and declarations after `at` are not seen, so that a sealed round can be
    worked out again as it stood.
    """
    seats, entrants = list(seats), list(entrants)
    if not seats or not entrants:
        return {}
    known = read(seats, at=at)
    by_office, by_person, with_people = defaultdict(list), defaultdict(list), []
    here = set()
    for submission, round_, office, person, people in entrants:
        here.add(submission)
        by_office[round_, office].append(submission)
        by_person[round_, person].append(submission)
        if people:
            with_people.append((round_, submission, people))
    bars = {pair: Bar.SIGNED_BEFORE for pair in known.signed if pair[1] in here}
    bars |= {pair: Bar.DECLARED for pair in known.declared if pair[1] in here}
    for seat in seats:
        round_ = seat.round_id

        def bar(why, submissions, seat=seat.pk):
            bars.update(((seat, submission), why) for submission in submissions)

        def naming(line, round_=round_):
            for in_round, submission, people in with_people:
                if in_round == round_ and line in people:
                    yield submission

        for office, person, line in known.stated[seat.pk]:
            bar(Bar.DECLARED, by_office.get((round_, office), ()) if office else ())
            bar(Bar.DECLARED, by_person.get((round_, person), ()) if person else ())
            bar(Bar.DECLARED, naming(f"\n{line}\n") if line else ())
        own = offices_since(
            season_began(season_of(seat)), known.memberships[seat.user_id]
        )
        own.discard(seat.round.office_id)
        for office in known.neighbours(seat, own):
            bar(Bar.AREA, by_office.get((round_, office), ()))
        for office in own:
            bar(Bar.OWN_OFFICE, by_office.get((round_, office), ()))
        bar(Bar.NAMED, by_person.get((round_, seat.user_id), ()))
        if line := line_naming(seat.user):
            bar(Bar.NAMED, naming(line))
    return bars


@dataclass(frozen=True)
class Known:
    """What the database knows of the ties of seats and their people."""

    # By person: (office, until).
    memberships: dict[int, list[tuple]] = field(
        default_factory=lambda: defaultdict(list)
    )
    # (seat, submission)
    declared: set[tuple[int, int]] = field(default_factory=set)
    # By seat: (office, person, line), one of which or both of the last two is there.
    stated: dict[int, list[tuple]] = field(default_factory=lambda: defaultdict(list))
    # (seat, submission) that another in the same place has signed.
    signed: set[tuple[int, int]] = field(default_factory=set)
    # The code of each office in `memberships`; and by area the offices in it.
    codes: dict[int, str] = field(default_factory=dict)
    areas: dict[str, list[int]] = field(default_factory=dict)

    def neighbours(self, seat, own) -> set[int]:
        """Return the offices of the areas of `own` that the seat's stage bars."""
        area = barred_area_of(seat.round)
        codes = {area_code(self.codes[office], area) for office in own}
        return {office for code in codes for office in self.areas.get(code, ())}


MEMBERSHIP, CONFLICT, OFFICE, PERSON, SIGNED = range(5)


def read(seats, *, at) -> Known:
    """Read all of it in one query: every page asks, and the ranking has none to spare.

    A row is its kind, whose it is, what with, until when (or since), and a name.
    """
    first = min(season_began(season_of(seat)) for seat in seats)
    pks = {seat.pk for seat in seats}
    held = Membership.objects.since(first).filter(
        user__in={seat.user_id for seat in seats}, started_at__lte=at
    )
    declared = Conflict.objects.filter(judge__in=pks, declared_at__lte=at)
    stated = StatedConflict.objects.filter(judge__in=pks, stated_at__lte=at).order_by()
    nameless = Value("", output_field=CharField())
    parts = [
        declared.values_list(
            Value(CONFLICT), "judge", "submission", "declared_at", nameless
        ),
        stated.filter(office__isnull=False).values_list(
            Value(OFFICE), "judge", "office", "stated_at", nameless
        ),
        stated.filter(office__isnull=True).values_list(
            Value(PERSON), "judge", "person", "stated_at", F("name")
        ),
    ]
    if shared := {seat.pk for seat in seats if seat.place_id}:
        signed = Scoresheet.objects.signed().annotate(seat=F("judge__place__occupants"))
        parts.append(
            signed.filter(seat__in=shared, signed_at__lte=at)
            .exclude(judge=F("seat"))
            .values_list(Value(SIGNED), "seat", "submission", "signed_at", nameless)
        )
    rows = (
        held.order_by()
        .values_list(Value(MEMBERSHIP), "user", "office", "ended_at", "office__code")
        .union(*parts, all=True)
    )
    known = Known()
    for kind, whose, other, until, name in rows:
        if kind == MEMBERSHIP:
            known.memberships[whose].append((other, until))
            known.codes[other] = name
        elif kind == CONFLICT:
            known.declared.add((whose, other))
        elif kind == SIGNED:
            known.signed.add((whose, other))
        elif kind == OFFICE:
            known.stated[whose].append((other, None, ""))
        else:
            known.stated[whose].append((None, other, name))
    fill_areas(known, {barred_area_of(seat.round) for seat in seats})
    return known


def fill_areas(known, wanted) -> None:
    """Read which offices lie in the areas of the people's own. One query, if any."""
    codes = {area_code(code, area) for code in known.codes.values() for area in wanted}
    codes.discard("")
    if not codes:
        return
    within = Q()
    for code in codes:
        within |= Q(code__startswith=code)
    for pk, own in Office.objects.filter(within).values_list("pk", "code"):
        for code in codes:
            if own.startswith(code):
                known.areas.setdefault(code, []).append(pk)


def area_code(code: str, area: str) -> str:
    """Return the digits that all offices of a district or province begin with.

    Nothing for an office that lies in no such area.
    """
    digits = {"district": 4, "province": 2}.get(area, 0)
    is_within = code.isdigit() and len(code) >= digits
    return code[:digits] if is_within else ""


def offices_since(began, memberships) -> set[int]:
    return {office for office, until in memberships if until is None or until >= began}


def season_of(seat):
    return seat.round.stage.category.season


def bar_of(seat: Judge, submission: Submission, *, at) -> Bar | None:
    """Return why a seat is barred from one submission, or None. One query."""
    bars = bars_among([seat], [entrant_of(submission)], at=at)
    return bars.get((seat.pk, submission.pk))
