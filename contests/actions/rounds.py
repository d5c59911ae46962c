"""Rounds are made, get dates of their own, are cancelled or closed without entries."""

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.record import TransitionRefused, claim, record, record_many
from contests import acts
from contests.dates import (
    fixed_dates,
    in_window,
    is_in_order,
    own_dates_of,
    refusals_of,
)
from contests.models import Round, Season, Stage
from contests.phases import DATES
from offices.models import Office

OWN_DATES = tuple(f"own_{name}" for name in DATES)
DETAILS = ("contact_name", "contact_phone", "instructions")


@transaction.atomic
def make_rounds(stage: Stage, *, by, at: datetime | None = None) -> int:
    """Make the rounds that a stage lacks, one per active office of its level.

    Return how many were made; doing it again makes none. Costs the same few queries
    for 1 office as for 878.
    """
    # Two administrators at once: the second waits here and finds nothing to make.
    stage = Stage.objects.select_for_update().get(pk=stage.pk)
    without = Office.objects.filter(level=stage.level, is_active=True).exclude(
        rounds__stage=stage
    )
    rounds = Round.objects.bulk_create(
        Round(stage=stage, office=office) for office in without
    )
    if rounds:
        record_many(rounds, acts.MADE_ROUND, by=by, at=at)
        record(
            stage,
            acts.MADE_ROUNDS,
            by=by,
            at=at,
            changes={"rounds": [None, len(rounds)]},
        )
    return len(rounds)


@transaction.atomic
def make_rounds_of(places, *, by, at: datetime | None = None) -> dict[tuple, Round]:
    """Return the round of each (stage, office), made if there is none yet.

    By their primary keys. The same few queries for 1 as for 500.
    """
    stages = {stage.pk for stage, _office in places}
    # As `make_rounds` does: of two at once the second finds them made.
    list(Stage.objects.select_for_update().filter(pk__in=stages).order_by("pk"))
    rounds = Round.objects.for_list().filter(stage__in=stages)
    there = {(each.stage_id, each.office_id): each for each in rounds}
    made = Round.objects.bulk_create(
        Round(stage=stage, office=office)
        for stage, office in places
        if (stage.pk, office.pk) not in there
    )
    record_many(made, acts.MADE_ROUND, by=by, at=at)
    there |= {(each.stage_id, each.office_id): each for each in made}
    return {
        (stage.pk, office.pk): there[stage.pk, office.pk] for stage, office in places
    }


@transaction.atomic
def make_all_rounds(season: Season, *, by, at: datetime | None = None) -> int:
    """Make the rounds that any stage of the season lacks; return how many."""
    stages = Stage.objects.filter(category__season=season)
    return sum(make_rounds(stage, by=by, at=at) for stage in stages)


def fingerprint_of(round_: Round) -> str:
    """Return what stands for all that `change_round` changes, as it is now."""
    names = (*OWN_DATES, "own_dates_reason", *DETAILS)
    text = repr([str(getattr(round_, name)) for name in names])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def change_round(
    round_: Round, *, by, seen: str = "", at: datetime | None = None, **changes
) -> Round:
    """Change a round's own dates, their reason, its contact person, its instructions.

    A date of None is the stage's again. `seen` is the fingerprint of the round that the
    person began from. Codes: `stale`, `dates_fixed`, `outside_window`,
    `dates_out_of_order`, `reason_missing`, and those of `contests.dates.refusals_of`.
    """
    at = at or timezone.now()
    if unknown := set(changes) - {*OWN_DATES, "own_dates_reason", *DETAILS}:
        raise TypeError(f"not a round's to change: {sorted(unknown)}")
    # The stage stays as it is while the window is looked at.
    stage = Stage.objects.select_for_update().get(pk=round_.stage_id)
    current = Round.objects.select_for_update().get(pk=round_.pk)
    current.stage = stage
    if seen and seen != fingerprint_of(current):
        raise ValidationError(
            _(
                "A colleague changed this round while you were writing. Open it in "
                "another window and compare, then save again to replace it by yours."
            ),
            code="stale",
        )
    before = {name: getattr(current, name) for name in changes}
    changed = {name: new for name, new in changes.items() if new != before[name]}
    check_own_dates(current, changed, at=at)
    if not changed:
        return round_
    Round.objects.filter(pk=current.pk).update(**changed)
    reason = changed.pop("own_dates_reason", "")
    record(
        round_,
        acts.CHANGED_ROUND,
        by=by,
        at=at,
        reason=reason,
        changes={name: [before[name], new] for name, new in changed.items()},
    )
    round_.refresh_from_db()
    return round_


