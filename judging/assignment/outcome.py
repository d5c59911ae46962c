"""What came out of an assignment, and whether it is what was promised."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

from judging.assignment.problem import Pair, Problem


@dataclass(frozen=True)
class Outcome:
    """The pairs to add to those that stand.

    `groups` are the judges who are compared through shared entries, the largest first:
    one where everybody is compared with everybody. Where there are more, `is_proven`
    says that no assignment of as even loads has one alone.
    """

    drawn: frozenset[Pair]
    loads: dict[int, int]
    groups: tuple[tuple[int, ...], ...]
    is_proven: bool


def groups_of(pairs: Iterable[Pair]) -> tuple[tuple[int, ...], ...]:
    """Group the judges that have an entry by whether shared entries join them."""
    leader: dict[int, int] = {}

    def lead(judge):
        while leader.setdefault(judge, judge) != judge:
            leader[judge] = judge = leader[leader[judge]]
        return judge

    first: dict[int, int] = {}
    for judge, entry in pairs:
        leader[lead(judge)] = lead(first.setdefault(entry, judge))
    groups: dict[int, list[int]] = {}
    for judge in sorted(leader):
        groups.setdefault(lead(judge), []).append(judge)
    return tuple(
        sorted(map(tuple, groups.values()), key=lambda each: (-len(each), each))
    )


def faults_of(problem: Problem, drawn: Collection[Pair]) -> list[str]:
    """Return what is wrong with an assignment; none of this may ever be stored."""
    added: dict[int, set[int]] = {entry: set() for entry in problem.entries}
    for judge, entry in drawn:
        added[entry].add(judge)
    faults = []
    for entry, judges in added.items():
        if not judges <= problem.free[entry]:
            faults.append(f"{entry} has a judge who is not free for it")
        if len(judges) != problem.needs[entry]:
            faults.append(f"{entry} has {len(judges)} of {problem.needs[entry]}")
    if not faults and not is_balanced(problem, added):
        faults.append("the loads could be more even")
    return faults


def is_balanced(problem: Problem, added: dict[int, set[int]]) -> bool:
    """Say whether no chain of exchanges takes from a high load and adds to a low one.

    With none from any load to one lower by two or more, the sum of their squares is the
    least possible: N. Harvey, R. Ladner, L. Lovász and T. Tamir, "Semi-matchings for
    bipartite graphs and load balancing", Journal of Algorithms 59 (2006), theorem 3.1.
    """
    loads = problem.loads([(judge, entry) for entry in added for judge in added[entry]])
    # From whom an entry could go over to whom.
    over: dict[int, set[int]] = {judge: {judge} for judge in problem.judges}
    for entry, judges in added.items():
        for judge in judges:
            over[judge] |= problem.free[entry] - judges
    for start in problem.judges:
        reached, edge = {start}, [start]
        while edge:
            found = over[edge.pop()] - reached
            reached |= found
            edge += found
        if any(loads[start] - loads[judge] > 1 for judge in reached):
            return False
    return True


def met(held: dict[int, Collection[int]]) -> dict[Pair, int]:
    """Count how often two judges share an entry; the smaller key comes first."""
    counts: dict[Pair, int] = {}
    for judges in held.values():
        for pair in combinations(sorted(judges), 2):
            counts[pair] = counts.get(pair, 0) + 1
    return counts
