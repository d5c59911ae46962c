"""The rulebook of a round: the copy frozen at its first mark, or else its stage's.

Numbers are decimal strings ("12.5"), since a rulebook is stored as JSON and must read
back exactly.
"""

from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ui.language import page_language

CRITERION = "criterion:"
# Beside these a step of the chain is CRITERION followed by a criterion's code.
STEPS = {
    "median": _("The higher median of the judges' totals"),
    "highest": _("The higher highest total"),
    "count_back": _("More first places, then more second places, among the judges"),
    "head_to_head": _("Preferred by more judges when compared one against one"),
    "chair": _("The chair's higher total"),
    "decision": _("The chair's recorded decision"),
}
# Of a stage, copied into the rulebook as they are.
COLUMNS = (
    "method",
    "trim",
    "tiebreaks",
    "places",
    "awards",
    "mentions",
    "quorum",
    "panel_size",
    "judges_per_entry",
    "members_see_ranking",
    "comments_for_offices",
    "barred_area",
    "is_blind",
)
# What compares ranks or places means nothing among judges who scored other entries.
NEEDS_EVERYBODY = ("rank_sum", "count_back")
# What marks were given against: a rulebook that changes these no longer fits them.
MARKED_AGAINST = ("code", "full", "step")
# A criterion is marked by as many levels, from 1 on, or by free points.
LEVELS = 5


def decimal_text(number) -> str:
    """Write a decimal without exponent or trailing zeros: "12.5", "100"."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def hundredths(points) -> int:
    """Return points as whole hundredths; refuse a finer part (`too_fine`)."""
    units = Decimal(points) * 100
    if units != units.to_integral_value():
        raise ValidationError(
            _("Marks and steps have at most two decimals."), code="too_fine"
        )
    return int(units)


def points_text(hundredths: int) -> str:
    """Write hundredths of a point as points: 1250 is "12.5"."""
    return decimal_text(Decimal(hundredths) / 100)


def live_rules(stage) -> dict:
    """Return the stage's rules as they stand, from its `criteria.all()`."""
    return {
        "criteria": [criterion_as_rule(each) for each in stage.criteria.all()],
        **{column: getattr(stage, column) for column in COLUMNS},
    }


def criterion_as_rule(criterion) -> dict:
    return {
        "code": criterion.code,
        "name_th": criterion.name_th,
        "name_en": criterion.name_en,
        "guidance_th": criterion.guidance_th,
        "guidance_en": criterion.guidance_en,
        "full": points_text(criterion.full_hundredths),
        "weight": decimal_text(criterion.weight),
        "step": points_text(criterion.step_hundredths),
        "levels": criterion.levels,
    }


def levels_of(row) -> list[dict]:
    """Return the words of a criterion's levels; rows of before levels have none."""
    return row.get("levels", [])


def rows_of(stage) -> list[dict]:
    """Return a stage's criteria as rows that can be shown, edited, or copied."""
    return [
        {**criterion_as_rule(each), "is_default": each.is_default}
        for each in stage.criteria.all()
    ]


def rules_of(round_) -> dict:
    """Return the rules a round goes by (rule 11).

    A frozen copy that the department changed later has `changed`, a list of
    `{"at", "reason"}`, to be shown on every sheet. Costs a query for the criteria of a
    round without a frozen copy, unless they were prefetched.
    """
    return round_.rules if round_.rules is not None else live_rules(round_.stage)


def judges_per_entry(round_) -> int | None:
    """Return how many judges score each entry of a round; None where all do.

    What staff drew holds; else the stage's number, unless marks were given already by
    a panel of which everybody scores everything.
    """
    if round_.judges_per_entry or round_.rules_frozen_at:
        return round_.judges_per_entry
    return round_.stage.judges_per_entry


def waits_for_draw(round_) -> bool:
    """Say whether each entry is to be scored by some judges, but by whom is open."""
    return bool(judges_per_entry(round_)) and not round_.judges_per_entry


def areas_below(level: str) -> list[str]:
    """Return the areas that a stage of this level may bar: smaller than its rounds."""
    areas = {"district": 0, "province": 1, "region": 2, "department": 2}
    return ["none", "district", "province"][: areas[level] + 1]


def barred_area_of(round_) -> str:
    """Return whose people rule 9 keeps from an entry: "none", "district", "province".

    A rulebook that was frozen before there was the choice has none.
    """
    if round_.rules is None:
        return round_.stage.barred_area
    return round_.rules.get("barred_area", "none")


def is_blind(round_) -> bool:
    """Say whether a round is judged without names.

    A rulebook that was frozen before there was the choice is not.
    """
    if round_.rules is None:
        return round_.stage.is_blind
    return bool(round_.rules.get("is_blind"))


