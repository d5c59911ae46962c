"""Facts that the acts of higher apps record on a row, in their own transaction.

Each names in its UPDATE what must hold, so that of two at once one is refused; the
history is written by the act that calls.
"""

from datetime import datetime

from django.db import transaction

from audit.record import record, stale
from contests import acts
from contests.models import Category, Round, Stage
from contests.rules import live_rules


def record_entered(category: Category) -> None:
    """Note that somebody began an entry of the category: its form is in use."""
    Category.objects.filter(pk=category.pk, has_entries=False).update(has_entries=True)


def record_assigned(round_: Round, each: int | None) -> Round:
    """Note how many judges each entry was assigned to; None where all score all."""
    return put(
        round_,
        {"sealed_at__isnull": True, "rules_frozen_at__isnull": True},
        judges_per_entry=each,
    )


@transaction.atomic
def freeze_rules(round_: Round, *, at: datetime) -> Round:
    """Copy the stage's rules into the round at its first mark (rule 11); once."""
    if round_.rules_frozen_at:
        return round_
    # Nobody changes the stage's rules while they are being copied.
    stage = Stage.objects.select_for_update().get(pk=round_.stage_id)
    unfrozen = Round.objects.filter(
        pk=round_.pk,
        rules_frozen_at__isnull=True,
        judges_per_entry=round_.judges_per_entry,
    )
    rules = live_rules(stage) | {"judges_per_entry": round_.judges_per_entry}
    if unfrozen.update(rules=rules, rules_frozen_at=at):
        record(round_, acts.FROZE_RULES, by=None, at=at)
    round_.refresh_from_db(fields=["rules", "rules_frozen_at", "judges_per_entry"])
    if round_.rules_frozen_at is None:
        raise stale()
    return round_


def record_sealed(round_: Round, *, at: datetime) -> Round:
    return put(
        round_,
        {
            "sealed_at__isnull": True,
            "cancelled_at__isnull": True,
            "closed_empty_at__isnull": True,
        },
        sealed_at=at,
    )


def record_unsealed(round_: Round) -> Round:
    """Take the seal off, and an approval with it: the round is in judging again."""
    return put(
        round_,
        {"sealed_at__isnull": False, "published_at__isnull": True},
        sealed_at=None,
        approved_at=None,
    )


def record_approved(round_: Round, *, at: datetime) -> Round:
    return put(
        round_,
        {"sealed_at__isnull": False, "approved_at__isnull": True},
        approved_at=at,
    )


def record_published(
    round_: Round, *, at: datetime, public_from: datetime | None = None
) -> Round:
    """Record the publication; its own staff alone see it until `public_from`."""
    return put(
        round_,
        {"approved_at__isnull": False, "published_at__isnull": True},
        published_at=at,
        public_from=public_from or at,
    )


def record_past(rounds: list[Round], *, at: datetime) -> None:
    """Record of many rounds the seal, approval and publication of a year long past."""
    ready = Round.objects.filter(
        pk__in=[round_.pk for round_ in rounds],
        sealed_at__isnull=True,
        cancelled_at__isnull=True,
        closed_empty_at__isnull=True,
    )
    facts = dict.fromkeys(("sealed_at", "approved_at", "published_at"), at)
    if ready.update(**facts, public_from=at) < len(rounds):
        raise stale()


def record_unpublished(round_: Round) -> Round:
    """Take a publication back: the round is in judging again."""
    return put(
        round_,
        {"published_at__isnull": False},
        published_at=None,
        public_from=None,
        approved_at=None,
        sealed_at=None,
    )


def put(round_, condition, **facts) -> Round:
    """Set the facts where the condition holds, or refuse ("stale")."""
    if not Round.objects.filter(pk=round_.pk, **condition).update(**facts):
        raise stale()
    round_.refresh_from_db(fields=list(facts))
    return round_
