"""Marks in, ranking out: the tabulation itself."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, takewhile

from judging import decimals

from .methods import scores_of
from .rules import Rules
from .tiebreaks import Chain, Split
from .totals import Totals


@dataclass(frozen=True, slots=True)
class Placing:
    """A submission's place; those that share a rank follow by submission code.

    `value` is the exact score: a Fraction, under `standardised` a Decimal of 12
    significant digits. `decided_by` is what sets it apart from the placing before it:
    `score`, a tie-break step, or `tied`.
    """

    rank: int
    submission: str
    value: Fraction | Decimal
    sheets: int
    decided_by: str

    @property
    def score(self) -> str:
        """The score for people: two decimals, a half away from zero."""
        return decimals.rounded(self.value, 2)

    @property
    def exact(self) -> str:
        """The score in full: "277/3", "92", or a decimal under `standardised`."""
        return decimals.exact(self.value)


@dataclass(frozen=True, slots=True)
class Tabulation:
    """A round's ranking, and all that the tie-break chain did for it."""

    method: str
    placings: tuple[Placing, ...]
    splits: tuple[Split, ...]


def tabulate(rules: Rules, totals: Totals) -> Tabulation:
    """Rank every submission that has a sheet.

    Costs one sort of the submissions; the steps of the chain look at tied groups only,
    `head_to_head` at every pair of one.
    """
    scores = scores_of(rules, totals)
    chain = Chain(rules, totals)
    ordered = sorted(
        scores.keys, key=scores.keys.__getitem__, reverse=not scores.lower_is_better
    )
    placings: list[Placing] = []
    for _, group in groupby(ordered, scores.keys.__getitem__):
        for ranked in chain.order(list(group), "score"):
            placings.append(
                Placing(
                    rank=placings[-1].rank
                    if ranked.decided_by == "tied"
                    else len(placings) + 1,
                    submission=ranked.submission,
                    value=scores.value(ranked.submission),
                    sheets=len(totals.sheets[ranked.submission]),
                    decided_by=ranked.decided_by,
                )
            )
    return Tabulation(rules.method, tuple(placings), tuple(chain.splits))


def winners_of(rules: Rules, totals: Totals) -> tuple[str, ...]:
    """Return who shares the first rank, without ranking the rest."""
    scores = scores_of(rules, totals)
    if not scores.keys:
        return ()
    best = (min if scores.lower_is_better else max)(scores.keys.values())
    group = [each for each, key in scores.keys.items() if key == best]
    ranked = list(Chain(rules, totals).order(group, "score"))
    tied = takewhile(lambda each: each.decided_by == "tied", ranked[1:])
    return tuple(each.submission for each in (ranked[0], *tied))
