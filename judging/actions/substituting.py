"""Somebody takes the place of a judge, in one act."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from contests.rules import judges_per_entry
from judging.actions.holding import held_round, must_be_open, required
from judging.actions.panel import (
    must_be_active,
    person_at,
    refuse_replaced,
    refuse_twice,
    save,
    seat_anew,
    tell_appointed,
)
from judging.allotment import rest_of
from judging.models import Assignment, Judge
from judging.progress import progress_of
from judging.workflow import State


@transaction.atomic
def substitute(judge, user, *, by, reason, position=None, at=None):
    """Put another person in a judge's place: what was signed stays and counts.

    The substitute is due only what nobody in the place has signed, and answers as
    everybody who is appointed. A judge who still sits leaves by this. Codes of
    `appoint` and `no_reason`, `place_taken`, `has_sheets`.
    """
    at = at or timezone.now()
    reason = required(reason)
    round_ = held_round(judge.round)
    must_be_open(round_, at=at)
    must_be_active(user)
    seats = list(Judge.objects.filter(round=round_).select_related("user"))
    first = next(seat for seat in seats if seat.pk == judge.pk)
    place = first.place_id or first.pk
    sharing = [seat for seat in seats if place in (seat.pk, seat.place_id)]
    others = [seat for seat in seats if seat.pk != first.pk]
    if first.user_id == user.pk:
        raise ValidationError(
            _("Choose somebody else: this is the person to be replaced."),
            code="here_already",
        )
    if any(seat.left_at is None and seat in sharing for seat in others):
        raise ValidationError(
            _("Somebody sits in this place already. Replace them instead."),
            code="place_taken",
        )
    refuse_twice(others, user, first.capacity)
    second = next((seat for seat in others if seat.user_id == user.pk), None)
    if second and second not in sharing:
        # Their own sheets are for a place of their own: both would count as one.
        refuse_replaced(others, user)
        if second.sheets.exists():
            raise ValidationError(
                _(
                    "This person has scored on this panel before. Appoint them to "
                    "their own place again."
                ),
                code="has_sheets",
            )
    # What somebody had who left earlier may have been drawn to others since.
    lacking = lacking_in(round_, at=at) if first.left_at else None
    first.left_at = first.left_at or at
    first.place_id = place
    save(first)
    second = second or Judge(round=round_, user=user)
    second.place_id, second.stands_in_for = place, first
    seat_anew(
        second,
        capacity=first.capacity,
        committee_title=first.committee_title,
        position=position,
        scores=first.scores,
        by=by,
        at=at,
    )
    save(second)
    hand_over(first, second, lacking, by=by, reason=reason, at=at)
    names = [first.user.get_full_name(), user.get_full_name()]
    for seat in (first, second):
        record(
            seat,
            gettext_noop("Replaced the judge"),
            by=by,
            reason=reason,
            at=at,
            changes={"judge": names},
        )
    tell_appointed(second, round_, at)
    return second


@transaction.atomic
def invite_substitute(judge, email, *, by, reason, position="", at=None, **names):
    """The same by e-mail; return the seat and the invitation, None where not needed.

    `names` are those of somebody new, as `invite_judge` takes them.
    """
    at = at or timezone.now()
    user, invitation = person_at(email, by=by, at=at, **names)
    position = position.strip() or user.full_position
    second = substitute(judge, user, by=by, reason=reason, position=position, at=at)
    return second, invitation


def lacking_in(round_, *, at):
    """Return the entries that have too few judges, also where nobody is free."""
    each = judges_per_entry(round_)
    if not each:
        return set()
    rest = rest_of(progress_of(round_, at=at), each)
    return {entry for entry in rest.entries if rest.lack(entry)}


def hand_over(first, second, lacking, *, by, reason, at):
    """Assign to the second what was assigned to the first and is not signed.

    Of it only what still lacks a judge, where `lacking` is given.
    """
    signed = first.sheets.filter(state=State.SIGNED).values("submission")
    left = first.assignments.exclude(submission__in=signed)
    held = second.assignments.values("submission")
    moved = left.exclude(submission__in=held)
    if lacking is not None:
        moved = moved.filter(submission__in=lacking)
    moved = list(moved.values_list("submission", flat=True))
    left.delete()
    Assignment.objects.bulk_create(
        Assignment(
            judge=second, submission_id=each, reason=reason, made_at=at, made_by=by
        )
        for each in moved
    )
