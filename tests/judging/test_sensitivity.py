from decimal import Decimal
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from judging.bootstrap import first_of, not_outdone, packed
from judging.sensitivity import (
    Check,
    profiles_of,
    sensitivity_of,
)
from judging.tabulation import METHODS, Criterion, Rules, Totals

ONE = (Criterion("c1", full=Decimal(100), weight=Decimal(100)),)
TWO = (
    Criterion("c1", full=Decimal(50), weight=Decimal(50)),
    Criterion("c2", full=Decimal(50), weight=Decimal(50)),
)


def marks_of(table):
    """Make marks of one criterion from submission -> totals, None for no sheet."""
    return {
        submission: {
            f"j{at}": (total * 100,)
            for at, total in enumerate(totals, 1)
            if total is not None
        }
        for submission, totals in table.items()
    }


def contest(submissions, judges, criteria):
    random = Random(1)
    return {
        f"s{submission}": {
            f"j{judge}": tuple(random.randrange(2001) for _ in range(criteria))
            for judge in range(judges)
        }
        for submission in range(submissions)
    }


def test_a_winner_with_every_judge_is_stable():
    marks = marks_of({"A": [90, 91, 92], "B": [80, 81, 82], "C": [70, 90, 60]})

    sensitivity = sensitivity_of(Rules(ONE), marks)

    assert sensitivity.winners == ("A",)
    assert sensitivity.first_shares == {"A": 1}
    assert sensitivity.is_stable


def test_a_winner_by_weight_is_sensitive_to_the_weight():
    marks = {"A": {"j1": (5000, 2000)}, "B": {"j1": (2500, 4300)}}

    sensitivity = sensitivity_of(Rules(TWO), marks)

    assert sensitivity.sensitive_to == (
        Check("less_weight", "c1", ("B",), False),
        Check("more_weight", "c2", ("B",), False),
    )
    assert not sensitivity.is_stable


def test_a_shared_first_place_parts_the_draws():
    marks = marks_of({"A": [90, 80], "B": [80, 90], "C": [10, 10]})

    sensitivity = sensitivity_of(Rules(ONE), marks)

    assert sensitivity.winners == ("A", "B")
    assert sum(sensitivity.first_shares.values()) == 1
    assert sensitivity.holds_in_draws


def test_the_same_seed_draws_the_same_whatever_the_order():
    marks = contest(6, 4, 1)
    turned = {
        submission: dict(reversed(list(marks[submission].items())))
        for submission in reversed(marks)
    }

    shares = sensitivity_of(Rules(ONE), marks).first_shares

    assert sensitivity_of(Rules(ONE), turned).first_shares == shares
    assert sensitivity_of(Rules(ONE), marks, seed=1).first_shares != shares


@pytest.mark.parametrize("method", METHODS)
def test_the_codes_of_the_judges_draw_nothing(method):
    marks = contest(6, 4, 1)
    code = {"j0": "j3", "j1": "j1", "j2": "j0", "j3": "j2"}
    sealed = {
        submission: {code[judge]: given for judge, given in by_judge.items()}
        for submission, by_judge in marks.items()
    }

    rules = Rules(ONE, method)

    assert (
        sensitivity_of(rules, sealed).first_shares
        == sensitivity_of(rules, marks).first_shares
    )


@pytest.mark.parametrize("method", METHODS)
def test_whom_another_beats_with_each_judge_never_comes_first(method):
    values = {
        "A": {"j1": 5, "j2": 3, "j3": 4},
        "B": {"j1": 4, "j2": 2, "j3": 3},
        "C": {"j1": 1, "j2": 3, "j3": 9},
        "D": {"j1": 9, "j3": 1},
        "E": {"j1": 1, "j3": 0},
    }
    kept = not_outdone(values)

    panels = [
        {"j1": 3 - one - two, "j2": one, "j3": two}
        for one, two in product(range(4), repeat=2)
        if one + two <= 3
    ]

    assert set(kept) == {"A", "C", "D"}
    for drawn in panels:
        assert sorted(first_of(kept, drawn, method, 1)) == sorted(
            first_of(values, drawn, method, 1)
        )


def test_added_up_all_at_once_the_same_come_first():
    random = Random(2)
    judges = ["j1", "j2", "j3", "j4"]
    for _ in range(50):
        values = {
            f"s{number}": {judge: random.randrange(-3, 4) for judge in judges}
            for number in range(6)
        }
        first_with = packed(values, judges)
        for _ in range(10):
            panel = [random.randrange(4) for _ in judges]
            drawn = {judge: panel.count(at) for at, judge in enumerate(judges)}
            assert first_with(panel) == first_of(values, drawn, "mean", 0)


def test_a_missing_sheet_or_a_huge_total_is_not_added_up_at_once():
    assert packed({"A": {"j1": 1, "j2": 2}, "B": {"j1": 1}}, ["j1", "j2"]) is None
    assert packed({"A": {"j1": 0}, "B": {"j1": 2**64}}, ["j1"]) is None


def test_a_judge_who_scored_alone_is_not_compared():
    totals = Totals.of_marks(ONE, marks_of({"A": [90, None], "B": [None, 70]}))

    profiles = profiles_of(totals)

    assert [
        (profile.judge, profile.sheets, profile.severity, profile.correlation)
        for profile in profiles
    ] == [("j1", 1, None, None), ("j2", 1, None, None)]


def test_severity_is_exact_and_weighs_all_sheets_of_a_submission():
    totals = Totals.of_marks(
        ONE, marks_of({"A": [90, 80, 70], "B": [60, None, 50], "C": [10, None, None]})
    )

    severities = [profile.severity for profile in profiles_of(totals)]

    assert severities == [Fraction(15, 2), 0, Fraction(-15, 2)]


def test_a_small_panel_is_not_flagged():
    outlier = {"A": [99, 1], "B": [98, 2], "C": [97, 3], "D": [96, 4], "E": [95, 5]}

    profiles = profiles_of(Totals.of_marks(ONE, marks_of(outlier)))

    assert [profile.flags for profile in profiles] == [(), ()]


def test_a_severe_judge_is_flagged():
    table = {each: [80, 81, 40] for each in "ABCDE"} | {"F": [85, 86, 45]}

    profiles = profiles_of(Totals.of_marks(ONE, marks_of(table)))

    assert [profile.flags for profile in profiles] == [(), (), ("severity",)]


def test_nothing_is_sure_of_an_empty_round():
    sensitivity = sensitivity_of(Rules(ONE), {})

    assert (sensitivity.winners, sensitivity.first_shares) == ((), {})
    assert profiles_of(Totals.of_marks(ONE, {})) == []
