"""What every screen of a session shows before its script has asked for the clock."""

from datetime import datetime, timedelta

from django.db.models import Case, Q, When

from judging.actions.timer import acts_of
from judging.hall.clock import WARNING, clock_of, clock_text
from judging.hall.order import Order, order_of
from judging.models import Session
from judging.workflow import SessionState, TimerAct, TurnPhase

DAY = timedelta(days=1)


class Screen:
    """A session at a moment: its order, the time left, the buttons there are."""

    def __init__(self, session: Session, order: Order, *, at: datetime):
        self.session = session
        self.order = order
        self.clock = clock_of(session)
        self.left = self.clock.left_at(at)
        self.acts = acts_of(session)

    @property
    def phase(self) -> str:
        """What the entry whose turn it is does, in words; nothing if nobody's is."""
        current = self.session.current_id
        return TurnPhase(self.session.phase).label if current else ""

    @property
    def left_text(self) -> str:
        return "" if self.left is None else clock_text(self.left)

    @property
    def warns(self) -> str:
        """Say "soon" within the last minute, "over" after it."""
        if self.left is None or self.left > WARNING:
            return ""
        return "soon" if self.left.total_seconds() > 0 else "over"

    @property
    def buttons(self) -> list[tuple[str, str, bool]]:
        """Return value, words, and whether it is the step that comes next."""
        return [
            (act.value, act.label, act == self.step)
            for act in TimerAct
            if act in self.acts
        ]

    @property
    def step(self) -> TimerAct | None:
        """The button one presses next when all goes as planned."""
        session = self.session
        if session.current_id is None:
            return TimerAct.NEXT if self.order.next else None
        if session.paused_at:
            return TimerAct.RESUME
        if session.phase == TurnPhase.WAITING:
            return TimerAct.PRESENT
        if session.phase == TurnPhase.PRESENTING and session.question_minutes:
            return TimerAct.QUESTION
        return TimerAct.NEXT


def screen_for_judges(round_, *, at) -> Screen | None:
    """Return the session of a round that runs or else comes next: drawn, or at hand.

    A list that a judge opens in the morning follows then, when the lot is drawn. One
    query, two where there is one.
    """
    at_hand = Q(meets_at__range=(at - DAY, at + DAY))
    sessions = Session.objects.filter(at_hand | Q(drawn_at__isnull=False), round=round_)
    running_first = Case(When(state=SessionState.RUNNING, then=0), default=1)
    session = (
        sessions.exclude(state=SessionState.ENDED)
        .order_by(running_first, "meets_at", "pk")
        .first()
    )
    return session and Screen(session, order_of(session), at=at)
