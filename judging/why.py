"""Why a submission has its rank: one placing, figure by figure, ready to be read.

Made from any tabulation, of today's sheets or of a stored ledger. Imports no view and
asks the database nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from contests.models import Stage
from contests.rules import points_text
from judging import decimals
from judging.ranking.table import step_in_words
from judging.rulebook import Row, Rulebook
from judging.tabulation import Habits, Rules, Tabulation, Totals, explain
from judging.tabulation.explanation import Explanation, SheetExplained

LEFT_OUT = {
    "highest": gettext_lazy("left out: the highest"),
    "lowest": gettext_lazy("left out: the lowest"),
}


@dataclass(frozen=True, slots=True)
class SheetShown:
    """A judge's sheet that counts, with the points in the order of the criteria.

    `own_rank` and `z` are empty where the method does not look at them; `left_out`
    says that the total is not part of the score.
    """

    judge: str
    points: tuple[str, ...]
    total: str
    own_rank: str
    z: str
    left_out: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A judge without a sheet that counts, and why."""

    judge: str
    reason: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The placing before or after, and how far off its score is."""

    rank: int
    name: str
    score: str
    margin: str
    margin_exact: str

    @property
    def is_level(self) -> bool:
        return self.margin_exact == "0"

    @property
    def is_hidden_by_rounding(self) -> bool:
        return not self.is_level and not float(self.margin)


@dataclass(frozen=True, slots=True)
class StepShown:
    """What a tie-break step did to the group that the submission was in."""

    step: str
    # The groups it made, the best first: names, those still tied together.
    groups: tuple[tuple[str, ...], ...]
    values: tuple[tuple[str, str], ...]

    @property
    def is_idle(self) -> bool:
        return len(self.groups) == 1


@dataclass(frozen=True)
class Why:
    """One placing explained; `steps` are empty where the score alone decided.

    `neighbours` are the placings before and after in the list, each None at an end.
    """

    rank: int
    score: str
    exact: str
    method: str
    lower_is_better: bool
    decided_by: str
    is_tied: bool
    keeps_all: bool
    sheet_count: int
    rows: tuple[Row, ...]
    sheets: tuple[SheetShown, ...]
    missing: tuple[Missing, ...]
    arithmetic: str
    before: Neighbour | None
    after: Neighbour | None
    steps: tuple[StepShown, ...]

    @property
    def was_rounded(self) -> bool:
        """Say whether the score for people is not the exact one."""
        return Fraction(self.score) != Fraction(self.exact)

    @property
    def by_criterion(self) -> list[tuple[Row, list[str]]]:
        return [
            (row, [sheet.points[at] for sheet in self.sheets])
            for at, row in enumerate(self.rows)
        ]

    @property
    def shows_ranks(self) -> bool:
        return any(sheet.own_rank for sheet in self.sheets)

    @property
    def shows_z(self) -> bool:
        return any(sheet.z for sheet in self.sheets)

    def for_office(self, *, with_figures: bool) -> "Why":
        """Return what the entering office may read: nobody's name, no neighbour.

        Its judges' marks only `with_figures`, the highest total first, so that the
        order tells nothing.
        """
        sheets: tuple[SheetShown, ...] = ()
        if with_figures:
            ordered = sorted(self.sheets, key=lambda each: -Fraction(each.total))
            sheets = tuple(
                replace(sheet, judge=_("Judge %(n)d") % {"n": number})
                for number, sheet in enumerate(ordered, 1)
            )
        return replace(
            self,
            sheets=sheets,
            missing=(),
            arithmetic=self.arithmetic if with_figures else "",
            before=None,
            after=None,
            steps=(),
        )


def why_of(
    submission: str,
    *,
    rulebook: Rulebook,
    rules: Rules,
    totals: Totals,
    tabulation: Tabulation,
    points: Mapping[str, Sequence[Fraction]],
    judges: Mapping[str, str],
    works: Mapping[str, str],
    missing: Sequence[Missing] = (),
    habits: Habits | None = None,
) -> Why:
    """Explain the placing of `submission`; raise ValueError where it has none.

    `points` are its marks by judge, in the order of the criteria of the rules; `judges`
    and `works` the names of all. Whoever explains many gives the `habits`.
    """
    explanation = explain(tabulation, rules, totals, submission, habits)
    placing = explanation.placing
    placings = tabulation.placings
    at = placings.index(placing)
    tied = [each for each in placings if each.rank == placing.rank]
    return Why(
        rank=placing.rank,
        score=placing.score,
        exact=placing.exact,
        method=str(Stage.Method(rules.method).label),
        lower_is_better=rules.method == "rank_sum",
        decided_by=step_in_words(placing.decided_by, rulebook),
        is_tied=len(tied) > 1,
        keeps_all=explanation.keeps_all,
        sheet_count=placing.sheets,
        rows=tuple(rulebook.row_of[each.code] for each in rules.criteria),
        sheets=tuple(
            sheet_shown(sheet, rules.method, points[sheet.judge], judges)
            for sheet in explanation.sheets
        ),
        missing=tuple(missing),
        arithmetic=arithmetic_of(explanation, rules, totals, submission),
        before=neighbour(placings, at - 1, explanation.margin_before, works),
        after=neighbour(placings, at + 1, explanation.margin_after, works),
        steps=tuple(
            StepShown(
                step=step_in_words(split.step, rulebook),
                groups=tuple(
                    tuple(works.get(each, each) for each in group)
                    for group in split.after
                ),
                values=tuple(values_shown(split, works)),
            )
            for split in explanation.splits
        ),
    )


def sheet_shown(
    sheet: SheetExplained, method: str, points, judges: Mapping[str, str]
) -> SheetShown:
    return SheetShown(
        judge=judges.get(sheet.judge, sheet.judge),
        points=tuple(points_text(int(each * 100)) for each in points),
        total=decimals.rounded(sheet.total, 2),
        own_rank=decimals.plain_rank(sheet.rank) if method == "rank_sum" else "",
        z=decimals.rounded(sheet.z, 3) if method == "standardised" else "",
        left_out=str(LEFT_OUT.get(sheet.left_out, "")),
    )


def neighbour(placings, at, margin, works) -> Neighbour | None:
    if margin is None:
        return None
    placing = placings[at]
    return Neighbour(
        rank=placing.rank,
        name=works.get(placing.submission, placing.submission),
        score=placing.score,
        margin=decimals.rounded(margin, 2),
        margin_exact=decimals.exact(margin),
    )


def values_shown(split, works):
    """Yield each name with what the step saw, where that is a number to show."""
    for group in split.after if split.values is not None else ():
        for each in group:
            value = split.values[each]
            if split.step == "decision":
                text = str(-value)
            elif split.step == "count_back":
                text = ", ".join(str(-place) for place in value)
            elif split.step == "head_to_head":
                text = str(value)
            else:
                text = decimals.rounded(value, 2)
            yield works.get(each, each), text


def arithmetic_of(
    explanation: Explanation, rules: Rules, totals: Totals, submission: str
) -> str:
    """Write out how the score comes about: "(90.00 + 88.50) ÷ 2 = 357/4"."""
    exact, score = explanation.placing.exact, explanation.placing.score
    # By their totals: the order of the judges' codes is nobody else's business.
    sheets = [sheet for sheet in explanation.sheets if not sheet.left_out]
    sheets.sort(key=lambda sheet: (-sheet.total, sheet.rank))
    if rules.method in ("mean", "trimmed"):
        summands = " + ".join(decimals.short(sheet.total) for sheet in sheets)
        if len(sheets) > 1:
            summands = f"({summands}) ÷ {len(sheets)}"
        return equals(summands, exact, score)
    if rules.method == "median":
        ordered = sorted(sheet.total for sheet in sheets)
        middle = ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]
        summands = " + ".join(map(decimals.short, middle))
        if len(middle) > 1:
            summands = f"({summands}) ÷ 2"
        return equals(summands, exact, score)
    if rules.method == "rank_sum":
        summands = " + ".join(decimals.plain_rank(sheet.rank) for sheet in sheets)
        counts = {len(row) for row in totals.sheets.values() if row}
        if len(counts) > 1 and len(sheets) > 1:
            summands = f"({summands}) ÷ {len(sheets)}"
        return equals(summands, exact, score)
    return ngettext(
        "The mean of all totals of the round, plus their standard deviation × the "
        "standardised total of %(n)d judge: %(exact)s",
        "The mean of all totals of the round, plus their standard deviation × the mean "
        "of the standardised totals of %(n)d judges: %(exact)s",
        len(sheets),
    ) % {"n": len(sheets), "exact": exact}


def equals(summands: str, exact: str, score: str) -> str:
    """Chain what is not yet said: 90 alone, 73.5, or 277/3 with its rounding."""
    plain = decimals.short(Fraction(exact))
    text = summands if plain == summands else f"{summands} = {plain}"
    return f"{text} ≈ {score}" if Fraction(score) != Fraction(exact) else text
