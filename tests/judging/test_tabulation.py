import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from judging.tabulation import (
    Criterion,
    Habits,
    Rules,
    Totals,
    explain,
    tabulate,
    units_of,
)

ROOT = Path(__file__).resolve().parents[2]
ONE = (Criterion("c1", full=Decimal(100), weight=Decimal(100)),)


def totals_of(table):
    """Make totals in whole points from submission -> totals, None for no sheet."""
    sheets = {
        submission: {
            f"j{at}": total for at, total in enumerate(totals, 1) if total is not None
        }
        for submission, totals in table.items()
    }
    return Totals(sheets, 1, lambda code, submissions: {})


def exact_scores(rules, totals):
    return {
        placing.submission: placing.exact
        for placing in tabulate(rules, totals).placings
    }


# Totals -------------------------------------------------------------------------------


def test_units_are_the_largest_that_keep_every_total_whole():
    criteria = (
        Criterion("c1", full=Decimal(20), weight=Decimal(60)),
        Criterion("c2", full=Decimal("12.5"), weight=Decimal("33.33")),
    )

    units = units_of(criteria)

    assert (units.factors, units.denominator) == ({"c1": 3750, "c2": 3333}, 125000)


def test_a_plain_sheet_is_counted_in_hundredths():
    assert units_of(ONE) == units_of(ONE, decimals=2)
    assert (units_of(ONE).factors, units_of(ONE).denominator) == ({"c1": 1}, 100)


def test_criterion_sums_are_asked_for_only_by_a_tie():
    asked = []

    def criterion_sums(code, submissions):
        asked.append((code, list(submissions)))
        return dict.fromkeys(submissions, 100)

    rules = Rules(ONE, tiebreaks=("criterion:c1",))
    sheets = {"A": {"j1": 3}, "C": {"j1": 2}, "B": {"j1": 2}, "D": {"j1": 1}}

    tabulate(rules, Totals(sheets, 1, criterion_sums))

    assert asked == [("c1", ["B", "C"])]


def test_a_submission_without_sheets_has_no_place():
    totals = totals_of({"A": [1, 2], "B": [None, None]})

    for method in ("mean", "trimmed", "median", "standardised", "rank_sum"):
        assert list(exact_scores(Rules(ONE, method), totals)) == ["A"]


def test_nothing_is_tabulated_of_nothing():
    for method in ("mean", "trimmed", "median", "standardised", "rank_sum"):
        assert tabulate(Rules(ONE, method), totals_of({})).placings == ()


# The method `standardised` ------------------------------------------------------------


def test_roots_that_are_multiples_of_each_other_cancel():
    # z is 1 and -1, by judges of whose SDs one is twice the other: what is left is the
    # round mean, of 13 digits, the last a 5.
    totals = totals_of(
        {
            "A": [123456789012 + 1, 123456789013 - 2],
            "B": [123456789012 - 1, 123456789013 + 2],
        }
    )

    assert exact_scores(Rules(ONE, "standardised"), totals) == {
        "A": "123456789013",
        "B": "123456789013",
    }


def test_a_score_of_exactly_half_a_unit_is_rounded_up():
    # One judge: the score is the total again, here with 13 digits.
    totals = Totals(
        {"A": {"j1": 1234567890125}, "B": {"j1": 1234567890135}, "C": {"j1": 5}},
        10**3,
        dict,
    )

    assert exact_scores(Rules(ONE, "standardised"), totals) == {
        "A": "1234567890.13",
        "B": "1234567890.14",
        "C": "0.005",
    }


def test_a_tie_of_twelve_digits_is_a_tie():
    totals = Totals(
        {"A": {"j1": 10**13 + 1}, "B": {"j1": 10**13 + 2}, "C": {"j1": 0}},
        10**3,
        dict,
    )

    ranks = [
        (placing.rank, placing.submission)
        for placing in tabulate(Rules(ONE, "standardised"), totals).placings
    ]

    assert ranks == [(1, "A"), (1, "B"), (3, "C")]


def test_a_score_may_be_negative():
    totals = totals_of({"A": [0, None], "B": [1, 0], "C": [1, 1], "D": [1, 1]})

    score = exact_scores(Rules(ONE, "standardised"), totals)["A"]

    assert score.startswith("-0.0")
    assert tabulate(Rules(ONE, "standardised"), totals).placings[-1].score == "-0.07"


# The tie-break chain ------------------------------------------------------------------


def test_head_to_head_takes_no_order_from_level_pairs_that_contradict():
    # A over B, but C is level with both: no order of all three.
    totals = totals_of({"A": [3, None, None], "B": [2, 4, None], "C": [None, 4, 2]})
    rules = Rules(ONE, tiebreaks=("head_to_head",))

    tabulation = tabulate(rules, totals)

    assert [split.values for split in tabulation.splits] == [None]
    assert [placing.rank for placing in tabulation.placings] == [1, 1, 1]


