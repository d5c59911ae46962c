"""The states of a scoresheet, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    OPEN = "open", _("Being scored")
    SIGNED = "signed", _("Signed")
    EXCUSED = "excused", _("Excused")


TRANSITIONS = {
    State.OPEN: {State.SIGNED, State.EXCUSED},
    # Only the chair reopens, before the seal, with a reason (rule 3).
    State.SIGNED: {State.OPEN},
    State.EXCUSED: {State.OPEN},
}
# A judge has nothing more to do on a sheet in one of these.
FINISHED = (State.SIGNED, State.EXCUSED)


class SessionState(models.TextChoices):
    """A session in the hall, as a whole."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("In session")
    ENDED = "ended", _("Closed")


SESSION_TRANSITIONS = {
    SessionState.PLANNED: {SessionState.RUNNING},
    SessionState.RUNNING: {SessionState.ENDED},
    # Closed by mistake, or the panel sat down again: with a reason.
    SessionState.ENDED: {SessionState.RUNNING},
}


class TurnPhase(models.TextChoices):
    """What the entry whose turn it is does; `WAITING` has no clock."""

    WAITING = "waiting", _("Called")
    PRESENTING = "presenting", _("Presentation")
    QUESTIONS = "questions", _("Questions")


class TimerAct(models.TextChoices):
    """The buttons of whoever runs the session."""

    PRESENT = "present", _("Start the presentation")
    QUESTION = "question", _("Start the questions")
    PAUSE = "pause", _("Pause")
    RESUME = "resume", _("Go on")
    EXTEND = "extend", _("Add a minute")
    NEXT = "next", _("Next entry")
    BACK = "back", _("Back to the one before")


# Which buttons there are, by the phase and whether the clock stands still; None is that
# it is nobody's turn.
_MOVES = {TimerAct.NEXT, TimerAct.BACK}
TIMER_ACTS = {
    (None, False): _MOVES,
    (TurnPhase.WAITING, False): _MOVES | {TimerAct.PRESENT},
    (TurnPhase.PRESENTING, False): _MOVES
    | {TimerAct.QUESTION, TimerAct.PAUSE, TimerAct.EXTEND},
    (TurnPhase.PRESENTING, True): _MOVES
    | {TimerAct.QUESTION, TimerAct.RESUME, TimerAct.EXTEND},
    # A presentation that was broken off by mistake begins anew.
    (TurnPhase.QUESTIONS, False): _MOVES
    | {TimerAct.PRESENT, TimerAct.PAUSE, TimerAct.EXTEND},
    (TurnPhase.QUESTIONS, True): _MOVES
    | {TimerAct.PRESENT, TimerAct.RESUME, TimerAct.EXTEND},
}
