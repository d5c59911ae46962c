"""The time that is left, from what was done and when. It asks no clock itself.

The slot ends when it began, plus its minutes, those that were added, and all pauses.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from judging.models import Session
from judging.workflow import TurnPhase

# When the screens warn that the time is nearly over.
WARNING = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """A slot's clock: it runs to `ends_at`, or stands with `left`, or is not set."""

    ends_at: datetime | None = None
    left: timedelta | None = None

    @property
    def is_set(self) -> bool:
        return self.ends_at is not None or self.left is not None

    @property
    def is_paused(self) -> bool:
        return self.left is not None

    def left_at(self, at: datetime) -> timedelta | None:
        """Return what is left; less than nothing once the time is over."""
        if self.ends_at is None:
            return self.left
        return self.ends_at - at


def clock_of(session: Session) -> Clock:
    if session.started_at is None:
        return Clock()
    minutes = minutes_of(session, session.phase) + session.extra_minutes
    ends_at = session.started_at + session.paused_for + timedelta(minutes=minutes)
    if session.paused_at is None:
        return Clock(ends_at=ends_at)
    return Clock(left=ends_at - session.paused_at)


def minutes_of(session: Session, phase: str) -> int:
    """Return the minutes of a slot before any were added."""
    if phase == TurnPhase.QUESTIONS:
        return session.question_minutes
    return session.presentation_minutes


def clock_text(left: timedelta) -> str:
    """Say what is left as screens do: 9:05, and −0:15 when it is over.

    A second that has begun counts as left, so that 0:00 is the moment itself.
    """
    seconds = left.total_seconds()
    whole = int(-(-seconds // 1)) if seconds > 0 else -int(-seconds // 1)
    sign = "−" if whole < 0 else ""
    minutes, rest = divmod(abs(whole), 60)
    return f"{sign}{minutes}:{rest:02}"
