"""The order of a session as its screens show it. Names come through one function."""

from dataclasses import dataclass
from datetime import datetime

from contests.rules import is_blind
from judging.doors import in_judging
from judging.models import Session, Turn
from submissions.workflow import State


@dataclass(frozen=True, slots=True)
class Called:
    """An entry in the order, with what may be shown of it in the hall: no marks."""

    turn: int
    submission: int
    place: int
    number: str
    title: str
    office: str
    person: str
    is_sample: bool
    is_appended: bool
    is_out: bool
    is_current: bool
    began_at: datetime | None
    ended_at: datetime | None

    @property
    def is_nameless(self) -> bool:
        """Say whether its number stands for its names already."""
        return self.office == self.number

    @property
    def caption(self) -> str:
        """What stands under `whose`, which says the number where there is no name."""
        return self.title if self.is_nameless else f"{self.number} · {self.title}"

    @property
    def whose(self) -> str:
        return f"{self.person} · {self.office}" if self.person else self.office

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None

    @property
    def has_presented(self) -> bool:
        return self.is_over and self.began_at is not None


def called(turn: Turn, session: Session) -> Called:
    """Return how an entry is called up, of a turn loaded `for_list`.

    The one place that decides what of an entry the hall sees: where it is judged
    without names, its number stands for them until the seal.
    """
    submission = turn.submission
    entry = submission.entry
    hides = is_blind(session.round) and not session.round.sealed_at
    person = "" if hides else str(entry.honoured or "")
    return Called(
        turn=turn.pk,
        submission=submission.pk,
        place=turn.place,
        number=submission.number,
        title=submission.title,
        office=submission.number if hides else entry.office.title,
        person=person,
        is_sample=entry.is_sample,
        is_appended=turn.is_appended,
        is_out=submission.state != State.ACCEPTED,
        is_current=turn.pk == session.current_id,
        began_at=turn.began_at,
        ended_at=turn.ended_at,
    )


@dataclass(frozen=True)
class Order:
    """All entries of a session, who is on, and who comes next."""

    entries: list[Called]

    @property
    def current(self) -> Called | None:
        return next((each for each in self.entries if each.is_current), None)

    @property
    def next(self) -> Called | None:
        return next((each for each in self.entries if is_waiting(each)), None)

    @property
    def is_done(self) -> bool:
        """Say whether everybody has had their turn."""
        return bool(self.entries) and not self.current and not self.next


def is_waiting(entry: Called) -> bool:
    return not (entry.is_over or entry.is_current or entry.is_out)


def order_of(session: Session) -> Order:
    """Return the order of a session; one query."""
    turns = Turn.objects.filter(session=session).for_list()
    return Order([called(turn, session) for turn in turns])


def to_present(session: Session, *, at):
    """Return the accepted entries that have not presented in another session."""
    presented = Turn.objects.filter(
        session__round=session.round_id, began_at__isnull=False
    ).exclude(session=session)
    return in_judging([session.round], at=at).exclude(
        pk__in=presented.values("submission")
    )


def not_in_order(session: Session, *, at):
    """Return the accepted entries that came after the lot was drawn."""
    turns = Turn.objects.filter(session=session)
    return to_present(session, at=at).exclude(pk__in=turns.values("submission"))
