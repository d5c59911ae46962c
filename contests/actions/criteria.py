"""The criteria of a stage are set, or copied from another stage or the template.

A row of criteria has the keys of a criterion in a rulebook (`contests.rules`) and may
have `is_default`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.record import record
from contests import acts
from contests.actions.rulebook import differences_of_criteria, tell_of_change
from contests.actions.seasons import new_criterion
from contests.models import Category, Criterion, Round, Stage
from contests.rules import (
    CRITERION,
    LEVELS,
    default_chain,
    hundredths,
    levels_of,
    live_rules,
    rows_of,
)

WORDS = ("name_th", "name_en", "guidance_th", "guidance_en")
NUMBERS = ("full_hundredths", "step_hundredths", "weight")


@transaction.atomic
def set_criteria(
    stage: Stage,
    rows: Sequence[dict],
    *,
    by,
    reason: str = "",
    apply_to: Iterable[Round] = (),
    at: datetime | None = None,
) -> Stage:
    """Make `rows`, in their order, the criteria of the stage.

    A row without a code, or with one the stage does not have, is new and gets a code
    of its own. A changed criterion is no longer the portal's default. Steps of the
    tie-break chain that name a removed criterion go with it. Codes: those of
    `check_rows`, `check_rules`, `tell_of_change` and, with `apply_to`, `change_rules`.
    """
    check_rows(rows)
    current = lock(stage)
    old = live_rules(current)
    known = {each["code"]: each for each in rows_of(current)}
    is_any_new = any(row.get("code") not in known for row in rows)
    rows = with_codes(rows, known, used_in_rulebooks(current) if is_any_new else ())
    for row in rows:
        was = known.get(row["code"])
        row["is_default"] = (
            was is not None
            and was["is_default"]
            and not differences_of_criteria(was, row)
        )
    write(current, rows, old)
    tell_of_change(
        current,
        old,
        by=by,
        reason=reason,
        at=at or timezone.now(),
        apply_to=apply_to,
    )
    stage.refresh_from_db()
    return stage


@transaction.atomic
def change_template(
    category: Category, rows: Sequence[dict], *, by, at: datetime | None = None
) -> Category:
    """Make `rows` the template of the category's criteria; its stages keep theirs."""
    check_rows(rows)
    current = Category.objects.select_for_update().get(pk=category.pk)
    old = {each["code"]: each for each in current.criteria_template}
    rows = with_codes(rows, old, set())
    changes = {}
    for row in rows:
        was = old.get(row["code"])
        changed = differences_of_criteria(was, row)
        changes |= changed
        row["is_default"] = was is not None and was["is_default"] and not changed
    for code in set(old) - {row["code"] for row in rows}:
        changes |= differences_of_criteria(old[code], None)
    current.criteria_template = rows
    current.save(update_fields=["criteria_template"])
    act = acts.CHANGED_TEMPLATE
    record(category, act, by=by, at=at, changes=changes)
    category.refresh_from_db()
    return category


@transaction.atomic
def copy_criteria(
    rows: Sequence[dict],
    to: Iterable[Stage],
    *,
    by,
    reason: str = "",
    at: datetime | None = None,
) -> list[Stage]:
    """Make `rows`, with their codes, the criteria of other stages.

    Only of stages none of whose rounds is being judged by its own already (`frozen`).
    """
    at = at or timezone.now()
    to = list(to)
    if not to:
        return to
    if Round.objects.filter(stage__in=to, rules_frozen_at__isnull=False).exists():
        raise ValidationError(
            _("A round of that stage is being judged by its own criteria already."),
            code="frozen",
        )
    for stage in to:
        current = lock(stage)
        old = live_rules(current)
        write(current, rows, old)
        tell_of_change(current, old, by=by, reason=reason, at=at, apply_to=())
        stage.refresh_from_db()
    return to


def lock(stage) -> Stage:
    """Return the stage with its criteria, which nobody else changes meanwhile."""
    stages = Stage.objects.select_for_update().prefetch_related("criteria")
    return stages.get(pk=stage.pk)


def check_rows(rows: Sequence[dict]) -> None:
    """Refuse what no judge could mark by.

    Codes: `no_criteria`, `not_positive`, `step_does_not_fit`: the step must go into
    the full marks, so that full marks can be given; `levels_do_not_fit`: where a
    criterion has levels, there are five, and each is a step.
    """
    if not rows:
        raise ValidationError(
            _("Give at least one criterion to judge by."), code="no_criteria"
        )
    for row in rows:
        full, step = hundredths(row["full"]), hundredths(row["step"])
        if full <= 0 or step <= 0 or Decimal(row["weight"]) <= 0:
            raise ValidationError(
                _("Full marks, weight and step must each be more than 0."),
                code="not_positive",
            )
        if full % step:
            raise ValidationError(
                _(
                    "“%(criterion)s”: steps of %(step)s do not lead to the full marks "
                    "of %(full)s."
                ),
                code="step_does_not_fit",
                params={
                    "criterion": row["name_th"],
                    "step": row["step"],
                    "full": row["full"],
                },
            )
        levels = levels_of(row)
        if levels and (len(levels) != LEVELS or full != step * LEVELS):
            raise ValidationError(
                _(
                    "“%(criterion)s”: give words for all five levels, and full marks "
                    "whose fifth has at most two decimals."
                ),
                code="levels_do_not_fit",
                params={"criterion": row["name_th"]},
            )


def with_codes(rows, known, used) -> list[dict]:
    """Return copies of the rows, each with a code; a new one's was never `used`."""
    taken = set(known) | set(used)
    numbers = (f"c{number}" for number in range(1, 10_000))
    free = (code for code in numbers if code not in taken)
    return [
        {**row, "code": row["code"] if row.get("code") in known else next(free)}
        for row in rows
    ]


def used_in_rulebooks(stage) -> set[str]:
    """Return every code that a frozen rulebook of the stage's rounds knows."""
    frozen = Round.objects.filter(stage=stage, rules__isnull=False)
    return {
        each["code"]
        for rules in frozen.values_list("rules", flat=True)
        for each in rules["criteria"]
    }


def write(stage, rows, old) -> None:
    """Make the stage's criteria the rows, and keep its tie-break chain whole."""
    existing = {each.code: each for each in stage.criteria.all()}
    kept, added = [], []
    for position, row in enumerate(rows, 1):
        criterion = new_criterion(stage, position, row)
        if before := existing.pop(criterion.code, None):
            criterion.pk = before.pk
            kept.append(criterion)
        else:
            added.append(criterion)
    Criterion.objects.filter(pk__in=[each.pk for each in existing.values()]).delete()
    Criterion.objects.bulk_update(
        kept, ["position", *WORDS, *NUMBERS, "levels", "is_default"]
    )
    Criterion.objects.bulk_create(added)
    stage.tiebreaks = chain_after(old, rows)
    stage.save(update_fields=["tiebreaks"])


def chain_after(old, rows) -> list[str]:
    """Return the tie-break chain without steps that name a removed criterion.

    The portal's own chain follows the new weights.
    """
    if old["criteria"] and old["tiebreaks"] == default_chain(old["criteria"]):
        return default_chain(rows)
    known = {CRITERION + row["code"] for row in rows}
    return [
        step
        for step in old["tiebreaks"]
        if not step.startswith(CRITERION) or step in known
    ]
