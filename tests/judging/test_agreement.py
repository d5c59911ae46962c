"""Agreement against published tables."""

from fractions import Fraction

import pytest

from judging.agreement import (
    Agreement,
    agreement_of,
    icc,
    kendall_w,
    krippendorff_alpha,
)

# Shrout and Fleiss (1979), table 2: six targets, four judges.
SHROUT_AND_FLEISS = [
    [9, 6, 8, 7, 10, 6],
    [2, 1, 4, 1, 5, 2],
    [5, 3, 6, 2, 6, 4],
    [8, 2, 8, 6, 9, 7],
]
# Krippendorff (2011), the data of sections C and D: four observers, twelve units.
KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
# Siegel (1956), chapter 9: three executives rank six applicants; and ranks with ties.
EXECUTIVES = [[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]]
TIED_RANKS = [
    [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
    [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
    [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
]


def by_judge(table):
    return {
        f"j{judge}": {
            f"s{at}": total for at, total in enumerate(row) if total is not None
        }
        for judge, row in enumerate(table)
    }


def test_icc_is_that_of_shrout_and_fleiss():
    single, average = icc(SHROUT_AND_FLEISS)

    assert (round(float(single), 2), round(float(average), 2)) == (0.29, 0.62)


def test_alpha_is_that_of_krippendorff():
    units = [
        [value for value in unit if value is not None]
        for unit in zip(*KRIPPENDORFF, strict=True)
    ]

    assert round(float(krippendorff_alpha(units)), 3) == 0.849


def test_kendalls_w_is_that_of_siegel():
    assert round(float(kendall_w(EXECUTIVES)), 2) == 0.16
    assert round(float(kendall_w(TIED_RANKS)), 3) == 0.828


def test_the_four_figures_together():
    agreement = agreement_of(by_judge(SHROUT_AND_FLEISS))

    assert agreement.as_json() == {
        "judges": 4,
        "submissions": 6,
        "kendall_w": 0.887037,
        "icc_2_1": 0.289764,
        "icc_2_k": 0.620051,
        "krippendorff_alpha": 0.147308,
    }


def test_only_submissions_that_all_judges_scored_count_for_w_and_icc():
    table = by_judge(SHROUT_AND_FLEISS)
    whole = agreement_of(table)
    table["j0"]["extra"] = 100
    table["j1"]["extra"] = 0

    agreement = agreement_of(table)

    assert (agreement.kendall_w, agreement.icc_2_1) == (whole.kendall_w, whole.icc_2_1)
    assert agreement.submissions == 7
    assert agreement.krippendorff_alpha != whole.krippendorff_alpha


@pytest.mark.parametrize(
    ("table", "in_common", "compared"),
    [
        ([[1, 2, 3]], 3, 0),  # one judge
        ([[1], [2]], 1, 1),  # one submission
        ([[5, None], [None, 5]], 0, 0),  # none in common
        ([[5, 5], [5, 5]], 2, 2),  # nothing varies
    ],
)
def test_a_figure_that_is_undefined_is_none(table, in_common, compared):
    figures = agreement_of(by_judge(table))

    assert figures == Agreement(
        len(table), len(table[0]), in_common, compared, None, None, None, None
    )


def test_complete_agreement_is_one():
    agreement = agreement_of(by_judge([[1, 2, 3], [1, 2, 3], [1, 2, 3]]))

    assert agreement == Agreement(3, 3, 3, 3, *[Fraction(1)] * 4)


def test_no_judges_is_no_agreement():
    assert agreement_of({}) == Agreement(0, 0, 0, 0, None, None, None, None)
