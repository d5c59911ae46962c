"""How far judges agree: four figures over the totals of a round.

All four are quotients of sums of squares, so they are worked out exactly, as fractions
of whole numbers, and rounded once: a float could put the sixth decimal on the wrong
side of a half, and a denominator that is 0 would come out as a tiny number. SciPy has
Kendall's W alone of the four (by way of Friedman's test, as a float), and would cost a
web worker some 40 MiB.

- Kendall's W, tie-corrected: M. G. Kendall and B. Babington Smith, "The problem of m
  rankings", Annals of Mathematical Statistics 10 (1939); worked examples in S. Siegel,
  Nonparametric Statistics (1956), chapter 9.
- ICC(2,1) and ICC(2,k): P. E. Shrout and J. L. Fleiss, "Intraclass correlations: uses
  in assessing rater reliability", Psychological Bulletin 86 (1979), 420-428.
- Krippendorff's alpha, interval: K. Krippendorff, "Computing Krippendorff's
  alpha-reliability" (2011).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from judging import decimals
from judging.tabulation.methods import doubled_ranks

# With fewer, nothing can be said about agreement.
FEWEST_JUDGES = 3
FEWEST_SUBMISSIONS = 5

# How a figure reads in words: each word holds from its figure on, the last below all.
BANDS = {
    # R. C. Schmidt, "Managing Delphi surveys using nonparametric statistical
    # techniques", Decision Sciences 28 (1997)
    "kendall_w": (
        ("unusually_strong", Fraction(9, 10)),
        ("strong", Fraction(7, 10)),
        ("moderate", Fraction(5, 10)),
        ("weak", Fraction(3, 10)),
        ("very_weak", None),
    ),
    # T. K. Koo and M. Y. Li, "A guideline of selecting and reporting intraclass
    # correlation coefficients", Journal of Chiropractic Medicine 15 (2016)
    "icc": (
        ("excellent", Fraction(9, 10)),
        ("good", Fraction(75, 100)),
        ("moderate", Fraction(5, 10)),
        ("poor", None),
    ),
    # K. Krippendorff, Content Analysis (2nd ed., 2004), chapter 11
    "krippendorff_alpha": (
        ("reliable", Fraction(800, 1000)),
        ("tentative", Fraction(667, 1000)),
        ("unreliable", None),
    ),
}

# judge -> submission -> total, in any unit: no figure depends on it
ByJudge = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The four figures; None where one is undefined.

    `judges` and `submissions` count all that have a sheet. W and the ICCs are over the
    submissions that all judges scored (`in_common`), alpha over those with two totals
    or more (`compared`).
    """

    judges: int
    submissions: int
    in_common: int
    compared: int
    kendall_w: Fraction | None
    icc_2_1: Fraction | None
    icc_2_k: Fraction | None
    krippendorff_alpha: Fraction | None

    @property
    def says_anything(self) -> bool:
        """Tell whether there are enough of both to speak of agreement."""
        return self.judges >= FEWEST_JUDGES and self.submissions >= FEWEST_SUBMISSIONS

    def is_over_enough(self, name: str) -> bool:
        """Tell whether the figure `name` is over enough of both to be put into words.

        With sheets missing, a large round may have few submissions that all scored.
        """
        looked_at = self.compared if name == "krippendorff_alpha" else self.in_common
        return self.says_anything and looked_at >= FEWEST_SUBMISSIONS

    def as_json(self) -> dict[str, int | float | None]:
        """Return the figures as JSON numbers, rounded half up to six decimals."""
        figures = ("kendall_w", "icc_2_1", "icc_2_k", "krippendorff_alpha")
        return {"judges": self.judges, "submissions": self.submissions} | {
            name: rounded(getattr(self, name)) for name in figures
        }


