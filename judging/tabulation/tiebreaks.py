"""The tie-break chain: each step is a method that says what it sees in a tied group."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, cmp_to_key
from itertools import combinations, groupby, pairwise
from typing import Any

from .methods import sheets_that_count
from .rules import CRITERION, Rules
from .totals import Totals

# What a step sees in each of a group, the higher the better; None leaves the group.
Values = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Split:
    """One step at work on one tied group, kept so that a page can tell of it.

    `after` lists the groups that the step made, the best first; one group if it left
    all as it was. `values` are None where the step does not apply to the group, else:
    mean points in the criterion; a total (`median`, `highest`, `chair`); the places
    given by the judges, negative, the best first (`count_back`); over how many levels
    of the group it stands (`head_to_head`); the place in the decision, negative
    (`decision`).
    """

    step: str
    before: tuple[str, ...]
    after: tuple[tuple[str, ...], ...]
    values: Values


@dataclass(frozen=True, slots=True)
class Ranked:
    """A submission in its order; `decided_by` sets it apart from the one before."""

    submission: str
    decided_by: str


class Chain:
    """The chain of one tabulation; `splits` collects what its steps did."""

    def __init__(self, rules: Rules, totals: Totals):
        self.rules = rules
        self.totals = totals
        self.splits: list[Split] = []

    def order(self, group: Sequence[str], decided_by: str) -> Iterator[Ranked]:
        """Yield a group of equal scores in order, a shared rank `tied`."""
        return self.after_steps(sorted(group), self.rules.tiebreaks, decided_by)

    def after_steps(self, group, steps, decided_by) -> Iterator[Ranked]:
        if len(group) > 1 and steps:
            for part in self.split(steps[0], group):
                yield from self.after_steps(part, steps[1:], decided_by)
                decided_by = steps[0]
            return
        for submission in group:
            yield Ranked(submission, decided_by)
            decided_by = "tied"

    def split(self, step: str, group: list[str]) -> list[list[str]]:
        values = self.values(step, group)
        parts = [group]
        if values is not None:
            ordered = sorted(group, key=values.__getitem__, reverse=True)
            parts = [list(part) for _, part in groupby(ordered, values.__getitem__)]
        after = tuple(map(tuple, parts))
        self.splits.append(Split(step, tuple(group), after, values))
        return parts

    def values(self, step: str, group: Sequence[str]) -> Values:
        if step.startswith(CRITERION):
            return self.criterion(step.removeprefix(CRITERION), group)
        steps: dict[str, Callable[[Sequence[str]], Values]] = {
            "median": self.median,
            "highest": self.highest,
            "count_back": self.count_back,
            "head_to_head": self.head_to_head,
            "chair": self.chair,
            "decision": self.decision,
        }
        return steps[step](group)

    # The steps ------------------------------------------------------------------------

    def criterion(self, code: str, group: Sequence[str]) -> Values:
        sums = self.totals.criterion_sums(code, group)
        unit = 10**self.totals.decimals
        return {
            submission: Fraction(
                sums[submission], unit * len(self.totals.sheets[submission])
            )
            for submission in group
        }

    def median(self, group: Sequence[str]) -> Values:
        values = {}
        for submission in group:
            sheets = list(self.totals.sheets[submission].values())
            middle = sheets_that_count(sheets, "median", 0)
            values[submission] = self.total(sum(middle), len(middle))
        return values

    def highest(self, group: Sequence[str]) -> Values:
        return {
            submission: self.total(max(self.totals.sheets[submission].values()))
            for submission in group
        }

    def count_back(self, group: Sequence[str]) -> Values:
        # More firsts, then more seconds, … is the order of the sorted places: at the
        # first difference the better place wins, and a place wins over none.
        return {
            submission: tuple(
                sorted(
                    (
                        -self.place(judge, total)
                        for judge, total in self.totals.sheets[submission].items()
                    ),
                    reverse=True,
                )
            )
            for submission in group
        }

    def head_to_head(self, group: Sequence[str]) -> Values:
        # Those with the same sheets are level, and stand alike to all others.
        alike: dict[frozenset, list[str]] = {}
        for submission in group:
            sheets = frozenset(self.totals.sheets[submission].items())
            alike.setdefault(sheets, []).append(submission)
        # If 'over' and 'level' order the group, sorting finds that order; whether they
        # do is then seen by comparing every pair with it.
        by_judges = cmp_to_key(lambda one, other: self.judges_for(one[0], other[0]))
        ordered = [same[0] for same in sorted(alike.values(), key=by_judges)]
        place = {ordered[0]: 0}
        for worse, better in pairwise(ordered):
            place[better] = place[worse] + bool(self.judges_for(better, worse))
        for worse, better in combinations(ordered, 2):
            judges_for = self.judges_for(better, worse)
            if judges_for < 0 or (judges_for == 0) != (place[worse] == place[better]):
                return None
        return {
            submission: place[same[0]] for same in alike.values() for submission in same
        }

    def chair(self, group: Sequence[str]) -> Values:
        chair = self.rules.chair
        sheets = self.totals.sheets
        if any(chair not in sheets[submission] for submission in group):
            return None
        return {
            submission: self.total(sheets[submission][chair]) for submission in group
        }

    def decision(self, group: Sequence[str]) -> Values:
        for decision in self.rules.decisions:
            places = {submission: -at for at, submission in enumerate(decision, 1)}
            if places.keys() >= set(group):
                return {submission: places[submission] for submission in group}
        return None

    # What they look at ----------------------------------------------------------------

    def total(self, units: int, count: int = 1) -> Fraction:
        return Fraction(units, count * self.totals.denominator)

    def place(self, judge: str, total: int) -> int:
        """Return 1 + the number of submissions to which the judge gave more."""
        given = self.given[judge]
        return 1 + len(given) - bisect_right(given, total)

    @cached_property
    def given(self) -> dict[str, list[int]]:
        return {
            judge: sorted(by_submission.values())
            for judge, by_submission in self.totals.by_judge().items()
        }

    def judges_for(self, one: str, other: str) -> int:
        """Return how many more judges of both gave `one` the higher total than not."""
        mine, theirs = self.totals.sheets[one], self.totals.sheets[other]
        return sum(
            (total > theirs[judge]) - (total < theirs[judge])
            for judge, total in mine.items()
            if judge in theirs
        )
