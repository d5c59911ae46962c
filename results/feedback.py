"""What the judges said of an entry, for its office: never who said what.

From the sheets that the seal counted, alone. Comments stand in the order of their
words, each criterion's for itself, so that none leads to another of the same judge.
"""

from dataclasses import dataclass
from fractions import Fraction

from contests.rules import rules_of
from judging import decimals, ledger
from judging.models import Score, Scoresheet
from judging.rulebook import Row, Rulebook
from results.models import Placing
from ui.thai import sort_key

# With fewer, a mean or a comment would be one known judge's own.
FEWEST_SHEETS = 2


@dataclass(frozen=True, slots=True)
class Heard:
    """A criterion: the mean of its points, rounded half up, and what was said of it."""

    row: Row
    mean: str
    comments: list[str]


@dataclass(frozen=True, slots=True)
class Feedback:
    """`criteria` and `comments` are empty where there were too few sheets."""

    sheets: int
    criteria: list[Heard]
    comments: list[str]

    @property
    def is_enough(self) -> bool:
        return self.sheets >= FEWEST_SHEETS


def feedback_of(placing: Placing, stored: ledger.Ledger) -> Feedback:
    """Return it for a placing of a result by marks. Two queries."""
    result, number = placing.result, placing.submission.number
    points: dict[str, list[Fraction]] = {}
    judges = set()
    for mark in stored.marks:
        if mark.submission == number:
            points.setdefault(mark.criterion, []).append(Fraction(mark.points))
            judges.add(result.seats[mark.judge])
    if len(judges) < FEWEST_SHEETS:
        return Feedback(len(judges), [], [])
    sheets = Scoresheet.objects.signed().filter(
        submission=placing.submission_id, judge__in=judges
    )
    said: dict[str, list[str]] = {}
    for code, comment in Score.objects.filter(
        sheet__in=sheets.values("pk").order_by()
    ).values_list("criterion", "comment"):
        said.setdefault(code, []).append(comment)
    return Feedback(
        sheets=len(judges),
        criteria=[
            Heard(
                row,
                decimals.rounded(sum(points[row.code]) / len(points[row.code]), 2),
                in_order(said.get(row.code, ())),
            )
            for row in Rulebook.of(rules_of(result.round)).rows
        ],
        comments=in_order(sheets.values_list("comment", flat=True)),
    )


def in_order(comments) -> list[str]:
    """Return what was written, in the order of the words, which tells of nobody."""
    return sorted(filter(None, comments), key=lambda each: (sort_key(each), each))