def test_head_to_head_orders_groups_that_are_level():
    # A and B are level and both over C and D, who are level.
    totals = totals_of({"A": [9, 9, 0], "B": [9, 9, 0], "C": [6, 6, 6], "D": [6, 6, 6]})
    rules = Rules(ONE, tiebreaks=("head_to_head",))

    assert [
        (placing.rank, placing.submission, placing.decided_by)
        for placing in tabulate(rules, totals).placings
    ] == [
        (1, "A", "score"),
        (1, "B", "tied"),
        (3, "C", "head_to_head"),
        (3, "D", "tied"),
    ]


def test_every_step_leaves_word_of_what_it_did():
    totals = totals_of({"A": [60, 90, 90], "B": [66, 80, 94], "C": [65, 80, 95]})
    rules = Rules(ONE, tiebreaks=("median", "chair", "highest"))

    first, second, third = tabulate(rules, totals).splits

    assert (first.step, first.after) == ("median", (("A",), ("B", "C")))
    assert first.values == {"A": 90, "B": 80, "C": 80}
    assert (second.step, second.after, second.values) == ("chair", (("B", "C"),), None)
    assert (third.step, third.after) == ("highest", (("C",), ("B",)))


# Why this rank ------------------------------------------------------------------------


def test_a_trimmed_score_is_explained():
    totals = totals_of({"A": [80, 80, 80, 80], "B": [100, 80, 81, 60]})
    rules = Rules(ONE, "trimmed")

    explanation = explain(tabulate(rules, totals), rules, totals, "B")

    assert [
        (sheet.judge, sheet.total, sheet.rank, sheet.left_out)
        for sheet in explanation.sheets
    ] == [
        ("j1", 100, 1, "highest"),
        ("j2", 80, Fraction(3, 2), ""),
        ("j3", 81, 1, ""),
        ("j4", 60, 2, "lowest"),
    ]
    assert (explanation.placing.rank, explanation.keeps_all) == (1, False)
    assert explanation.margin_before is None
    assert explanation.margin_after == Fraction(1, 2)


def test_a_score_trimmed_by_two_leaves_out_two_at_each_end():
    totals = totals_of({"A": [10, 20, 30, 40, 50, 60]})
    rules = Rules(ONE, "trimmed", trim=2)

    explanation = explain(tabulate(rules, totals), rules, totals, "A")

    assert [sheet.left_out for sheet in explanation.sheets] == [
        *["lowest"] * 2,
        *["", ""],
        *["highest"] * 2,
    ]
    assert explanation.placing.value == 35


def test_too_few_sheets_are_explained():
    totals = totals_of({"A": [80, 90, None], "B": [70, 71, 72]})
    rules = Rules(ONE, "trimmed")

    explanation = explain(tabulate(rules, totals), rules, totals, "A")

    assert explanation.keeps_all
    assert [sheet.left_out for sheet in explanation.sheets] == ["", ""]


def test_many_placings_are_explained_from_one_look_at_all_sheets():
    class Sheets(dict):
        looks = 0

        def items(self):
            self.looks += 1
            return super().items()

    totals = totals_of({"A": [3, 5], "B": [1, 5], "C": [1, 4]})
    counted = replace(totals, sheets=Sheets(totals.sheets))
    rules = Rules(ONE, "standardised")
    tabulation = tabulate(rules, totals)

    habits = Habits(counted)
    told = [explain(tabulation, rules, counted, each, habits) for each in "ABC"]

    assert told == [explain(tabulation, rules, totals, each) for each in "ABC"]
    assert counted.sheets.looks == 1


def test_z_scores_and_steps_are_explained():
    totals = totals_of({"A": [3, 5], "B": [1, 5], "C": [1, 5]})
    rules = Rules(ONE, "standardised", tiebreaks=("highest",))

    explanation = explain(tabulate(rules, totals), rules, totals, "B")

    assert [sheet.z for sheet in explanation.sheets] == [
        Decimal("-0.707106781187"),
        Decimal(0),
    ]
    assert [split.step for split in explanation.splits] == ["highest"]
    assert explanation.margin_after == 0
    assert explanation.margin_before == (
        tabulate(rules, totals).placings[0].value - explanation.placing.value
    )


def test_what_was_not_tabulated_cannot_be_explained():
    totals = totals_of({"A": [1]})

    with pytest.raises(ValueError):
        explain(tabulate(Rules(ONE), totals), Rules(ONE), totals, "B")


# How heavy it is ----------------------------------------------------------------------


def test_the_arithmetic_loads_neither_django_nor_numpy():
    code = (
        "import sys, judging.agreement, judging.ledger, judging.sensitivity;"
        "print([name for name in ('django', 'numpy', 'scipy') if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True
    )

    assert done.stdout.strip() == b"[]"
