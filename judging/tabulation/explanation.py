"""Why a submission has its rank: the figures behind one placing."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isqrt

from .methods import doubled_ranks
from .ranking import Placing, Tabulation
from .rules import Rules
from .standardised import WORKING_DIGITS, Spread, rounded_ratio, spread_of
from .tiebreaks import Split
from .totals import Totals


@dataclass(frozen=True, slots=True)
class SheetExplained:
    """What one judge's sheet does for the score.

    `rank` is the judge's own rank for the submission, ties sharing the mean rank; `z`
    is rounded to 12 significant digits. `left_out` is `highest` or `lowest` where the
    method `trimmed` does not count the sheet, else empty.
    """

    judge: str
    total: Fraction
    rank: Fraction
    z: Decimal
    left_out: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One placing explained.

    `keeps_all`: the method is `trimmed` but there are too few sheets to leave any out.
    The margins are exact differences of scores to the placings before and after in the
    list, 0 for a tie and None at the ends. `splits` tells, in order, what each
    tie-break step did to the groups that the submission was in.
    """

    placing: Placing
    sheets: tuple[SheetExplained, ...]
    keeps_all: bool
    margin_before: Fraction | Decimal | None
    margin_after: Fraction | Decimal | None
    splits: tuple[Split, ...]


class Habits:
    """How each judge marked all: their ranks, and how far their totals spread.

    Made once, it serves the explanation of every placing.
    """

    def __init__(self, totals: Totals):
        given = totals.by_judge()
        self.ranks = {judge: doubled_ranks(each) for judge, each in given.items()}
        self.spreads = {
            judge: spread_of(each.values()) for judge, each in given.items()
        }


def explain(
    tabulation: Tabulation,
    rules: Rules,
    totals: Totals,
    submission: str,
    habits: Habits | None = None,
) -> Explanation:
    """Explain one submission's placing; raise ValueError where it has none."""
    habits = habits or Habits(totals)
    placings = tabulation.placings
    at = [placing.submission for placing in placings].index(submission)
    trim = rules.trim if rules.method == "trimmed" else 0
    own = totals.sheets[submission]
    keeps_all = trim > 0 and len(own) <= 2 * trim
    left_out = {}
    if trim and not keeps_all:
        by_total = sorted(own, key=lambda judge: (own[judge], judge))
        left_out = dict.fromkeys(by_total[:trim], "lowest")
        left_out |= dict.fromkeys(by_total[-trim:], "highest")
    sheets = tuple(
        SheetExplained(
            judge=judge,
            total=Fraction(own[judge], totals.denominator),
            rank=Fraction(habits.ranks[judge][submission], 2),
            z=z_score(own[judge], habits.spreads[judge]),
            left_out=left_out.get(judge, ""),
        )
        for judge in sorted(own)
    )
    return Explanation(
        placing=placings[at],
        sheets=sheets,
        keeps_all=keeps_all,
        margin_before=margin(placings, at - 1) if at else None,
        margin_after=margin(placings, at) if at + 1 < len(placings) else None,
        splits=tuple(
            split for split in tabulation.splits if submission in split.before
        ),
    )


def margin(placings: tuple[Placing, ...], at: int) -> Fraction | Decimal:
    """Return by how much the score at this index differs from the next one's."""
    return abs(placings[at].value - placings[at + 1].value)


def z_score(total: int, spread: Spread) -> Decimal:
    """Return (total − mean) / SD to 12 significant digits; 0 where the SD is 0."""
    deviation = spread.count * total - spread.sum
    if not spread.variation:
        return Decimal(0)
    scale = 10**WORKING_DIGITS
    root = isqrt(deviation * deviation * scale * scale // spread.variation)
    return rounded_ratio(root if deviation > 0 else -root, scale)