def agreement_of(by_judge: ByJudge) -> Agreement:
    """Work out the agreement, from `Totals.by_judge()`."""
    by_submission: dict[str, list[int]] = {}
    for totals in by_judge.values():
        for submission, total in totals.items():
            by_submission.setdefault(submission, []).append(total)
    in_common = [
        submission
        for submission, totals in by_submission.items()
        if len(totals) == len(by_judge)
    ]
    table = [
        [totals[submission] for submission in in_common] for totals in by_judge.values()
    ]
    icc_2_1, icc_2_k = icc(table)
    return Agreement(
        judges=len(by_judge),
        submissions=len(by_submission),
        in_common=len(in_common),
        compared=sum(len(totals) > 1 for totals in by_submission.values()),
        kendall_w=kendall_w(table),
        icc_2_1=icc_2_1,
        icc_2_k=icc_2_k,
        krippendorff_alpha=krippendorff_alpha(list(by_submission.values())),
    )


def kendall_w(table: Sequence[Sequence[int]]) -> Fraction | None:
    """Return W of a table of judges × submissions, ties sharing the mean rank."""
    judges, submissions = shape(table)
    if judges < 2 or submissions < 2:
        return None
    ranks = [doubled_ranks(dict(enumerate(row))) for row in table]
    sums = [sum(row[at] for row in ranks) for at in range(submissions)]
    # Ranks are doubled, so their squares are fourfold.
    deviation = Fraction(squared_deviations(sums), 4)
    ties = sum(
        tied**3 - tied for row in table for tied in Counter(row).values() if tied > 1
    )
    return quotient(
        12 * deviation, judges**2 * (submissions**3 - submissions) - judges * ties
    )


def icc(table: Sequence[Sequence[int]]) -> tuple[Fraction | None, Fraction | None]:
    """Return ICC(2,1) and ICC(2,k) of a table of judges × submissions."""
    judges, submissions = shape(table)
    if judges < 2 or submissions < 2:
        return None, None
    columns = list(zip(*table, strict=True))
    everything = squared_deviations(list(chain(*table)))
    between_submissions = squared_deviations([sum(each) for each in columns]) / judges
    between_judges = squared_deviations([sum(each) for each in table]) / submissions
    rest = everything - between_submissions - between_judges
    # Mean squares: of targets, judges, and error, in the paper's words.
    targets = between_submissions / (submissions - 1)
    of_judges = between_judges / (judges - 1)
    error = rest / ((submissions - 1) * (judges - 1))
    excess = (of_judges - error) / submissions
    return (
        quotient(targets - error, targets + (judges - 1) * error + judges * excess),
        quotient(targets - error, targets + excess),
    )


def krippendorff_alpha(units: Sequence[Sequence[int]]) -> Fraction | None:
    """Return alpha (interval) of the totals that each submission got."""
    units = [values for values in units if len(values) > 1]
    if len(units) < 2:
        return None
    values = list(chain(*units))
    # Σ (a − b)² over the pairs of n values is n × their squared deviations.
    observed = sum(
        len(unit) * squared_deviations(unit) / (len(unit) - 1) for unit in units
    )
    expected = len(values) * squared_deviations(values) / (len(values) - 1)
    disagreement = quotient(observed, expected)
    return None if disagreement is None else 1 - disagreement


def band_of(figures: str, figure: Fraction) -> str:
    """Return the word of BANDS[figures] for the exact figure."""
    return next(
        word for word, least in BANDS[figures] if least is None or figure >= least
    )


def shape(table: Sequence[Sequence[int]]) -> tuple[int, int]:
    return len(table), len(table[0]) if table else 0


def squared_deviations(values: Sequence[int]) -> Fraction:
    """Return Σ (value − mean)², exactly."""
    return sum(value * value for value in values) - Fraction(
        sum(values) ** 2, len(values)
    )


def quotient(numerator: Fraction, denominator: Fraction | int) -> Fraction | None:
    return numerator / denominator if denominator > 0 else None


def rounded(figure: Fraction | None) -> float | None:
    return None if figure is None else float(decimals.rounded(figure, 6))
