"""The rules of a stage change after entrants or judges have begun to rely on them."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.record import TransitionRefused, record, record_many
from contests import acts
from contests.models import Round, Stage
from contests.phases import ENDED
from contests.rules import COLUMNS, check_rules, fits_marks, levels_of, live_rules

COLUMNS_OF_A_CRITERION = (
    "name_th",
    "name_en",
    "guidance_th",
    "guidance_en",
    "full",
    "weight",
    "step",
    "levels",
)


@transaction.atomic
def change_rules(
    rounds: Iterable[Round], *, by, reason: str, at: datetime | None = None
) -> list[Round]:
    """Give rounds that froze their rules those of their stage as they now stand.

    The one way a frozen rulebook changes (rule 11): only before the seal, only where
    every mark given still means the same (`fits_marks`), and shown on every sheet from
    then on. Codes: `reason_missing`, `marks_no_longer_fit`, `stale`.
    """
    at = at or timezone.now()
    rounds = list(rounds)
    if not reason.strip():
        raise ValidationError(
            _("Say why; every judge will read it."), code="reason_missing"
        )
    if not rounds:
        return []
    stage = Stage.objects.select_for_update().get(pk=rounds[0].stage_id)
    new = live_rules(stage)
    check_rules(new)
    frozen = Round.objects.select_for_update(of=("self",)).filter(
        stage=stage, rules_frozen_at__isnull=False, sealed_at__isnull=True
    )
    current = {each.pk: each for each in frozen.select_related("office")}
    if any(each.pk not in current for each in rounds):
        raise TransitionRefused(
            _("Some of these rounds were sealed meanwhile. Look again, then decide."),
            code="stale",
        )
    touched = [current[each.pk] for each in rounds]
    if not all(fits_marks(each.rules, new) for each in touched):
        raise ValidationError(
            _(
                "Judges have given marks by these criteria. Their number, full marks "
                "and steps stay as they are for the rounds already being judged; only "
                "names, guidance, weights, the method and the tie-break chain can "
                "change."
            ),
            code="marks_no_longer_fit",
        )
    for each in touched:
        # Who scores what was settled when the first mark was given.
        settled = {"judges_per_entry": each.rules.get("judges_per_entry")}
        check_rules(new | settled)
        note = {"at": at.isoformat(), "reason": reason}
        old, each.rules = (
            each.rules,
            {
                **new,
                **settled,
                "changed": [*each.rules.get("changed", []), note],
            },
        )
        record(
            each,
            acts.CHANGED_FROZEN_RULES,
            by=by,
            at=at,
            reason=reason,
            changes=differences(old, new),
        )
    Round.objects.bulk_update(touched, ["rules"])
    return touched


def differences(old: dict, new: dict) -> dict[str, list]:
    """Return what differs between two rulebooks, as the record keeps changes."""
    changes = {
        # A rulebook may be older than a column.
        column: [old.get(column), new.get(column)]
        for column in COLUMNS
        if old.get(column) != new.get(column)
    }
    before = {each["code"]: each for each in old["criteria"]}
    after = {each["code"]: each for each in new["criteria"]}
    for code in before | after:
        changes |= differences_of_criteria(before.get(code), after.get(code))
    order = [list(before), list(after)]
    if order[0] != order[1] and set(before) == set(after):
        changes["order"] = order
    return changes


def differences_of_criteria(old: dict | None, new: dict | None) -> dict[str, list]:
    """Return what differs between two versions of a criterion; one may be None."""
    if old is None or new is None:
        either = old or new
        return {either["code"]: [old and old["name_th"], new and new["name_th"]]}
    old, new = ({**row, "levels": levels_of(row)} for row in (old, new))
    return {
        f"{old['code']}.{column}": [old[column], new[column]]
        for column in COLUMNS_OF_A_CRITERION
        if old[column] != new[column]
    }


@transaction.atomic
def tell_of_change(
    stage: Stage, old: dict, *, by, reason: str, at: datetime, apply_to: Iterable[Round]
) -> None:
    """Check and record that the stage's rules are no longer `old`.

    Refuse without a reason once a round has opened, since its entrants have read them
    (`reason_missing`). Rounds with frozen rules keep their copy, but for `apply_to`.
    """
    # With the criteria as they are stored now.
    stage.refresh_from_db()
    new = live_rules(stage)
    check_rules(new)
    changes = differences(old, new)
    if not changes:
        return
    read = list(
        Round.objects.filter(stage=stage)
        .with_phase(at=at)
        .filter(opens__lte=at, rules_frozen_at__isnull=True, sealed_at__isnull=True)
        .exclude(phase__in=ENDED)
    )
    for each in {each.judges_per_entry for each in read} - {None}:
        check_rules(new | {"judges_per_entry": each})
    frozen = Round.objects.filter(stage=stage, rules_frozen_at__isnull=False)
    if (read or frozen.exists()) and not reason.strip():
        raise ValidationError(
            {
                "reason": ValidationError(
                    _(
                        "Rounds of this stage have opened, and their entrants have "
                        "read the rules. Say why they change; it is shown to them."
                    ),
                    code="reason_missing",
                )
            }
        )
    act = acts.CHANGED_RULES
    record(stage, act, by=by, at=at, reason=reason, changes=changes)
    record_many(read, act, by=by, at=at, reason=reason)
    if apply_to := list(apply_to):
        change_rules(apply_to, by=by, reason=reason, at=at)
