"""How many entries each judge gets, as evenly as conflicts allow: a small flow.

Entries with the same free judges and the same need are one kind; how many of a kind
each judge gets is a whole-number flow. The least sum of squared loads makes the highest
load the lowest and the lowest the highest possible, too (A. Frank and K. Murota,
"Decreasing minimization on M-convex sets", 2022), so those two are found first, and
only what lies between them is weighed.
"""

from collections import defaultdict
from random import Random

from judging.assignment.problem import Pair, Problem
from judging.assignment.program import SOLVED, Program

Kind = tuple[frozenset[int], int]


def deal(problem: Problem, drawn: Random) -> set[Pair]:
    """Return an assignment with the most even loads, any of them."""
    entries, judges = list(problem.entries), list(problem.judges)
    drawn.shuffle(entries)
    drawn.shuffle(judges)
    kinds = kinds_of(problem, entries)
    if not kinds:
        return set()
    shares = shares_of(problem, kinds, judges)
    # A judge has at most as many of a kind as there are; round and round they go to
    # entries that follow each other, so that nobody gets one twice (R. McNaughton's
    # wrap-around rule, 1959).
    pairs = set()
    for kind, alike in kinds.items():
        turn = 0
        for judge in judges:
            for _ in range(shares.get((kind, judge), 0)):
                pairs.add((judge, alike[turn % len(alike)]))
                turn += 1
    return pairs


def kinds_of(problem: Problem, entries) -> dict[Kind, list[int]]:
    """Gather the entries that are alike, in the order given."""
    kinds = defaultdict(list)
    for entry in entries:
        if needed := problem.needs[entry]:
            kinds[problem.free[entry], needed].append(entry)
    return kinds


def shares_of(problem: Problem, kinds, judges) -> dict[tuple[Kind, int], int]:
    """Return how many of each kind each judge gets."""
    high = bound_of(problem, kinds, judges, 1)
    low = bound_of(problem, kinds, judges, -1)
    program, cells, loads = flow(kinds, judges)
    for judge, load in loads.items():
        # Each entry above the lowest load costs what the load is with it.
        steps = [program.column(step) for step in range(low + 1, high + 1)]
        rest = low - problem.fixed_loads[judge]
        program.row(load | dict.fromkeys(steps, -1), rest, rest)
    solved = found(program)
    return {cell: solved[column] for cell, column in cells.items()}


def bound_of(problem: Problem, kinds, judges, sign: int) -> int:
    """Return the lowest that the highest load can be; with -1 the opposite."""
    program, _cells, loads = flow(kinds, judges)
    everything = len(problem.fixed) + sum(problem.needs.values())
    bound = program.column(sign, most=everything)
    for judge, load in loads.items():
        # sign × (load - bound) ≤ 0
        row = dict.fromkeys(load, sign) | {bound: -sign}
        rest = -sign * problem.fixed_loads[judge]
        program.row(row, -2 * everything, rest)
    return found(program)[bound]


def flow(kinds, judges):
    """Return a program of all flows, its column by kind and judge, each judge's sum."""
    program = Program()
    cells = {
        (kind, judge): program.column(most=len(alike))
        for kind, alike in kinds.items()
        for judge in judges
        if judge in kind[0]
    }
    of_kind, loads = defaultdict(dict), {judge: {} for judge in judges}
    for (kind, judge), column in cells.items():
        of_kind[kind][column] = 1
        loads[judge][column] = 1
    for kind, alike in kinds.items():
        needed = kind[1] * len(alike)
        program.row(of_kind[kind], needed, needed)
    return program, cells, loads


def found(program: Program) -> list[int]:
    status, columns = program.solve()
    if status != SOLVED:
        raise RuntimeError(f"the loads could not be worked out: {status}")
    return columns
