"""All marks of a round as a table: a row for each signed sheet that counts.

What was set aside, unsigned or barred is not in it, nor any note or comment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd

from django.utils.translation import gettext as _

from contests.rules import rules_of
from judging.models import Score
from judging.progress import Progress, progress_of
from judging.ranking.live import Work, works_of
from judging.rulebook import Rulebook
from judging.tables.whose import sample_column, whose_columns
from judging.tabulation import units_of
from judging.workflow import State
from ui.tables import Column, Holds, Table


@dataclass(frozen=True)
class SignedSheets:
    """The marks of each sheet, in hundredths, by submission and seat."""

    rulebook: Rulebook
    works: dict[str, Work]
    progress: Progress
    marks: dict[tuple[int, int], list[int]]


def signed_sheets(round_, *, at) -> SignedSheets:
    """Read the signed sheets that count, of a round loaded with its season and office.

    Five queries; one more for the rules while they are not frozen, and one where the
    round assigns.
    """
    rulebook = Rulebook.of(rules_of(round_))
    works, entrants, _waiting = works_of(round_, at)
    progress = progress_of(round_, at=at, entrants=entrants)
    bars, states = progress.bars, progress.states
    columns = {row.code: at for at, row in enumerate(rulebook.rows)}
    marks = {
        (submission, seat): [0] * len(columns)
        for (seat, submission), state in states.items()
        if state == State.SIGNED and (seat, submission) not in bars
    }
    scores = Score.objects.filter(
        sheet__submission__round=round_, sheet__state=State.SIGNED
    ).order_by()
    rows = scores.values_list(
        "sheet__submission", "sheet__judge", "criterion", "points"
    )
    for submission, seat, criterion, points in rows.iterator(chunk_size=10_000):
        if sheet := marks.get((submission, seat)):
            sheet[columns[criterion]] = points or 0
    return SignedSheets(rulebook, works, progress, marks)


def marks_table(sheets: SignedSheets, *, is_blind: bool) -> Table:
    """Return the table; with `is_blind` nothing in it says whose the entries are."""
    return Table(
        _("Marks of the round"),
        (
            Column("number", _("Number"), 20),
            *(() if is_blind else whose_columns()),
            sample_column(any(work.is_sample for work in sheets.works.values())),
            Column("judge", _("Judge"), 28),
            Column("seat", holds=Holds.NUMBER),
            *(
                Column(
                    f"points_{row.code}",
                    f"{row.name} ({row.full_points})",
                    16,
                    Holds.NUMBER,
                )
                for row in sheets.rulebook.rows
            ),
            Column("total", _("Total"), 10, Holds.SCORE),
            Column("exact_total"),
        ),
        rows_of(sheets, is_blind=is_blind),
        kind="marks",
    )


def rows_of(sheets: SignedSheets, *, is_blind: bool) -> Iterator[tuple]:
    """Yield the rows by number, and there in the order of the panel."""
    rulebook = sheets.rulebook
    units = units_of(rulebook.for_tabulation().criteria)
    factors = [units.factors[row.code] for row in rulebook.rows]
    seats = [(seat.pk, seat.user.get_full_name()) for seat in sheets.progress.columns]
    for number, work in sheets.works.items():
        whose = () if is_blind else (work.office_code, work.office, work.person)
        for seat, judge in seats:
            marks = sheets.marks.get((work.submission, seat))
            if marks is None:
                continue
            total = sum(map(int.__mul__, marks, factors))
            yield (
                number,
                *whose,
                work.is_sample,
                judge,
                seat,
                *map(in_points, marks),
                rounded(total, units.denominator),
                exact(total, units.denominator),
            )


def rounded(total: int, denominator: int) -> str:
    """Write a total for people, as `decimals.rounded`, without a Fraction for each."""
    hundredths = (200 * total + denominator) // (2 * denominator)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def exact(total: int, denominator: int) -> str:
    """Write it in full, as `decimals.exact`: "277/3", "92"."""
    shared = gcd(total, denominator)
    below = denominator // shared
    return f"{total // shared}/{below}" if below > 1 else str(total // shared)


def in_points(hundredths: int) -> int | float:
    """Return a mark as people write it, which a float of two decimals can hold."""
    return hundredths / 100 if hundredths % 100 else hundredths // 100
