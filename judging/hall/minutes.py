"""The minutes of a session (รายงานการประชุม) as a value: for the page, and for a paper.

`minutes_of` is pure: it composes what was read; `read_minutes` reads it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from judging.hall.order import Called, order_of
from judging.models import AgendaItem, Attendance, Judge, Session

# The item under which the entries were presented.
ITEM_OF_THE_ORDER = 4


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the panel, as the minutes name them."""

    name: str
    position: str
    in_committee: str
    is_late: bool = False
    arrived_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda; the order of presentation belongs to one of them."""

    number: int
    title: str
    text: str
    resolution: str
    order: tuple[Called, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory:
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything that the minutes say. Nobody's marks."""

    category: str
    office: str
    year: int
    number: str
    meets_at: datetime
    place: str
    begun_at: datetime | None
    ended_at: datetime | None
    attended: tuple[Person, ...]
    absent: tuple[Person, ...]
    # Seats of which nobody has said yet whether they came.
    unknown: tuple[Person, ...]
    others_present: str
    items: tuple[Item, ...]
    seed: str
    drawn_at: datetime | None
    changed_reason: str
    remarks: str
    recorder: Signatory
    checker: Signatory
    is_sample: bool

    @property
    def is_final(self) -> bool:
        """Say whether the session is closed and everybody's attendance is known."""
        return self.ended_at is not None and not self.unknown


def minutes_of(
    session: Session,
    seats: Iterable[Judge],
    attendances: Iterable[Attendance],
    entries: Iterable[Called],
    agenda: Iterable[AgendaItem],
) -> Minutes:
    """Compose the minutes of a session loaded `with_round`; `seats` in their order.

    A seat that was left counts only where its attendance was noted.
    """
    noted = {each.judge_id: each for each in attendances}
    people = [
        (person_of(seat, noted.get(seat.pk)), noted.get(seat.pk))
        for seat in seats
        if seat.pk in noted or seat.left_at is None
    ]
    entries = tuple(entries)
    category = session.round.stage.category
    return Minutes(
        category=category.name,
        office=session.round.office.title,
        year=category.season.year,
        number=session.number,
        meets_at=session.meets_at,
        place=session.place,
        begun_at=session.begun_at,
        ended_at=session.ended_at,
        attended=tuple(person for person, note in people if note and note.came),
        absent=tuple(person for person, note in people if note and not note.came),
        unknown=tuple(person for person, note in people if note is None),
        others_present=session.others_present,
        items=tuple(
            Item(
                number=item.number,
                title=item.title,
                text=item.text,
                resolution=item.resolution,
                order=entries if item.number == ITEM_OF_THE_ORDER else (),
            )
            for item in agenda
        ),
        seed=session.seed,
        drawn_at=session.drawn_at,
        changed_reason=session.changed_reason,
        remarks=session.remarks,
        recorder=Signatory(session.recorder, session.recorder_position),
        checker=Signatory(session.checker, session.checker_position),
        is_sample=category.season.is_sample,
    )


def person_of(seat: Judge, note: Attendance | None) -> Person:
    return Person(
        name=seat.user.get_full_name(),
        position=seat.user.full_position,
        in_committee=seat.title,
        is_late=bool(note) and note.state == Attendance.State.LATE,
        arrived_at=note.arrived_at if note else None,
        note=note.note if note else "",
    )


def read_minutes(session: Session, seats: Iterable[Judge]) -> Minutes:
    """Return the minutes; three queries beside the one that `seats` took."""
    return minutes_of(
        session,
        seats,
        Attendance.objects.filter(session=session),
        order_of(session).entries,
        AgendaItem.objects.filter(session=session),
    )
