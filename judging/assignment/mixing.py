"""Exchanges of two judges between two entries: at random, then to meet evenly.

An exchange leaves every load and every need as it is.
"""

from collections import Counter
from random import Random

from judging.assignment.outcome import met
from judging.assignment.problem import Pair, Problem

# Exchanges that are tried for each pair: blindly at first, so that nothing of the
# order in which they were dealt is left; then only such as make meetings no less even.
BLIND, EVEN = 10, 60
# What looking at an exchange costs grows with the judges of an entry.
MOST_WORK = 600_000


class Table:
    """An assignment that exchanges change in place."""

    def __init__(self, problem: Problem, dealt: set[Pair]):
        self.problem = problem
        # In a fixed order: that of a set differs from run to run.
        self.slots = [list(pair) for pair in sorted(dealt)]
        self.at = {entry: set(held) for entry, held in problem.held.items()}
        for judge, entry in dealt:
            self.at[entry].add(judge)
        self.meetings = Counter(met(self.at))

    @property
    def pairs(self) -> set[Pair]:
        return {(judge, entry) for judge, entry in self.slots}

    def may_exchange(self, one, other) -> bool:
        (judge, entry), (second, place) = one, other
        free = self.problem.free
        return (
            judge not in self.at[place]
            and second not in self.at[entry]
            and judge in free[place]
            and second in free[entry]
        )

    def changes(self, one, other) -> Counter:
        """Return how often more or less each two would meet."""
        (judge, entry), (second, place) = one, other
        changes = Counter()
        for leaves, comes, at in ((judge, second, entry), (second, judge, place)):
            for stays in self.at[at]:
                if stays != leaves:
                    changes[ordered(leaves, stays)] -= 1
                    changes[ordered(comes, stays)] += 1
        return changes

    def exchange(self, one, other, changes) -> None:
        (judge, entry), (second, place) = one, other
        self.at[entry].remove(judge)
        self.at[entry].add(second)
        self.at[place].remove(second)
        self.at[place].add(judge)
        one[0], other[0] = second, judge
        for pair, change in changes.items():
            self.meetings[pair] += change


def ordered(one, other) -> Pair:
    return (one, other) if one < other else (other, one)


def mix(problem: Problem, dealt: set[Pair], drawn: Random) -> set[Pair]:
    """Return another assignment of the same loads, random and with even meetings."""
    table = Table(problem, dealt)
    if len(table.slots) < 2:
        return dealt
    tries = min(EVEN * len(table.slots), MOST_WORK // problem.each)
    for number in range(-BLIND * len(table.slots), tries):
        one, other = (drawn.choice(table.slots) for _ in range(2))
        if not table.may_exchange(one, other):
            continue
        changes = table.changes(one, other)
        # By how much the sum of the squared meetings would grow.
        worse = sum(
            change * (2 * table.meetings[pair] + change)
            for pair, change in changes.items()
        )
        if number < 0 or worse <= 0:
            table.exchange(one, other, changes)
    return table.pairs
