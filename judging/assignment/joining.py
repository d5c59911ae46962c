"""An assignment through which every judge is compared, if any has as even loads.

Where chance and exchanges did not find one, it is sought exactly: for every group that
stands apart the model is told that some entry must cross its border, until the groups
are one or there is no assignment left.
"""

from random import Random

from judging.assignment.outcome import groups_of
from judging.assignment.problem import Pair, Problem
from judging.assignment.program import INFEASIBLE, Program

# Beyond so many possible pairs the exact search would take minutes. A number of pairs,
# not of seconds: the same seed must give the same on any machine.
MOST_CELLS = 4000
MOST_NODES = 20_000


def join(problem: Problem, dealt: set[Pair], drawn: Random) -> tuple[set[Pair], bool]:
    """Return a joined assignment, or the one given and whether none was proven."""
    if max(len(problem.held[e]) + n for e, n in problem.needs.items()) < 2:
        # Nobody meets anybody.
        return dealt, True
    model = Model(problem, dealt, drawn)
    if len(model.cells) > MOST_CELLS:
        return dealt, False
    groups = groups_of(dealt | problem.fixed)
    while len(groups) > 1:
        for group in groups:
            model.must_cross(frozenset(group))
        status, pairs = model.solve()
        if pairs is None:
            return dealt, status == INFEASIBLE
        groups = groups_of(pairs | problem.fixed)
    return pairs, True


class Model:
    """All assignments with loads as even as those dealt, as a program."""

    def __init__(self, problem: Problem, dealt: set[Pair], drawn: Random):
        self.problem = problem
        self.program = Program()
        self.column, self.row = self.program.column, self.program.row
        self.cells = {
            (judge, entry): self.column(drawn.random())
            for entry in problem.entries
            if problem.needs[entry]
            for judge in sorted(problem.free[entry])
        }
        for entry, needed in problem.needs.items():
            if needed:
                self.row(self.at(entry, problem.free[entry]), needed, needed)
        self.with_loads_of(problem.loads(dealt))

    def with_loads_of(self, loads: dict[int, int]) -> None:
        """Let the loads be any that are as even: between the same two, as dear."""
        low, high = min(loads.values()), max(loads.values())
        dear, cost = {}, 0
        for judge, load in loads.items():
            steps = {step: self.column() for step in range(low + 1, high + 1)}
            dear |= {column: step for step, column in steps.items()}
            cost += sum(step for step in steps if step <= load)
            rest = low - self.problem.fixed_loads[judge]
            self.row(self.of([judge]) | dict.fromkeys(steps.values(), -1), rest, rest)
        self.row(dear, 0, cost)

    def must_cross(self, group: frozenset[int]) -> None:
        """Some entry has judges of both sides, unless one side has none at all."""
        problem = self.problem
        sides = (group, frozenset(problem.judges) - group)
        total = len(problem.fixed) + len(self.cells)
        is_empty = [self.column(), self.column()]
        for side, column in zip(sides, is_empty, strict=True):
            fixed = sum(problem.fixed_loads[judge] for judge in side)
            self.row(self.of(side) | {column: total}, 0, total - fixed)
        crossing = {}
        for entry in problem.entries:
            if len(problem.held[entry]) + problem.needs[entry] < 2:
                continue
            crosses = self.column()
            crossing[crosses] = 1
            for side in sides:
                here = self.at(entry, side & problem.free[entry])
                held = len(side & problem.held[entry])
                # crosses ≤ how many of the side the entry has
                self.row({crosses: 1} | dict.fromkeys(here, -1), -total, held)
        self.row(crossing | dict.fromkeys(is_empty, 1), 1, total + 2)

    def solve(self) -> tuple[int, set[Pair] | None]:
        status, columns = self.program.solve(most_nodes=MOST_NODES)
        if columns is None:
            return status, None
        return status, {pair for pair, column in self.cells.items() if columns[column]}

    def at(self, entry, judges) -> dict[int, float]:
        """Return the cells of an entry; none where it needs nobody."""
        cells = ((judge, entry) for judge in sorted(judges))
        return {self.cells[cell]: 1 for cell in cells if cell in self.cells}

    def of(self, judges) -> dict[int, float]:
        """Return the cells of judges."""
        return {
            column: 1 for (judge, _), column in self.cells.items() if judge in judges
        }
