"""Who may not score what: the one place that knows rule 9.

A seat is barred from a submission whose entering office it belonged to at any time
since the season began, unless that office's own round this is; from one that names its
person; and from one for which a conflict was declared. Lists, sheets, marks, counts and
the ranking all ask here, so an entry that is barred later is gone everywhere at once.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import TextChoices, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from judging.models import Conflict, Judge
from offices.models import Membership
from submissions.models import Submission
from submissions.naming import line_naming


class Bar(TextChoices):
    """Why; the first two follow from the data, and nobody can lift them."""

    NAMED = "named", _("is named on the entry")
    OWN_OFFICE = "own_office", _("belonged to the entering office this season")
    DECLARED = "declared", _("declared")


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

    `seats` are loaded with their user, and their round with its season. One query.
    Memberships and declarations after `at` are not seen, so that a sealed round can be
    worked out again as it stood.
    """
    seats, entrants = list(seats), list(entrants)
    if not seats or not entrants:
        return {}
    memberships, declared = read(seats, at=at)
    by_office, by_person, with_people = defaultdict(list), defaultdict(list), []
    known = set()
    for submission, round_, office, person, people in entrants:
        known.add(submission)
        by_office[round_, office].append(submission)
        by_person[round_, person].append(submission)
        if people:
            with_people.append((round_, submission, people))
    bars = {pair: Bar.DECLARED for pair in declared if pair[1] in known}
    for seat in seats:
        round_ = seat.round_id
        own = offices_since(season_began(season_of(seat)), memberships[seat.user_id])
        own.discard(seat.round.office_id)
        for office in own:
            for submission in by_office.get((round_, office), ()):
                bars[seat.pk, submission] = Bar.OWN_OFFICE
        for submission in by_person.get((round_, seat.user_id), ()):
            bars[seat.pk, submission] = Bar.NAMED
        if line := line_naming(seat.user):
            for in_round, submission, people in with_people:
                if in_round == round_ and line in people:
                    bars[seat.pk, submission] = Bar.NAMED
    return bars


def read(seats, *, at):
    """Return memberships by user as (office, until), and declared (seat, submission).

    Both in one query: every page of a judge asks, and the ranking has none to spare.
    """
    first = min(season_began(season_of(seat)) for seat in seats)
    held = Membership.objects.since(first).filter(
        user__in={seat.user_id for seat in seats}, started_at__lte=at
    )
    conflicts = Conflict.objects.filter(
        judge__in={seat.pk for seat in seats}, declared_at__lte=at
    )
    memberships, declared = defaultdict(list), set()
    for is_conflict, one, other, until in (
        held.order_by()
        .values_list(Value(0), "user", "office", "ended_at")
        .union(
            conflicts.values_list(Value(1), "judge", "submission", "declared_at"),
            all=True,
        )
    ):
        if is_conflict:
            declared.add((one, other))
        else:
            memberships[one].append((other, until))
    return memberships, declared


def offices_since(began, memberships) -> set[int]:
    return {office for office, until in memberships if until is None or until >= began}


def season_of(seat):
    return seat.round.stage.category.season


def bar_of(seat: Judge, submission: Submission, *, at) -> Bar | None:
    """Return why a seat is barred from one submission, or None. One query."""
    bars = bars_among([seat], [entrant_of(submission)], at=at)
    return bars.get((seat.pk, submission.pk))