def default_chain(criteria) -> list[str]:
    """Return the portal's chain: the two weightiest criteria, then the chair."""
    weightiest = sorted(criteria, key=lambda c: -Decimal(c["weight"]))[:2]
    return [*(CRITERION + each["code"] for each in weightiest), "chair", "decision"]


def check_rules(rules) -> None:
    """Refuse a rulebook that no panel could tabulate by.

    Codes: `no_criteria`, `panel_too_small`, `unknown_step`, `step_twice`, and those of
    `check_assignable`.
    """
    if not rules["criteria"]:
        raise ValidationError(
            _("Give at least one criterion to judge by."), code="no_criteria"
        )
    needed = 2 * rules["trim"] + 1
    if rules["method"] == "trimmed" and rules["panel_size"] < needed:
        raise ValidationError(
            _(
                "This method leaves out %(trim)d totals at each end, so the panel "
                "needs at least %(needed)d judges. Enlarge the panel, leave out fewer, "
                "or take another method."
            ),
            code="panel_too_small",
            params={"trim": rules["trim"], "needed": needed},
        )
    known = {CRITERION + each["code"] for each in rules["criteria"]} | set(STEPS)
    if unknown := [step for step in rules["tiebreaks"] if step not in known]:
        raise ValidationError(
            _("The tie-break chain names “%(step)s”, which this stage does not have."),
            code="unknown_step",
            params={"step": unknown[0]},
        )
    if len(set(rules["tiebreaks"])) < len(rules["tiebreaks"]):
        raise ValidationError(
            _("Each step of the tie-break chain can stand there once."),
            code="step_twice",
        )
    if each := rules.get("judges_per_entry"):
        check_assignable(rules, each)


def check_assignable(rules, each) -> None:
    """Refuse rules that mean nothing where an entry has `each` judges of the panel.

    Codes: `below_quorum`, `panel_too_small`, `needs_everybody`.
    """
    if each < rules["quorum"]:
        raise ValidationError(
            _(
                "An entry needs %(quorum)d signed sheets, so it cannot have fewer "
                "judges."
            ),
            code="below_quorum",
            params={"quorum": rules["quorum"]},
        )
    needed = 2 * rules["trim"] + 1
    if rules["method"] == "trimmed" and each < needed:
        raise ValidationError(
            _(
                "This method leaves out %(trim)d totals at each end, so each entry "
                "needs at least %(needed)d judges. Give it more, leave out fewer, or "
                "take another method."
            ),
            code="panel_too_small",
            params={"trim": rules["trim"], "needed": needed},
        )
    if rules["method"] in NEEDS_EVERYBODY:
        raise ValidationError(
            _(
                "The sum of ranks needs judges who all score the same entries: a rank "
                "among others is another rank. Take another method, or let everybody "
                "score everything."
            ),
            code="needs_everybody",
        )
    if any(step in NEEDS_EVERYBODY for step in rules["tiebreaks"]):
        raise ValidationError(
            _(
                "The tie-break step “%(step)s” needs judges who all score the same "
                "entries. Take it out of the chain, or let everybody score everything."
            ),
            code="needs_everybody",
            params={"step": STEPS["count_back"]},
        )


def fits_marks(old, new) -> bool:
    """Say whether marks given under `old` still mean the same under `new`."""

    def marked_against(rules):
        return sorted(
            (*(each[key] for key in MARKED_AGAINST), bool(levels_of(each)))
            for each in rules["criteria"]
        )

    return marked_against(old) == marked_against(new)


# For people to read -------------------------------------------------------------------


def shown_criteria(rows) -> list[dict]:
    """Return rows of criteria with `name` and `guidance` in the reader's language."""
    code = page_language()
    return [
        {
            **row,
            "name": row[f"name_{code}"],
            "guidance": row[f"guidance_{code}"],
            "levels": [words[code] for words in levels_of(row)],
        }
        for row in rows
    ]


def total_weight(rows) -> str:
    return decimal_text(sum((Decimal(row["weight"]) for row in rows), Decimal(0)))


def shown_changes(rules) -> list[dict]:
    """Return when and why frozen rules were changed, for every sheet to show."""
    return [
        {"moment": datetime.fromisoformat(each["at"]), "reason": each["reason"]}
        for each in rules.get("changed", [])
    ]


def shown_chain(rules) -> list[str]:
    """Return the steps of the tie-break chain in words."""
    names = {each["code"]: each["name"] for each in shown_criteria(rules["criteria"])}
    return [
        gettext("The higher mean in “%(criterion)s”")
        % {"criterion": names[step.removeprefix(CRITERION)]}
        if step.startswith(CRITERION)
        else str(STEPS[step])
        for step in rules["tiebreaks"]
    ]