def check_own_dates(round_, changed, *, at) -> None:
    own = own_dates_of(round_)
    asked = {name: changed[f"own_{name}"] for name in DATES if f"own_{name}" in changed}
    new = own | asked
    errors: dict[str, list] = {}

    def refuse(name, code, sentence):
        errors.setdefault(name, []).append(ValidationError(sentence, code=code))

    fixed = fixed_dates(round_)
    for name in asked:
        if name in fixed:
            sentence = _("Judging has begun or ended, so this date can no longer move.")
            refuse(f"own_{name}", "dates_fixed", sentence)
        elif not in_window(asked[name], stage_dates(round_)):
            refuse(
                f"own_{name}",
                "outside_window",
                _("A round's own date must lie within its stage's dates."),
            )
    after = {name: new[name] or getattr(round_.stage, name) for name in DATES}
    before = {name: getattr(round_, name) for name in DATES}
    if asked and not errors:
        if not is_in_order(after):
            refuse(
                next(f"own_{name}" for name in DATES if name in asked),
                "dates_out_of_order",
                _(
                    "The dates must follow each other: opens, closes, judging begins, "
                    "judging is due."
                ),
            )
        for name, reasons in refusals_of(before, after, at=at).items():
            for code, sentence in reasons.items():
                refuse(f"own_{name}", code, sentence)
    if any(new.values()):
        if not changed.get("own_dates_reason", round_.own_dates_reason).strip():
            refuse(
                "own_dates_reason",
                "reason_missing",
                _("Say why this round has dates of its own; entrants will read it."),
            )
    elif round_.own_dates_reason or "own_dates_reason" in changed:
        changed["own_dates_reason"] = ""
    if errors:
        raise ValidationError(errors)


def stage_dates(round_):
    return {name: getattr(round_.stage, name) for name in DATES}


@transaction.atomic
def cancel_round(
    round_: Round, *, by, reason: str, at: datetime | None = None
) -> Round:
    """Call a round off before the seal. Codes: `reason_missing`, `sealed`, `stale`."""
    check_reason(reason)
    # As it is now: the chair may have sealed it since the page was opened.
    if Round.objects.select_for_update().get(pk=round_.pk).sealed_at:
        raise ValidationError(
            _("The result of this round is sealed, so it cannot be cancelled."),
            code="sealed",
        )
    return claim(
        round_,
        "cancelled_at",
        by=by,
        at=at,
        act=acts.CANCELLED_ROUND,
        reason=reason,
        refused=_("This round has been cancelled already."),
    )


@transaction.atomic
def reinstate_round(
    round_: Round, *, by, reason: str, at: datetime | None = None
) -> Round:
    """Undo a cancellation or a closing without entries; the dates apply as before."""
    check_reason(reason)
    ended = Round.objects.filter(pk=round_.pk).exclude(
        cancelled_at__isnull=True, closed_empty_at__isnull=True
    )
    if not ended.update(cancelled_at=None, closed_empty_at=None):
        raise TransitionRefused(
            _("This round is neither cancelled nor closed."), code="stale"
        )
    round_.refresh_from_db()
    record(round_, acts.REINSTATED_ROUND, by=by, reason=reason, at=at)
    return round_


@transaction.atomic
def close_empty(round_: Round, *, by, at: datetime | None = None) -> Round:
    """Close a round that has no accepted submission, which the caller has made sure of.

    Codes: `still_open`, `sealed`, `stale`.
    """
    at = at or timezone.now()
    if at < round_.closes_at:
        raise ValidationError(
            _("This round still takes entries; close it after its closing time."),
            code="still_open",
        )
    if round_.sealed_at or round_.cancelled_at:
        raise ValidationError(_("This round has ended already."), code="sealed")
    return claim(
        round_,
        "closed_empty_at",
        by=by,
        at=at,
        act=acts.CLOSED_EMPTY,
        refused=_("This round has been closed already."),
    )


def check_reason(reason) -> None:
    if not reason.strip():
        raise ValidationError(_("Say why; it stays on record."), code="reason_missing")
