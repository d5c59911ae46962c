"""Why an entry has its rank in the live ranking."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from django.utils.translation import gettext as _

from judging.conflicts import Bar
from judging.dues import Assigned
from judging.models import Judge, Scoresheet
from judging.ranking.files import marks_of
from judging.ranking.live import Ranking, Work
from judging.ranking.names import judges_named, works_named
from judging.ranking.table import is_due
from judging.why import Missing, Why, why_of
from judging.workflow import State


def why_ranked(round_, ranking: Ranking, work: Work) -> Why | None:
    """Explain a work's rank as its sheets stand; None before one is signed.

    Two queries beside the ranking's.
    """
    if not ranking.totals.sheets.get(work.number):
        return None
    marks = marks_of(round_, ranking, sheet__submission=work.submission)
    bars = ranking.progress.bars
    without = [
        seat
        for seat in ranking.seats
        if str(seat.pk) not in marks[work.number]
        and (is_due(seat) or (seat.pk, work.submission) in bars)
    ]
    without = asked(without, work.submission, ranking.progress.assigned)
    return why_of(
        work.number,
        rulebook=ranking.rulebook,
        rules=ranking.rules,
        totals=ranking.totals,
        tabulation=ranking.tabulation,
        points={
            judge: [Fraction(each, 100) for each in points]
            for judge, points in marks[work.number].items()
        },
        judges=judges_named(ranking),
        works=works_named(ranking),
        missing=()
        if ranking.is_blind
        else missing_sheets(without, work.submission, bars),
    )


def asked(seats, submission: int, assigned: Assigned) -> list[Judge]:
    """Return those of a round's seats that a submission was assigned to, or all."""
    return [
        seat
        for seat in seats
        if seat.round_id not in assigned
        or submission in assigned[seat.round_id].get(seat.pk, ())
    ]


def missing_sheets(
    seats: Iterable[Judge],
    submission: int,
    bars: Mapping[tuple[int, int], Bar],
) -> tuple[Missing, ...]:
    """Say why each of these seats has no sheet that counts. One query, if any seat."""
    return tuple(reasons_of(list(seats), submission, bars))


def reasons_of(seats, submission, bars) -> Iterator[Missing]:
    excused = {}
    if seats:
        excused = dict(
            Scoresheet.objects.filter(
                judge__in=seats, submission=submission, state=State.EXCUSED
            ).values_list("judge", "excused_reason")
        )
    for seat in seats:
        bar = bars.get((seat.pk, submission))
        if bar == Bar.SIGNED_BEFORE:
            reason = bar.label
        elif bar:
            reason = _("conflict of interest: %(why)s") % {"why": bar.label}
        elif seat.pk in excused:
            reason = _("excused: %(why)s") % {"why": excused[seat.pk]}
        else:
            reason = _("not signed yet")
        yield Missing(seat.user.get_full_name(), reason)
