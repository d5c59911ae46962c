"""The method `standardised`, right to its last digit without a float.

In whole units a judge with n totals t, their sum s and sum of squares q has
z = (n·t − s) / √(n·q − s²), and all N totals have the mean S/N and the SD √B/N with
B = N·Q − S². So a score is, times N and the number of sheets k,

    k·S + Σ a·√(B/b)    with a = n·t − s and b = n·q − s² of each sheet's judge.

It is bounded from both sides with whole square roots. Where the bounds round to
different decimals (next to 0 or to a half) the roots are sorted into classes of
rational multiples of each other: roots of different classes never cancel, so the score
is rational exactly when the coefficients of every irrational class are 0.
"""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from math import isqrt
from typing import NamedTuple

from .totals import Totals

SIGNIFICANT_DIGITS = 12
# Decimals kept of each root; doubled for as long as the rounding stays open.
WORKING_DIGITS = 60

to_significant = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_UP)


class Spread(NamedTuple):
    """Count, sum, and n·q − s² (n² times the population variance) of some totals."""

    count: int
    sum: int
    variation: int


class Term(NamedTuple):
    """A summand deviation · √ratio of a score."""

    deviation: int
    ratio: Fraction


def spread_of(totals) -> Spread:
    totals = list(totals)
    count, total = len(totals), sum(totals)
    squares = sum(value * value for value in totals)
    return Spread(count, total, count * squares - total * total)


def rounded_ratio(numerator: int, denominator: int) -> Decimal:
    """Divide and round once, half up, to the significant digits that decide a rank."""
    quotient = to_significant.divide(Decimal(numerator), Decimal(denominator))
    return quotient if quotient else Decimal(0)


def standardised_scores(totals: Totals) -> dict[str, Decimal]:
    """Return round mean + round SD × mean z of each submission, 12 digits, half up."""
    whole_round = spread_of(
        total for by_judge in totals.sheets.values() for total in by_judge.values()
    )
    judges = {
        judge: spread_of(by_submission.values())
        for judge, by_submission in totals.by_judge().items()
    }
    ratios = {
        judge: Fraction(whole_round.variation, spread.variation)
        for judge, spread in judges.items()
        if spread.variation
    }
    roots = {judge: scaled_root(ratio) for judge, ratio in ratios.items()}
    scale = 10**WORKING_DIGITS

    scores = {}
    for submission, by_judge in totals.sheets.items():
        if not by_judge:
            continue
        divisor = len(by_judge) * whole_round.count * totals.denominator
        base = len(by_judge) * whole_round.sum
        near, error = base * scale, 0
        for judge, total in by_judge.items():
            if judge in roots:
                spread = judges[judge]
                deviation = spread.count * total - spread.sum
                near += deviation * roots[judge]
                error += abs(deviation)
        low = rounded_ratio(near - error, divisor * scale)
        if low != rounded_ratio(near + error, divisor * scale):
            terms = [
                Term(judges[judge].count * total - judges[judge].sum, ratios[judge])
                for judge, total in by_judge.items()
                if judge in ratios
            ]
            low = settle(base, terms, divisor)
        scores[submission] = low
    return scores


def scaled_root(ratio: Fraction, digits: int = WORKING_DIGITS) -> int:
    """Return ⌊√ratio · 10**digits⌋."""
    return isqrt(ratio.numerator * 10 ** (2 * digits) // ratio.denominator)


def settle(base: int, terms: list[Term], divisor: int) -> Decimal:
    """Round (base + Σ deviation·√ratio) / divisor where bounds alone do not tell."""
    rational, irrational = sort_roots(terms)
    rational += base
    digits = WORKING_DIGITS
    while irrational:
        digits *= 2
        # coefficient·√ratio is ±√(coefficient²·ratio): one root, an error below 1.
        near = sum(
            (1 if coefficient > 0 else -1) * scaled_root(coefficient**2 * ratio, digits)
            for coefficient, ratio in irrational
        )
        bounds = {
            to_decimal((rational + Fraction(near + error, 10**digits)) / divisor)
            for error in (-len(irrational), len(irrational))
        }
        if len(bounds) == 1:
            return bounds.pop()
    return to_decimal(rational / divisor)


def to_decimal(value: Fraction) -> Decimal:
    return rounded_ratio(value.numerator, value.denominator)


def sort_roots(terms: list[Term]) -> tuple[Fraction, list[tuple[Fraction, Fraction]]]:
    """Return the rational part, and [coefficient, ratio] for each irrational class."""
    rational = Fraction(0)
    classes: list[tuple[Fraction, Fraction]] = []
    for deviation, ratio in terms:
        if (root := rational_root(ratio)) is not None:
            rational += deviation * root
            continue
        for at, (coefficient, representative) in enumerate(classes):
            if (multiple := rational_root(ratio / representative)) is not None:
                classes[at] = (coefficient + deviation * multiple, representative)
                break
        else:
            classes.append((Fraction(deviation), ratio))
    return rational, [(factor, ratio) for factor, ratio in classes if factor]


def rational_root(ratio: Fraction) -> Fraction | None:
    """Return the square root where it is rational."""
    root = Fraction(isqrt(ratio.numerator), isqrt(ratio.denominator))
    return root if root * root == ratio else None
