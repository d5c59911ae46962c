"""What a person says to an appointment: accepts, declines, states conflicts."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record, stale
from judging import conduct
from judging.actions.holding import held_round, must_be_open, required
from judging.entering import Name, names_in
from judging.models import Judge, StatedConflict
from offices.models import User
from offices.notices import notify
from offices.sentences import name_of, titles_of

STATED = gettext_noop("Stated a conflict of interest")
LIFTED = gettext_noop("Took back a stated conflict")


@transaction.atomic
def accept(
    judge,
    *,
    by,
    agrees_to: int | None,
    conflicts: Mapping[str, str] | None = None,
    names_seen_at: datetime | None = None,
    at=None,
):
    """Accept an appointment, agree to the rules of conduct, and state conflicts.

    `conflicts` are reasons by the keys of `judging.entering`; the names that came after
    `names_seen_at` are still to be looked at. Codes `not_yours`, `left`, `answered`,
    `over`, `not_agreed`, `no_reason` and `unknown_name`.
    """
    at = at or timezone.now()
    judge = unanswered(judge, by=by, at=at)
    if agrees_to != conduct.CURRENT:
        raise ValidationError(
            _("Read the rules of conduct and agree to them."), code="not_agreed"
        )
    judge.accepted_at = judge.conduct_agreed_at = at
    judge.conduct_version = agrees_to
    judge.names_seen_at = min(names_seen_at or at, at)
    judge.save(
        update_fields=[
            "accepted_at",
            "conduct_agreed_at",
            "conduct_version",
            "names_seen_at",
        ]
    )
    record(
        judge,
        gettext_noop("Accepted the appointment"),
        by=by,
        at=at,
        changes={"conduct": [None, agrees_to]},
    )
    state(judge, conflicts or {}, by=by, at=at)
    return judge


@transaction.atomic
def decline(judge, *, by, reason, at=None):
    """Decline an appointment; the place is free, and the round's staff are told.

    Codes `not_yours`, `left`, `answered`, `over`, `no_reason`.
    """
    at = at or timezone.now()
    reason = required(reason)
    judge = unanswered(judge, by=by, at=at)
    judge.declined_at = judge.left_at = at
    judge.decline_reason = reason
    judge.save(update_fields=["declined_at", "left_at", "decline_reason"])
    record(
        judge,
        gettext_noop("Declined the appointment"),
        by=by,
        reason=reason,
        at=at,
    )
    tell_declined(judge, reason, at)
    return judge


@transaction.atomic
def look_again(
    judge,
    *,
    by,
    conflicts: Mapping[str, str],
    names_seen_at: datetime | None = None,
    at=None,
):
    """Note that a judge has looked at the names that came since, and what they state.

    Codes `not_yours`, `left`, `unanswered`, `over`, `no_reason`, `unknown_name`.
    """
    at = at or timezone.now()
    judge = held_seat(judge, by=by, at=at)
    if judge.accepted_at is None:
        raise ValidationError(
            _("Answer your appointment first: accept or decline it."),
            code="unanswered",
        )
    seen = min(names_seen_at or at, at)
    # A page that was opened earlier does not take back what another has shown since.
    judge.names_seen_at = max(judge.names_seen_at, seen)
    judge.save(update_fields=["names_seen_at"])
    state(judge, conflicts, by=by, at=at)
    return judge


@transaction.atomic
def lift_stated(stated, *, by, reason, at=None):
    """Take back what a judge stated by mistake; the record keeps both."""
    at = at or timezone.now()
    reason = required(reason)
    round_ = held_round(stated.judge.round)
    must_be_open(round_, at=at)
    gone, _rows = StatedConflict.objects.filter(pk=stated.pk).delete()
    if not gone:
        raise stale()
    record(
        stated.judge,
        LIFTED,
        by=by,
        reason=reason,
        at=at,
        changes={"with": [stated.with_whom, None]},
    )


# The steps they share -------------------------------------------------------------


def held_seat(judge, *, by, at):
    """Return the person's own seat as it is now, its round held."""
    if judge.user_id != by.pk:
        raise ValidationError(
            _("Only the person who was appointed answers."), code="not_yours"
        )
    round_ = held_round(judge.round)
    judge = Judge.objects.select_related("user").get(pk=judge.pk)
    judge.round = round_
    if judge.declined_at:
        raise ValidationError(
            _("You have declined this appointment. Ask the staff to appoint you anew."),
            code="answered",
        )
    if judge.left_at:
        raise ValidationError(
            _("You are not on this panel any more. Ask its staff."), code="left"
        )
    must_be_open(round_, at=at)
    return judge


def unanswered(judge, *, by, at):
    judge = held_seat(judge, by=by, at=at)
    if judge.accepted_at:
        raise ValidationError(
            _(
                "You have accepted this appointment already. To leave the panel, ask "
                "its staff."
            ),
            code="answered",
        )
    return judge


def state(judge, conflicts: Mapping[str, str], *, by, at):
    """Keep the conflicts that a judge states; one that is stated already stays."""
    if not conflicts:
        return
    known = {name.key: name for name in names_in(judge.round, at=at)}
    if conflicts.keys() - known.keys():
        raise ValidationError(
            _("The list of who enters has changed. Look at it again."),
            code="unknown_name",
        )
    held = {each.key for each in judge.stated_conflicts.all()}
    for key, reason in conflicts.items():
        if key in held:
            continue
        name = known[key]
        StatedConflict.objects.create(
            judge=judge,
            reason=required(reason),
            stated_at=at,
            **columns_of(name),
        )
        changes = {"with": [None, name.text]}
        record(judge, STATED, by=by, reason=reason, at=at, changes=changes)


def columns_of(name: Name) -> dict:
    """Return how a name is known: an office, or a person's account, name, or both."""
    if name.office:
        return {"office_id": name.office, "name": ""}
    return {"person_id": name.person, "name": name.line}


def tell_declined(judge, reason, at):
    round_ = judge.round
    category = round_.stage.category
    notify(
        staff_and(judge.appointed_by, round_.office),
        key=f"declined-{judge.pk}-{at:%Y%m%d%H%M%S}",
        message=gettext_noop(
            "%(judge)s declined the seat on the panel for %(category)s, %(office)s. "
            "Appoint somebody else. Reason: %(reason)s"
        ),
        params={
            "judge": judge.user.get_full_name(),
            "category": name_of(category),
            "office": titles_of(round_.office),
            "reason": reason,
        },
        url=reverse("judging:panel", args=[round_.pk]),
        at=at,
    )


def staff_and(person, office) -> Iterable[User]:
    """Return the staff of an office, and who appointed, each once."""
    return {each.pk: each for each in (*User.objects.running(office), person)}.values()
