"""Assignments against all that are possible, where all can be counted."""

import subprocess
import sys
from itertools import combinations, product

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from judging.assignment import Problem, assign, faults_of, groups_of

MOST = 3000


@st.composite
def problems(draw):
    """Small problems, some with conflicts, some with pairs that stand already."""
    entries = tuple(range(100, 100 + draw(st.integers(1, 5))))
    judges = tuple(range(1, 1 + draw(st.integers(1, 5))))
    pairs = st.frozensets(
        st.tuples(st.sampled_from(judges), st.sampled_from(entries)), max_size=8
    )
    fixed = draw(st.one_of(st.just(frozenset()), pairs))
    problem = Problem(entries, judges, draw(st.integers(1, 3)), draw(pairs), fixed)
    return problem


def all_of(problem):
    """Yield every way to give each entry what it needs; stop where there are many."""
    ways = [
        [
            [(judge, entry) for judge in chosen]
            for chosen in combinations(problem.free[entry], problem.needs[entry])
        ]
        for entry in problem.entries
    ]
    for number, chosen in enumerate(product(*ways)):
        if number == MOST:
            return
        yield {pair for pairs in chosen for pair in pairs}


def squares(problem, pairs):
    return sum(load**2 for load in problem.loads(pairs).values())


# Two pairs of judges meet only if an exchange goes against the first deal.
BRIDGE = Problem((1, 2, 3), (1, 2, 3), 2, frozenset({(3, 1), (1, 3)}))
APART = Problem((1, 2), (1, 2, 3, 4), 2, frozenset({(1, 2), (2, 2), (3, 1), (4, 1)}))


@settings(max_examples=60)
@given(problems(), st.integers(0, 2**32))
@example(BRIDGE, 1)
@example(APART, 1)
@example(Problem((1,), (1,), 1), 1)
def test_loads_are_as_even_and_judges_as_joined_as_any_assignment_makes_them(
    problem, seed
):
    ways = list(all_of(problem))

    outcome = assign(problem, seed)

    assert faults_of(problem, outcome.drawn) == []
    assert outcome.loads == problem.loads(outcome.drawn)
    if len(ways) < MOST:
        best = min(squares(problem, way) for way in ways)
        even = [way for way in ways if squares(problem, way) == best]
        spreads = [
            max(loads.values()) - min(loads.values())
            for loads in map(problem.loads, ways)
        ]
        mine = outcome.loads.values()
        assert squares(problem, outcome.drawn) == best
        assert max(mine) - min(mine) == min(spreads)
        fewest = min(len(groups_of(way | problem.fixed)) for way in even)
        assert (len(outcome.groups) <= 1) == (fewest <= 1)
        assert outcome.is_proven


@settings(max_examples=25)
@given(problems())
def test_the_checks_tell_an_uneven_assignment_from_an_even_one(problem):
    ways = list(all_of(problem))
    assume(len(ways) < MOST)
    best = min(squares(problem, way) for way in ways)

    for way in ways[:50]:
        assert (faults_of(problem, way) == []) == (squares(problem, way) == best)


@settings(max_examples=20)
@given(problems(), st.integers(0, 2**32), st.randoms(use_true_random=False))
def test_the_same_seed_gives_the_same_in_whatever_order_it_is_asked(
    problem, seed, chance
):
    entries, judges = list(problem.entries), list(problem.judges)
    chance.shuffle(entries)
    chance.shuffle(judges)
    turned = Problem(
        tuple(entries), tuple(judges), problem.each, problem.barred, problem.fixed
    )

    assert assign(turned, seed) == assign(problem, seed)


LARGE = """
from judging.assignment import Problem, assign
outcome = assign(Problem(tuple(range(60)), tuple(range(9)), 3), {seed})
print(sorted(outcome.drawn), len(outcome.groups), set(outcome.loads.values()))
"""


def test_another_process_draws_the_same_and_another_seed_something_else():
    def drawn(seed, hashes):
        return subprocess.run(
            [sys.executable, "-c", LARGE.format(seed=seed)],
            env={"PYTHONHASHSEED": hashes, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    first = drawn(2565, "1")

    assert first.endswith("] 1 {20}\n")
    assert drawn(2565, "2") == first
    assert drawn(2566, "1") != first


def test_meetings_are_even_where_the_numbers_allow_it():
    problem = Problem(tuple(range(84)), tuple(range(9)), 3)

    held = {entry: [] for entry in problem.entries}
    for judge, entry in assign(problem, 1).drawn:
        held[entry].append(judge)

    meetings = [
        sum({one, other} <= set(judges) for judges in held.values())
        for one, other in combinations(problem.judges, 2)
    ]
    assert (min(meetings), max(meetings)) == (7, 7)
