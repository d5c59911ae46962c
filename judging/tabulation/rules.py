"""What a tabulation goes by: criteria, method, tie-break chain; and its whole units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

METHODS = ("mean", "trimmed", "median", "standardised", "rank_sum")
CRITERION = "criterion:"
# Beside these a step may be CRITERION followed by a criterion's code.
STEPS = ("median", "highest", "count_back", "head_to_head", "chair", "decision")


@dataclass(frozen=True, slots=True)
class Criterion:
    """A row of the scoresheet; a `step` of None lets any points be given."""

    code: str
    full: Decimal
    weight: Decimal | Fraction
    step: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """How a round's marks become a ranking.

    `trim` counts for the method `trimmed` alone. `chair` is the chair's code as a
    judge. Each decision is an order of submissions that the chair recorded, the best
    first; it counts only where the chain has the step `decision`.
    """

    criteria: tuple[Criterion, ...]
    method: str = "mean"
    trim: int = 1
    tiebreaks: tuple[str, ...] = ()
    chair: str | None = None
    decisions: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Units:
    """The whole numbers in which marks are added up, so that sums are exact.

    Points are counted in 1/10**decimals of a point. A sheet's total is
    Σ points × factors[code], in 1/denominator. No total is above
    denominator × Σ weights: where that is under 2**63 a database can add them up.
    """

    decimals: int
    factors: Mapping[str, int]
    denominator: int


def units_of(criteria: Sequence[Criterion], decimals: int = 2) -> Units:
    """Return the largest units in which every total of these criteria is whole."""
    shares = {
        criterion.code: Fraction(criterion.weight)
        / Fraction(criterion.full)
        / 10**decimals
        for criterion in criteria
    }
    denominator = lcm(*(share.denominator for share in shares.values()))
    factors = {code: int(share * denominator) for code, share in shares.items()}
    return Units(decimals, factors, denominator)
