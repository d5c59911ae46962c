"""What the figures of agreement say in words, and when they say nothing."""

from decimal import Decimal
from fractions import Fraction

import pytest

from judging.agreement import Agreement
from judging.certainty import agreement_as_json, certainty_of
from judging.certainty_page import CertaintyPage
from judging.tabulation import Criterion, Rules

RULES = Rules((Criterion("c1", full=Decimal(100), weight=Decimal(100)),))


def page_of(table):
    """Return the page on submission -> totals, None for no sheet."""
    marks = {
        submission: {
            f"j{at}": (total * 100,)
            for at, total in enumerate(totals, 1)
            if total is not None
        }
        for submission, totals in table.items()
    }
    return CertaintyPage(certainty_of(RULES, marks), None, {}, {})


def test_a_figure_over_too_few_submissions_is_not_put_into_words():
    # Two of seven have all three sheets, and these two in the same order.
    page = page_of(
        {
            "A": (90, 91, 92),
            "B": (80, 81, 82),
            "C": (70, 75, None),
            "D": (None, 60, 90),
            "E": (88, None, 61),
            "F": (70, 71, None),
            "G": (None, 66, 60),
        }
    )

    assert page.says_anything
    assert page.value["agreement"]["kendall_w"] == 1
    assert [(each.figure, each.source) for each in page.figures[:3]] == [("–", "")] * 3
    assert {str(each.words) for each in page.figures[:3]} != {
        str(page.figures[3].words)
    }
    assert page.figures[3].figure != "–"


@pytest.mark.parametrize("name", ["kendall_w", "icc_2_1", "icc_2_k"])
def test_five_submissions_with_all_sheets_are_enough(name):
    def word(in_common):
        agreement = Agreement(3, 9, in_common, 9, *[Fraction(1)] * 4)
        return agreement_as_json(agreement)["words"][name]

    assert word(4) == "too_few"
    assert word(5) in ("unusually_strong", "excellent")


def test_alpha_looks_at_all_with_two_sheets():
    def word(compared):
        agreement = Agreement(3, 9, 0, compared, None, None, None, Fraction(1))
        return agreement_as_json(agreement)["words"]["krippendorff_alpha"]

    assert word(4) == "too_few"
    assert word(5) == "reliable"


def test_figures_are_shown_rounded_half_up_with_a_true_minus():
    page = page_of({name: (90 - at, 80, 70 + at) for at, name in enumerate("ABCDE")})
    page.value["agreement"] |= {"kendall_w": 0.125, "icc_2_1": -0.125, "icc_2_k": 0.0}

    shown = [each.figure for each in page.figures[:2]]

    assert shown == ["0.13", "−0.13"]
