"""From a problem and a seed to an assignment."""

from dataclasses import replace
from random import Random

from judging.assignment.balance import deal
from judging.assignment.joining import join
from judging.assignment.mixing import mix
from judging.assignment.outcome import Outcome, faults_of, groups_of
from judging.assignment.problem import Problem


def assign(problem: Problem, seed: int) -> Outcome:
    """Fill the problem: the same problem and seed give the same outcome.

    Loads are as even as can be; of such assignments one that joins all judges is taken
    if there is any; and meetings are made even as far as exchanges reach.
    """
    problem = replace(
        problem,
        entries=tuple(sorted(problem.entries)),
        judges=tuple(sorted(problem.judges)),
    )
    drawn = Random(seed)
    pairs, is_proven = deal(problem, drawn), True
    pairs = mix(problem, pairs, drawn)
    if len(groups_of(pairs | problem.fixed)) > 1:
        pairs, is_proven = join(problem, pairs, drawn)
    if faults := faults_of(problem, pairs):
        raise RuntimeError(f"not an assignment: {faults[:3]}")
    return Outcome(
        drawn=frozenset(pairs),
        loads=problem.loads(pairs),
        groups=groups_of(pairs | problem.fixed),
        is_proven=is_proven,
    )


def balanced_loads(problem: Problem) -> dict[int, int]:
    """Return loads as even as a draw would make them; who has one more is open."""
    return problem.loads(deal(problem, Random(0)))
