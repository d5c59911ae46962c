"""How sure a ranking is, as one JSON value: kept with the seal, shown on its page.

Agreement, the judges one by one, and whether the winner holds. Figures are rounded here
and worded by the page; the exact ones come from `agreement` and `sensitivity`.
"""

from fractions import Fraction
from typing import Any

from judging import decimals
from judging.agreement import Agreement, agreement_of, band_of
from judging.sensitivity import (
    JudgeProfile,
    Sensitivity,
    profiles_of,
    sensitivity_of,
)
from judging.tabulation import Marks, Rules, Totals

# Which bands a figure is read by.
BANDS_OF = {
    "kendall_w": "kendall_w",
    "icc_2_1": "icc",
    "icc_2_k": "icc",
    "krippendorff_alpha": "krippendorff_alpha",
}


def certainty_of(rules: Rules, marks: Marks, places: int = 2) -> dict[str, Any]:
    """Work out all of it; marks are in 1/10**places of a point.

    Costs half a second for 30 submissions × 9 judges whose marks are noise, the worst
    case, and a few seconds for 900.
    """
    totals = Totals.of_marks(rules.criteria, marks, places)
    return {
        "agreement": agreement_as_json(agreement_of(totals.by_judge())),
        "judges": [profile_as_json(profile) for profile in profiles_of(totals)],
        "winner": sensitivity_as_json(sensitivity_of(rules, marks, places)),
    }


def agreement_as_json(agreement: Agreement) -> dict[str, Any]:
    return {
        **agreement.as_json(),
        "words": {name: word_for(agreement, name) for name in BANDS_OF},
        "says_anything": agreement.says_anything,
    }


def word_for(agreement: Agreement, name: str) -> str:
    """Return the band of the figure, or why it has none: undefined, or over too few."""
    figure = getattr(agreement, name)
    if figure is None:
        return ""
    if not agreement.is_over_enough(name):
        return "too_few"
    return band_of(BANDS_OF[name], figure)


def profile_as_json(profile: JudgeProfile) -> dict[str, Any]:
    return {
        "judge": profile.judge,
        "sheets": profile.sheets,
        "severity": rounded(profile.severity),
        "spread": rounded(profile.spread),
        "correlation": rounded(profile.correlation),
        "flags": list(profile.flags),
    }


def sensitivity_as_json(sensitivity: Sensitivity) -> dict[str, Any]:
    return {
        "winners": list(sensitivity.winners),
        "is_stable": sensitivity.is_stable,
        "holds_in_draws": sensitivity.holds_in_draws,
        "checks": [
            {
                "kind": check.kind,
                "name": check.name,
                "winners": list(check.winners),
                "holds": check.holds,
            }
            for check in sensitivity.checks
        ],
        # In percent, with one decimal.
        "shares": [
            [submission, decimals.rounded(100 * share, 1)]
            for submission, share in sensitivity.first_shares.items()
        ],
    }


def rounded(figure: Fraction | float | None) -> str | None:
    return None if figure is None else decimals.rounded(Fraction(figure), 2)
