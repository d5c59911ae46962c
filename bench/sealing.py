"""Sealing a round, verifying its result, and saying how sure it is: one call each."""

import random
import time

from bench.cases import Figure, size_of
from bench.seed import BIG, CRITERIA, SMALL
from judging.assignment import Problem, assign
from judging.certainty import certainty_of
from judging.models import Judge, Score, Scoresheet
from judging.tabulation import Criterion, Rules
from results.actions import seal
from results.models import Result
from results.verifying import differences_of


def figures(bench):
    """Yield them; afterwards the judged rounds are sealed, so this comes last."""
    yield certainty()
    yield assignment()
    for size, round_ in ((SMALL, bench.world.small), (BIG, bench.world.big)):
        chair = the_chair(round_, bench.world.judge)
        result, seconds = timed(lambda r=round_, c=chair: seal(r, by=c))
        yield figure(f"sealing, {size_of(size)}", seconds)
        result = Result.objects.for_list().get(pk=result.pk)
        differences, seconds = timed(lambda r=result: differences_of(r))
        if differences:
            raise RuntimeError(f"verify_results: {differences[:3]}")
        yield figure(f"verifying the result, {size_of(size)}", seconds)


def the_chair(round_, judge):
    """Give the chair to one who has signed; whoever has not leaves the panel."""
    Score.objects.filter(sheet__judge__user=judge, sheet__judge__round=round_).delete()
    Scoresheet.objects.filter(judge__user=judge, judge__round=round_).delete()
    seats = Judge.objects.filter(round=round_)
    seats.filter(user=judge).delete()
    chair = seats.order_by("pk").first()
    seats.filter(pk=chair.pk).update(capacity=Judge.Capacity.CHAIR)
    return chair.user


def certainty() -> Figure:
    """How sure a ranking of 30 × 9 is whose marks are noise: the slowest case."""
    drawn = random.Random(2565)
    criteria = tuple(Criterion(f"c{n}", 10, 20) for n in range(1, CRITERIA + 1))
    marks = {
        f"{number:02}": {
            f"j{judge}": [50 * drawn.randrange(21) for _ in criteria]
            for judge in range(9)
        }
        for number in range(30)
    }
    _value, seconds = timed(lambda: certainty_of(Rules(criteria), marks))
    return figure("how sure the result is, 30 × 9 × 5 of noise", seconds, most=2)


def assignment() -> Figure:
    """Draw three of 30 judges for each of 900 entries, with a conflict for most."""
    drawn = random.Random(2565)
    problem = Problem(
        entries=tuple(range(900)),
        judges=tuple(range(30)),
        each=3,
        barred=frozenset(
            (drawn.randrange(30), drawn.randrange(900)) for _ in range(900)
        ),
    )
    outcome, seconds = timed(lambda: assign(problem, 2565))
    if len(outcome.groups) > 1 or set(outcome.loads.values()) != {90}:
        raise RuntimeError(f"the assignment: {outcome.groups}, {outcome.loads}")
    return figure("assignment, 900 × 30, 3 each", seconds, most=10)


def timed(act):
    began = time.perf_counter()
    value = act()
    return value, time.perf_counter() - began


def figure(what, seconds, most=None) -> Figure:
    return Figure(
        what,
        f"{seconds * 1000:.0f} ms",
        "–",
        "–",
        f"≤ {most} s" if most else "–",
        most is None or seconds <= most,
    )
