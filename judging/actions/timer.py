"""Whose turn it is and what the clock does, from whoever runs the session.

Every act names the version that its page showed. The UPDATE asks for that version, so
of two secretaries who press at once one acts and the other is told, on both databases.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import TransitionRefused, record
from judging.actions.sessions import NO_CLOCK, raise_stale
from judging.actions.turns import append_late
from judging.models import Session, Turn
from judging.workflow import TIMER_ACTS, SessionState, TimerAct, TurnPhase
from submissions.workflow import State

ACTS = {
    TimerAct.NEXT: gettext_noop("Called the next entry"),
    TimerAct.BACK: gettext_noop("Went back to the entry before"),
    TimerAct.PRESENT: gettext_noop("Started the presentation"),
    TimerAct.QUESTION: gettext_noop("Started the questions"),
    TimerAct.PAUSE: gettext_noop("Stopped the clock"),
    TimerAct.RESUME: gettext_noop("Let the clock go on"),
    TimerAct.EXTEND: gettext_noop("Added a minute"),
}


def acts_of(session):
    """Return the acts that there are as the session stands."""
    if not session.is_running:
        return set()
    phase = session.phase if session.current_id else None
    return TIMER_ACTS[phase, session.paused_at is not None]


@transaction.atomic
def press(session, act, *, version, by, at=None):
    """Do one of `TimerAct`. Codes `stale`, `not_now`, `no_more`, `none_before`."""
    at = at or timezone.now()
    session = taken(session, version)
    if act not in acts_of(session):
        raise TransitionRefused(
            _("This cannot be done as the session stands."), code="not_now"
        )
    columns = DO[act](session, by, at)
    return written(session, columns, act=ACTS[act], by=by, at=at)


@transaction.atomic
def call(session, turn, *, version, by, at=None):
    """Call a certain entry, out of the order. Codes `stale`, `out`."""
    at = at or timezone.now()
    session = taken(session, version)
    turn = Turn.objects.select_related("submission").get(pk=turn.pk, session=session)
    if turn.submission.state != State.ACCEPTED:
        raise ValidationError(_("This entry is not in the round any more."), code="out")
    if turn.pk == session.current_id:
        return session
    leave_current(session, at)
    return written(session, on(turn), act=gettext_noop("Called an entry"), by=by, at=at)


def taken(session, version):
    """Return the session as it is now, held, if it still is at `version`."""
    mine = Session.objects.filter(
        pk=session.pk, version=version, state=SessionState.RUNNING
    )
    if not mine.update(version=F("version") + 1):
        raise_stale()
    return Session.objects.with_round().get(pk=session.pk)


def written(session, columns, *, act, by, at):
    for name, value in columns.items():
        setattr(session, name, value)
    session.save(update_fields=list(columns))
    entry = session.current and session.current.submission.number
    record(session, act, by=by, at=at, changes={"entry": [None, entry or ""]})
    return session


def leave_current(session, at):
    Turn.objects.filter(pk=session.current_id).update(ended_at=at)


def on(turn):
    """Return what makes it the turn of `turn`, None for nobody, with no clock yet."""
    if turn and turn.ended_at:
        turn.ended_at = None
        turn.save(update_fields=["ended_at"])
    return {"current": turn, **NO_CLOCK, "paused_for": timedelta()}


def others(session):
    return (
        Turn.objects.filter(session=session, submission__state=State.ACCEPTED)
        .exclude(pk=session.current_id)
        .select_related("submission")
    )


def next_entry(session, by, at):
    append_late(session, by=by, at=at)
    turn = others(session).filter(ended_at__isnull=True).order_by("place").first()
    if turn is None and session.current_id is None:
        raise ValidationError(
            _("Every entry of the order has had its turn."), code="no_more"
        )
    leave_current(session, at)
    return on(turn)


def one_before(session, _by, _at):
    over = others(session).filter(ended_at__isnull=False)
    turn = over.order_by("-ended_at", "-place").first()
    if turn is None:
        raise ValidationError(
            _("No entry has had its turn before this one."), code="none_before"
        )
    return on(turn)


def present(session, _by, at):
    first = Turn.objects.filter(pk=session.current_id, began_at__isnull=True)
    first.update(began_at=at)
    return begun(TurnPhase.PRESENTING, at)


def question(_session, _by, at):
    return begun(TurnPhase.QUESTIONS, at)


def begun(phase, at):
    return {**NO_CLOCK, "phase": phase, "started_at": at, "paused_for": timedelta()}


def pause(_session, _by, at):
    return {"paused_at": at}


def resume(session, _by, at):
    # The clocks of two machines may differ by a little.
    stood = max(at - session.paused_at, timedelta())
    return {"paused_at": None, "paused_for": session.paused_for + stood}


def extend(session, _by, _at):
    return {"extra_minutes": session.extra_minutes + 1}


DO = {
    TimerAct.NEXT: next_entry,
    TimerAct.BACK: one_before,
    TimerAct.PRESENT: present,
    TimerAct.QUESTION: question,
    TimerAct.PAUSE: pause,
    TimerAct.RESUME: resume,
    TimerAct.EXTEND: extend,
}
