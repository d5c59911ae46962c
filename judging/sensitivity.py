"""How sure a result is: what each judge does to it, and whether the winner holds.

The figures of a judge come from Python's own `statistics`; rankings are tabulated like
the real one, and the bootstrap counts in whole numbers too, so that ties are ties. It
needs no NumPy (some 30 MiB of a web worker): 2,000 draws of 30 submissions × 9 judges
take under half a second.
"""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from judging.agreement import FEWEST_JUDGES, FEWEST_SUBMISSIONS
from judging.bootstrap import SEED, first_shares
from judging.tabulation import METHODS, Criterion, Marks, Rules, Totals, winners_of

# A corrected item-total correlation under 0.30 is the usual warning of test theory:
# J. C. Nunnally and I. H. Bernstein, Psychometric Theory (3rd ed., 1994), chapter 8.
LOWEST_CORRELATION = 0.3
# Where the winner comes first in fewer draws, the result hangs on who judged.
STABLE_SHARE = Fraction(95, 100)

FIFTH = Fraction(1, 5)


# The judges ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class JudgeProfile:
    """What one judge's totals look like beside the others', in points of a total.

    `severity`: mean of the judge's total less the mean of all totals for the same
    submission; below 0 is severe. `spread`: population SD of the judge's totals.
    `correlation`: Pearson's, with the mean of the others' totals. Both comparisons are
    over submissions that somebody else scored too; None where they say nothing.
    `flags` are questions to the chair: `severity` (further from the panel than the SD
    of all totals), `spread` (under half or over twice the panel's median spread),
    `correlation` (under LOWEST_CORRELATION).
    """

    judge: str
    sheets: int
    severity: Fraction | None
    spread: float
    correlation: float | None
    flags: tuple[str, ...] = ()


def profiles_of(totals: Totals) -> list[JudgeProfile]:
    """Describe every judge, in the order of their codes."""
    by_judge = totals.by_judge()
    profiles = [
        profile_of(judge, by_judge[judge], totals) for judge in sorted(by_judge)
    ]
    submissions = sum(1 for by_judge in totals.sheets.values() if by_judge)
    if len(profiles) < FEWEST_JUDGES or submissions < FEWEST_SUBMISSIONS:
        return profiles
    everything = [
        total for by_judge in totals.sheets.values() for total in by_judge.values()
    ]
    usual = statistics.median(profile.spread for profile in profiles)
    of_all = statistics.pstdev(everything) / totals.denominator
    return [
        replace(profile, flags=tuple(flags_of(profile, usual, of_all)))
        for profile in profiles
    ]


def profile_of(judge: str, own: Mapping[str, int], totals: Totals) -> JudgeProfile:
    compared = [
        (total, list(totals.sheets[submission].values()))
        for submission, total in own.items()
        if len(totals.sheets[submission]) > 1
    ]
    severity = None
    if compared:
        differences = [
            total - Fraction(sum(all_), len(all_)) for total, all_ in compared
        ]
        severity = sum(differences) / len(differences) / totals.denominator
    return JudgeProfile(
        judge=judge,
        sheets=len(own),
        severity=severity,
        spread=statistics.pstdev(own.values()) / totals.denominator,
        correlation=correlation(
            [float(total) for total, _ in compared],
            [(sum(all_) - total) / (len(all_) - 1) for total, all_ in compared],
        ),
    )


def correlation(own: Sequence[float], others: Sequence[float]) -> float | None:
    """Return Pearson's correlation; None under three pairs or without variation."""
    if len(own) < 3 or len(set(own)) == 1 or len(set(others)) == 1:
        return None
    return statistics.correlation(own, others)


def flags_of(profile: JudgeProfile, usual: float, of_all: float) -> Iterator[str]:
    if profile.severity is not None and abs(profile.severity) > of_all:
        yield "severity"
    if not usual / 2 <= profile.spread <= usual * 2:
        yield "spread"
    if profile.correlation is not None and profile.correlation < LOWEST_CORRELATION:
        yield "correlation"


# The winner ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Check:
    """Who wins if one thing were otherwise.

    `kind` is `method`, `without_judge`, `more_weight` or `less_weight` (by a fifth);
    `name` the method, the judge or the criterion.
    """

    kind: str
    name: str
    winners: tuple[str, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Whether the winner holds. Several `winners` share the first rank.

    `first_shares`: the share of bootstrap draws in which each submission comes first,
    the largest first, those that never do left out; a shared first place counts for
    each its part.
    """

    winners: tuple[str, ...]
    checks: tuple[Check, ...]
    first_shares: Mapping[str, Fraction]

    @property
    def sensitive_to(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.holds)

    @property
    def holds_in_draws(self) -> bool:
        return sum(self.first_shares.get(each, 0) for each in self.winners) >= (
            STABLE_SHARE
        )

    @property
    def is_stable(self) -> bool:
        return self.holds_in_draws and not self.sensitive_to


def sensitivity_of(
    rules: Rules, marks: Marks, decimals: int = 2, seed: int = SEED
) -> Sensitivity:
    """Tabulate again with one thing otherwise each time, then draw panels of judges.

    One tabulation for each other method and judge, two for each criterion.
    """
    totals = Totals.of_marks(rules.criteria, marks, decimals)
    winners = winners_of(rules, totals)
    checks = tuple(
        Check(kind, name, found := winners_of(*otherwise), found == winners)
        for kind, name, *otherwise in variations(rules, marks, totals)
    )
    return Sensitivity(winners, checks, first_shares(rules, totals, seed))


def variations(
    rules: Rules, marks: Marks, totals: Totals
) -> Iterator[tuple[str, str, Rules, Totals]]:
    def added_up(rules: Rules, marks: Marks) -> Totals:
        return Totals.of_marks(rules.criteria, marks, totals.decimals)

    for method in METHODS:
        if method != rules.method:
            yield "method", method, replace(rules, method=method), totals
    judges = sorted({judge for by_judge in marks.values() for judge in by_judge})
    for judge in judges if len(judges) > 1 else ():
        without = added_up(rules, without_judge(marks, judge))
        yield "without_judge", judge, rules, without
    for at, criterion in enumerate(rules.criteria):
        for kind, factor in (("more_weight", 1 + FIFTH), ("less_weight", 1 - FIFTH)):
            criteria = list(rules.criteria)
            criteria[at] = weighted(criterion, factor)
            otherwise = replace(rules, criteria=tuple(criteria))
            yield kind, criterion.code, otherwise, added_up(otherwise, marks)


def without_judge(marks: Marks, judge: str) -> Marks:
    return {
        submission: {other: by_judge[other] for other in by_judge if other != judge}
        for submission, by_judge in marks.items()
    }


def weighted(criterion: Criterion, factor: Fraction) -> Criterion:
    return replace(criterion, weight=Fraction(criterion.weight) * factor)
