"""An office appeals against a public result; the committee answers with a reason."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import TransitionRefused, move, record
from results import telling
from results.actions.publishing import withdraw
from results.actions.storing import held_result, refuse_blocked
from results.appeals import (
    FILES,
    what_blocks_a_file,
    what_blocks_an_answer,
    what_blocks_an_appeal,
)
from results.models import Appeal, AppealFile
from results.workflow import APPEAL_TRANSITIONS, AppealState
from submissions.actions.attaching import check_and_keep
from submissions.actions.holding import required
from submissions.file_limits import refuse_beyond


@transaction.atomic
def file_appeal(result, office, *, by, reason, at=None):
    """File an office's appeal against a result within its time; code "not_open".

    Of two who file at once for one office, one is refused ("stale").
    """
    at = at or timezone.now()
    reason = required(reason)
    result = held_result(result)
    refuse_blocked(what_blocks_an_appeal(result, office, at=at), code="not_open")
    try:
        with transaction.atomic():
            appeal = Appeal.objects.create(
                result=result, office=office, reason=reason, filed_at=at, filed_by=by
            )
    except IntegrityError as error:
        raise TransitionRefused(
            _("Somebody filed an appeal for this office a moment ago."), code="stale"
        ) from error
    act = gettext_noop("Filed an appeal")
    record(appeal, act, by=by, reason=reason, at=at)
    record(result, act, by=by, at=at, changes={"office": ["", office.title_th]})
    telling.tell_filed(appeal, at=at)
    return appeal


def add_to_appeal(appeal, upload, *, by, at=None):
    """Check a file and add it to an open appeal.

    Refuse with the codes of `submissions.file_checks` and `submissions.file_limits`, or
    "not_open" and "twice". As `submissions.actions.attach`, the bytes are checked and
    kept before the database is asked to write.
    """
    at = at or timezone.now()
    refuse_blocked(what_blocks_a_file(appeal, at=at), code="not_open")
    stored, name = check_and_keep(upload, at=at, asked=FILES)
    with transaction.atomic():
        held_result(appeal.result)
        appeal = Appeal.objects.select_related("result").get(pk=appeal.pk)
        refuse_blocked(what_blocks_a_file(appeal, at=at), code="not_open")
        there = appeal.files.select_related("stored")
        if any(each.stored == stored for each in there):
            raise ValidationError(
                _("“%(name)s” is attached here already."),
                code="twice",
                params={"name": name},
            )
        sizes = [each.stored.size for each in there]
        refuse_beyond(FILES, sizes, name, stored.size)
        added = AppealFile.objects.create(
            appeal=appeal, stored=stored, name=name, added_by=by, added_at=at
        )
        act = gettext_noop("Added a file to the appeal")
        record(appeal, act, by=by, at=at, changes={"file": ["", name]})
    return added


@transaction.atomic
def reject_appeal(appeal, *, by, reason, at=None):
    """Answer an appeal: the result stands. Code "not_ready"."""
    at = at or timezone.now()
    act = gettext_noop("Rejected the appeal")
    return answered(appeal, AppealState.REJECTED, by=by, act=act, reason=reason, at=at)


@transaction.atomic
def grant_appeal(appeal, *, by, reason, public_reason, at=None):
    """Answer an appeal: the result is withdrawn, and its round judged again.

    The office reads `reason`; everybody reads `public_reason` beside the result. Code
    "not_ready".
    """
    at = at or timezone.now()
    public_reason = required(public_reason, "public_reason")
    act = gettext_noop("Granted the appeal")
    appeal = answered(appeal, AppealState.GRANTED, by=by, act=act, reason=reason, at=at)
    withdraw(appeal.result, by=by, reason=public_reason, at=at)
    return appeal


def answered(appeal, to, *, by, act, reason, at):
    """Move a held appeal to its answer, with the reason, and tell the office."""
    reason = required(reason)
    result = held_result(appeal.result)
    appeal = Appeal.objects.get(pk=appeal.pk)
    refuse_blocked(what_blocks_an_answer(appeal, by=by), code="not_ready")
    appeal = move(
        appeal,
        to,
        allowed=APPEAL_TRANSITIONS,
        by=by,
        act=act,
        reason=reason,
        at=at,
        answer=reason,
        answered_at=at,
        answered_by=by,
    )
    appeal.result = result
    record(result, act, by=by, at=at)
    telling.tell_answered(appeal, at=at)
    return appeal
