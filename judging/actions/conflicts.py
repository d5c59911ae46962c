"""Conflicts that a judge or the staff declare; what follows from data stays."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record, stale
from judging.actions.holding import held_round, must_be_open, required
from judging.models import Conflict

DECLARED = gettext_noop("Declared a conflict of interest")
TAKEN_BACK = gettext_noop("Took back a declared conflict")


@transaction.atomic
def declare_conflict(judge, submission, *, by, reason, at=None):
    """Keep a judge away from a submission from now on, whatever they have begun.

    Codes `over`, `no_reason`, `other_round`, `declared_already`.
    """
    at = at or timezone.now()
    reason = required(reason)
    round_ = held_round(judge.round)
    must_be_open(round_, at=at)
    if submission.round_id != round_.pk:
        raise ValidationError(
            _("This entry is not in this judge's round."), code="other_round"
        )
    conflict, is_new = Conflict.objects.get_or_create(
        judge=judge,
        submission=submission,
        defaults={"reason": reason, "declared_at": at, "declared_by": by},
    )
    if not is_new:
        raise ValidationError(
            _("This conflict is declared already."), code="declared_already"
        )
    record(
        judge,
        DECLARED,
        by=by,
        reason=reason,
        at=at,
        changes={"entry": [None, submission.number]},
    )
    return conflict


@transaction.atomic
def lift_conflict(conflict, *, by, reason, at=None):
    """Take back a conflict that was declared by mistake; the record keeps both."""
    at = at or timezone.now()
    reason = required(reason)
    round_ = held_round(conflict.judge.round)
    must_be_open(round_, at=at)
    gone, _rows = Conflict.objects.filter(pk=conflict.pk).delete()
    if not gone:
        raise stale()
    record(
        conflict.judge,
        TAKEN_BACK,
        by=by,
        reason=reason,
        at=at,
        changes={"entry": [conflict.submission.number, None]},
    )
