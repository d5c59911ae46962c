"""Who sits on a round's panel: appointed, changed, taken off."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from judging.actions.holding import held_round, must_be_open, required
from judging.models import Judge
from offices.actions import invite
from offices.models import User
from offices.notices import notify
from offices.sentences import name_of, titles_of

Capacity = Judge.Capacity


@transaction.atomic
def appoint(
    round_,
    user,
    *,
    capacity,
    by,
    committee_title="",
    position=None,
    scores=True,
    at=None,
):
    """Give a person a seat on the panel, and ask them to accept or decline it.

    Somebody who left or declined takes their old seat again, with the sheets they
    signed: one person never counts twice. Without `position` it is that of the account.
    Codes `over`, `inactive`, `here_already`, `has_chair`.
    """
    at = at or timezone.now()
    round_ = held_round(round_)
    must_be_open(round_, at=at)
    must_be_active(user)
    seats = list(Judge.objects.filter(round=round_))
    refuse_twice(seats, user, capacity)
    refuse_replaced(seats, user)
    judge = next((seat for seat in seats if seat.user_id == user.pk), None)
    judge = judge or Judge(round=round_, user=user)
    seat_anew(
        judge,
        capacity=capacity,
        committee_title=committee_title,
        position=position,
        scores=scores,
        by=by,
        at=at,
    )
    save(judge)
    record(
        judge,
        gettext_noop("Appointed to the panel"),
        by=by,
        at=at,
        changes={"capacity": ["", capacity], "scores": [None, judge.scores]},
    )
    tell_appointed(judge, round_, at)
    return judge


@transaction.atomic
def invite_judge(
    round_,
    email,
    *,
    capacity,
    by,
    given_name="",
    surname="",
    title="",
    committee_title="",
    position="",
    scores=True,
    at=None,
):
    """Appoint by e-mail; return the seat and the invitation, None where none is needed.

    Somebody who already signs in here is appointed as they are. Codes of `appoint` and
    of `offices.actions.invite`.
    """
    at = at or timezone.now()
    user, invitation = person_at(
        email, by=by, given_name=given_name, surname=surname, title=title, at=at
    )
    judge = appoint(
        round_,
        user,
        capacity=capacity,
        by=by,
        committee_title=committee_title,
        position=position.strip() or user.full_position,
        scores=scores,
        at=at,
    )
    return judge, invitation


def person_at(email, *, by, at, **names):
    """Return whose address it is, and the invitation that they need, or None."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user and user.has_usable_password():
        return user, None
    invitation = invite(email, by=by, at=at, **names)
    return invitation.user, invitation


@transaction.atomic
def change_seat(
    judge,
    *,
    capacity,
    by,
    committee_title="",
    position=None,
    scores=True,
    at=None,
):
    """Change capacity, title, position, or whether the seat scores.

    Codes `over`, `left`, `has_chair`, and `has_sheets` where a judge who has begun
    would stop to score: excuse them instead.
    """
    at = at or timezone.now()
    round_ = held_round(judge.round)
    must_be_open(round_, at=at)
    judge = Judge.objects.get(pk=judge.pk)
    must_sit(judge)
    scores = scores or capacity == Capacity.MEMBER
    others = Judge.objects.filter(round=round_).exclude(pk=judge.pk)
    refuse_twice(others, judge.user, capacity)
    if judge.scores and not scores and judge.sheets.exists():
        raise ValidationError(
            _("This judge has begun to score. Excuse them from entries instead."),
            code="has_sheets",
        )
    changes = {
        "capacity": [judge.capacity, capacity],
        "committee_title": [judge.committee_title, committee_title.strip()],
        "position": [
            judge.position,
            judge.position if position is None else position.strip(),
        ],
        "scores": [judge.scores, scores],
    }
    changes = {key: both for key, both in changes.items() if both[0] != both[1]}
    if not changes:
        return judge
    for field, (_old, new) in changes.items():
        setattr(judge, field, new)
    save(judge)
    record(judge, gettext_noop("Changed the seat"), by=by, at=at, changes=changes)
    return judge


@transaction.atomic
def leave(judge, *, by, reason, at=None):
    """Take a judge off the panel. The row and the signed sheets stay, and count.

    Codes `over`, `left`, `no_reason`.
    """
    at = at or timezone.now()
    reason = required(reason)
    round_ = held_round(judge.round)
    must_be_open(round_, at=at)
    judge = Judge.objects.get(pk=judge.pk)
    must_sit(judge)
    judge.left_at = at
    judge.save(update_fields=["left_at"])
    record(judge, gettext_noop("Left the panel"), by=by, reason=reason, at=at)
    return judge


def seat_anew(judge, *, capacity, committee_title, position, scores, by, at):
    """Set what an appointment says on a seat, which then awaits an answer."""
    position = judge.user.full_position if position is None else position
    judge.capacity = capacity
    judge.committee_title = committee_title.strip()
    judge.position = position.strip()
    judge.scores = scores or capacity == Capacity.MEMBER
    judge.appointed_at, judge.appointed_by, judge.left_at = at, by, None
    judge.accepted_at = judge.declined_at = judge.names_seen_at = None
    judge.conduct_version = judge.conduct_agreed_at = None
    judge.decline_reason = ""


def refuse_replaced(seats, user):
    """Refuse somebody whose place a substitute has: both would be due the same."""
    own = next((seat for seat in seats if seat.user_id == user.pk), None)
    if own is None or own.place_id is None:
        return
    if any(s.place_id == own.place_id and s.left_at is None for s in seats):
        raise ValidationError(
            _("A substitute sits in this person's place. Take them off first."),
            code="place_taken",
        )


def must_be_active(user):
    if not user.is_active:
        raise ValidationError(
            _("This account is deactivated. Reactivate it first."), code="inactive"
        )


def must_sit(judge):
    if judge.left_at:
        raise ValidationError(_("This judge has left the panel."), code="left")


def refuse_twice(others, user, capacity):
    """Refuse a second seat of one person, and a second chair."""
    live = [seat for seat in others if seat.left_at is None]
    if any(seat.user_id == user.pk for seat in live):
        raise ValidationError(
            _("This person is on the panel already."), code="here_already"
        )
    if capacity == Capacity.CHAIR and any(seat.is_chair for seat in live):
        raise ValidationError(
            _(
                "This panel has a chair already. Make them a member or take them off "
                "the panel first."
            ),
            code="has_chair",
        )


def save(judge):
    """Save a seat; of two people at once, the database lets one have it."""
    try:
        with transaction.atomic():
            judge.save()
    except IntegrityError:
        raise ValidationError(
            _("Somebody changed this panel a moment ago. Look at it again."),
            code="stale",
        ) from None


def tell_appointed(judge, round_, at):
    category = round_.stage.category
    notify(
        [judge.user],
        key=f"appointed-{judge.pk}-{at:%Y%m%d%H%M%S}",
        message=gettext_noop(
            "You were appointed to the panel for %(category)s, %(office)s: accept or "
            "decline. Judging begins on %(begins)s and is due on %(due)s."
        ),
        params={
            "category": name_of(category),
            "office": titles_of(round_.office),
            "begins": round_.judging_opens_at,
            "due": round_.judging_due_at,
        },
        url=reverse("judging:answer", args=[judge.pk]),
        at=at,
    )
