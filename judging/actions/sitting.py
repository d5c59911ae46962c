"""A session is opened, closed, and opened again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import move
from judging.actions.holding import (
    held_round,
    held_session,
    must_be_open,
    required,
)
from judging.actions.sessions import NO_CLOCK
from judging.actions.turns import append_late
from judging.models import Session, Turn
from judging.workflow import SESSION_TRANSITIONS, SessionState

TABLE = SESSION_TRANSITIONS.items()


@transaction.atomic
def begin_session(session, *, by, at=None):
    """Open the session. Codes `over`, `not_drawn`, `other_running`, `stale`."""
    at = at or timezone.now()
    round_ = held_round(session.round)
    must_be_open(round_, at=at)
    session = held_session(session, round_)
    if not session.is_drawn:
        raise ValidationError(
            _("Draw the order of presentation first."), code="not_drawn"
        )
    refuse_second(session)
    append_late(session, by=by, at=at)
    return move(
        session,
        SessionState.RUNNING,
        allowed=only(SessionState.PLANNED),
        by=by,
        act=gettext_noop("Opened the session"),
        at=at,
        begun_at=at,
        version=F("version") + 1,
    )


@transaction.atomic
def end_session(session, *, by, at=None):
    """Close the session; the entry whose turn it is has had it. Code `stale`."""
    at = at or timezone.now()
    session = held_session(session, held_round(session.round))
    if session.current_id:
        Turn.objects.filter(pk=session.current_id).update(ended_at=at)
    return move(
        session,
        SessionState.ENDED,
        allowed=only(SessionState.RUNNING),
        by=by,
        act=gettext_noop("Closed the session"),
        at=at,
        ended_at=at,
        current=None,
        version=F("version") + 1,
        **NO_CLOCK,
    )


@transaction.atomic
def reopen_session(session, *, by, reason, at=None):
    """Open a closed session again. Codes `over`, `no_reason`, `other_running`."""
    at = at or timezone.now()
    reason = required(reason)
    round_ = held_round(session.round)
    must_be_open(round_, at=at)
    session = held_session(session, round_)
    refuse_second(session)
    return move(
        session,
        SessionState.RUNNING,
        allowed=only(SessionState.ENDED),
        by=by,
        act=gettext_noop("Opened the session again"),
        reason=reason,
        at=at,
        ended_at=None,
        version=F("version") + 1,
    )


def only(state):
    """Return the table of what may follow, from this state alone: two acts open one."""
    return {each: after if each == state else set() for each, after in TABLE}


def refuse_second(session):
    others = Session.objects.filter(round=session.round, state=SessionState.RUNNING)
    if others.exclude(pk=session.pk).exists():
        raise ValidationError(
            _("Another session of this round is open. Close it first."),
            code="other_running",
        )
