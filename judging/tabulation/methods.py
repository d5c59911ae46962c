"""The scoring methods: one function each, from totals to scores."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from .rules import Rules
from .standardised import standardised_scores
from .totals import Totals


class Scores(NamedTuple):
    """The score of each submission, as a whole number of 1/divisor.

    Those of `standardised` are decimals that stand for themselves: divisor None.
    """

    keys: Mapping[str, int | Decimal]
    divisor: int | None
    lower_is_better: bool = False

    def value(self, submission: str) -> Fraction | Decimal:
        key = self.keys[submission]
        return key if self.divisor is None else Fraction(key, self.divisor)


def scores_of(rules: Rules, totals: Totals) -> Scores:
    """Score every submission that has a sheet by the method of the rules."""
    if rules.method == "rank_sum":
        return rank_sums(totals)
    if rules.method == "standardised":
        return Scores(standardised_scores(totals), None)
    trim = rules.trim if rules.method == "trimmed" else 0
    counted = {
        submission: sheets_that_count(list(by_judge.values()), rules.method, trim)
        for submission, by_judge in totals.sheets.items()
        if by_judge
    }
    return means(counted, totals.denominator)


def sheets_that_count(sheets: list[int], method: str, trim: int) -> list[int]:
    """Return the totals whose mean is the score under `mean`, `trimmed` or `median`."""
    if method == "median":
        ordered = sorted(sheets)
        return ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]
    if trim and len(sheets) > 2 * trim:
        return sorted(sheets)[trim:-trim]
    return sheets


def means(counted: Mapping[str, list[int]], denominator: int) -> Scores:
    """Bring all means to one divisor, so that they compare as whole numbers."""
    common = lcm(*{len(sheets) for sheets in counted.values()})
    keys = {
        submission: sum(sheets) * (common // len(sheets))
        for submission, sheets in counted.items()
    }
    return Scores(keys, common * denominator)


def rank_sums(totals: Totals) -> Scores:
    """Sum each submission's ranks; their mean for all if numbers of sheets differ."""
    doubled: dict[str, list[int]] = {
        submission: [] for submission, by_judge in totals.sheets.items() if by_judge
    }
    for by_submission in totals.by_judge().values():
        ranks = doubled_ranks(by_submission)
        for submission, rank in ranks.items():
            doubled[submission].append(rank)
    if len({len(ranks) for ranks in doubled.values()}) > 1:
        return means(doubled, 2)._replace(lower_is_better=True)
    sums = {submission: sum(ranks) for submission, ranks in doubled.items()}
    return Scores(sums, 2, lower_is_better=True)


def doubled_ranks(by_submission: Mapping[str, int]) -> dict[str, int]:
    """Rank one judge's totals, ties sharing the mean rank; twice it, to be whole."""
    ranks = {}
    above = 0
    for total, tied in sorted(Counter(by_submission.values()).items(), reverse=True):
        ranks[total] = 2 * above + tied + 1
        above += tied
    return {submission: ranks[total] for submission, total in by_submission.items()}
