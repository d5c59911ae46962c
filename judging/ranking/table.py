"""The ranking as a table: every figure already written out, since rows may be many."""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from contests.rules import CRITERION, STEPS
from judging.models import Judge
from judging.ranking.live import Ranking, Work
from judging.rulebook import Rulebook
from judging.workflow import State

# In the place of a total; the page explains them under the table.
BARRED, EXCUSED, WAITING, NOT_ASKED = "–", "○", "…", ""


@dataclass(frozen=True, slots=True)
class Column:
    """A judge's column; `left` is how many sheets they have still to sign."""

    judge: Judge
    name: str
    left: int


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in the ranking; without a rank until one of its sheets counts.

    `cells` has, for each column, the judge's total or the sign why there is none.
    """

    work: Work
    rank: int | None
    score: str
    is_tied: bool
    decided_by: str
    sheets: int
    lacks_quorum: bool
    cells: list[str]


def columns_of(ranking: Ranking) -> list[Column]:
    left = {seat.judge.pk: seat.left for seat in ranking.progress.by_seat}
    return [
        Column(seat, seat.user.get_full_name(), left.get(seat.pk, 0))
        for seat in ranking.seats
    ]


def table_of(ranking: Ranking) -> list[Row]:
    """Return the entries in their order, those without a signed sheet last."""
    words = cache(lambda step: step_in_words(step, ranking.rulebook))
    tied = {number for group in ranking.ties for number in group}
    quorum = ranking.rulebook.quorum
    cells = cells_by_number(ranking)
    rows = [
        Row(
            work=ranking.works[placing.submission],
            rank=placing.rank,
            score=placing.score,
            is_tied=placing.submission in tied,
            decided_by=words(placing.decided_by),
            sheets=placing.sheets,
            lacks_quorum=placing.sheets < quorum,
            cells=cells[placing.submission],
        )
        for placing in ranking.tabulation.placings
    ]
    ranked = {row.work.number for row in rows}
    return rows + [
        Row(work, None, "", False, "", 0, True, cells[number])
        for number, work in ranking.works.items()
        if number not in ranked
    ]


def cells_by_number(ranking: Ranking) -> dict[str, list[str]]:
    """Return the cells of every entry in the order of the columns."""
    progress, denominator = ranking.progress, ranking.totals.denominator
    columns = [
        (seat.pk, str(seat.pk), is_due(seat), progress.assigned_to(seat.pk))
        for seat in ranking.seats
    ]
    states, sheets = progress.states, ranking.totals.sheets
    bars = progress.bars
    double = 2 * denominator
    cells = {}
    for number, work in ranking.works.items():
        totals, pk = sheets.get(number, {}), work.submission
        line = []
        for seat, code, due, works in columns:
            total = totals.get(code)
            if total is not None:
                # `decimals.rounded`, without a Fraction for each of many cells.
                hundredths = (200 * total + denominator) // double
                line.append(f"{hundredths // 100}.{hundredths % 100:02d}")
            elif works is not None and pk not in works:
                line.append(NOT_ASKED)
            elif bar := bars.get((seat, pk)):
                tells = bar.is_conflict and not ranking.is_blind
                line.append(BARRED if tells else NOT_ASKED)
            elif states.get((seat, pk)) == State.EXCUSED:
                line.append(EXCUSED)
            else:
                line.append(WAITING if due else NOT_ASKED)
        cells[number] = line
    return cells


def is_due(seat: Judge) -> bool:
    return seat.scores and seat.left_at is None


def step_in_words(step: str, rulebook: Rulebook) -> str:
    """Say what set a placing apart from the one before it; nothing for the score."""
    if step == "score":
        return ""
    if step == "tied":
        return _("Tied")
    if step.startswith(CRITERION):
        row = rulebook.row_of[step.removeprefix(CRITERION)]
        return _("Higher mean in “%(criterion)s”") % {"criterion": row.name}
    return str(STEPS[step])
