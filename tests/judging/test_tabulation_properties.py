"""What holds of every tabulation, whatever the marks."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from judging.tabulation import Rules, Totals, tabulate
from judging.tabulation.tiebreaks import Chain
from tests.judging.strategies import (
    CRITERIA,
    FULL_UNITS,
    STEP_NAMES,
    UNHURRIED,
    contests,
    rules,
)
from tests.judging.twin import Twin, divide

RISING = ("mean", "trimmed", "median", "rank_sum")


def ranks(rules, totals):
    return {each.submission: each.rank for each in tabulate(rules, totals).placings}


def shuffled(mapping, order):
    return dict(sorted(mapping.items(), key=lambda item: order(item[0])))


def twin_of(marks, rules):
    return Twin(
        criteria=[(each.code, each.full, each.weight) for each in CRITERIA],
        marks={
            (submission, judge): {
                "c1": Fraction(points[0], 100),
                "c2": Fraction(points[1], 100),
            }
            for submission, by_judge in marks.items()
            for judge, points in by_judge.items()
        },
        method=rules.method,
        trim=rules.trim,
        tiebreaks=rules.tiebreaks,
        chair=rules.chair,
        decisions=rules.decisions,
    )


@settings(UNHURRIED, max_examples=500)
@given(marks=contests(), rules=rules())
def test_a_slow_twin_agrees(marks, rules):
    tabulation = tabulate(rules, Totals.of_marks(CRITERIA, marks))

    assert [
        (each.rank, each.submission, each.value, each.decided_by)
        for each in tabulation.placings
    ] == twin_of(marks, rules).ranking()


@settings(UNHURRIED, max_examples=100)
@given(marks=contests(), rules=rules())
@pytest.mark.parametrize("step", STEP_NAMES)
def test_a_slow_twin_splits_any_group_alike(step, marks, rules):
    group = sorted(marks)

    parts = Chain(rules, Totals.of_marks(CRITERIA, marks)).split(step, group)

    twin = twin_of(marks, rules)
    assert parts == [
        part
        for _, part in divide(
            [("score", group)], step, lambda group: twin.see(step, group)
        )
    ]


@UNHURRIED
@given(
    deviations=st.lists(
        st.tuples(*[st.sampled_from((-2, -1, 0, 1, 2))] * 2), min_size=2, max_size=3
    ),
    speck=st.integers(-1, 1),
)
def test_a_slow_twin_agrees_where_roots_all_but_cancel(deviations, speck):
    # The round mean has 13 digits, the last a 5, but for a speck in the 60th digit.
    scale = 10**60
    sheets = {
        submission: {
            "j1": 123456789012 * scale + one * 10**9,
            "j2": 123456789013 * scale + other * 10**9,
        }
        for submission, (one, other) in zip("ABC", deviations, strict=False)
    }
    sheets["A"]["j1"] += speck
    twin = Twin(
        criteria=[("c1", 1, 1)],
        marks={
            (submission, judge): {"c1": Fraction(total, scale)}
            for submission, by_judge in sheets.items()
            for judge, total in by_judge.items()
        },
        method="standardised",
        trim=0,
        tiebreaks=(),
        chair=None,
        decisions=(),
    )

    tabulation = tabulate(Rules(CRITERIA, "standardised"), Totals(sheets, scale, dict))

    assert [
        (each.rank, each.submission, each.value, each.decided_by)
        for each in tabulation.placings
    ] == twin.ranking()


@UNHURRIED
@given(marks=contests(), rules=rules(), seed=st.randoms(use_true_random=False))
def test_the_order_of_marks_never_matters(marks, rules, seed):
    order = {key: seed.random() for key in [*"ABCDE", "j1", "j2", "j3", "j4"]}.get
    other = {
        submission: shuffled(by_judge, order)
        for submission, by_judge in shuffled(marks, order).items()
    }

    assert tabulate(rules, Totals.of_marks(CRITERIA, other)) == tabulate(
        rules, Totals.of_marks(CRITERIA, marks)
    )


@UNHURRIED
@given(
    marks=contests(),
    rules=rules(methods=RISING),
    data=st.data(),
)
def test_raising_a_mark_never_lowers_the_rank(marks, rules, data):
    rules = replace(rules, tiebreaks=())
    submission = data.draw(st.sampled_from(sorted(marks)))
    judge = data.draw(st.sampled_from(sorted(marks[submission])))
    column = data.draw(st.sampled_from((0, 1)))
    points = list(marks[submission][judge])
    before = ranks(rules, Totals.of_marks(CRITERIA, marks))[submission]
    assume(points[column] < FULL_UNITS[column])

    points[column] = data.draw(
        st.integers(points[column] + 1, FULL_UNITS[column]), label="raised to"
    )
    marks[submission][judge] = points

    assert ranks(rules, Totals.of_marks(CRITERIA, marks))[submission] <= before


@UNHURRIED
@given(
    marks=contests(),
    method=st.sampled_from(("standardised", "rank_sum")),
    judge=st.sampled_from(("j1", "j2")),
    constant=st.integers(-1000, 1000),
)
def test_a_constant_on_one_judges_totals_changes_no_rank(
    marks, method, judge, constant
):
    rules = Rules(CRITERIA, method)
    totals = Totals.of_marks(CRITERIA, marks)
    moved = {
        submission: {
            each: total + constant * (each == judge) for each, total in by_judge.items()
        }
        for submission, by_judge in totals.sheets.items()
    }

    assert ranks(rules, replace(totals, sheets=moved)) == ranks(rules, totals)
