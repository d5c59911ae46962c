"""How far a panel is: who has finished which sheets. No marks in here.

Counts only what is still due: accepted submissions of the round, scoring seats, and no
pair that rule 9 bars; where the round assigns who scores what, only what is assigned
(`judging.dues`). A signed sheet of somebody who left stays and counts; it is not due
to whoever stands in for them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from judging.conflicts import Bar, Entrant, bars_among, entrants_of
from judging.doors import in_judging
from judging.dues import Assigned, assigned_in
from judging.models import Judge, Scoresheet
from judging.workflow import State

# A seat and a submission, by primary key: the place of a sheet.
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SeatProgress:
    """What one seat has done of what it is to do; the counts are of sheets."""

    judge: Judge
    due: int
    begun: int
    signed: int
    excused: int
    barred: int

    @property
    def finished(self) -> int:
        return self.signed + self.excused

    @property
    def left(self) -> int:
        """How many sheets the judge has still to sign."""
        return self.due - self.finished

    @property
    def untouched(self) -> int:
        return self.left - self.begun

    @property
    def is_done(self) -> bool:
        return self.left == 0


def count_by_seat(
    seats: Iterable[Judge],
    entrants: Iterable[Entrant],
    bars: Mapping[Pair, Bar],
    states: Mapping[Pair, str],
    assigned: Assigned,
) -> list[SeatProgress]:
    """Return the progress of each seat, in any rounds; a non-scoring one has no due."""
    seats, entrants = list(seats), list(entrants)
    accepted = Counter(entrant.round for entrant in entrants)
    not_due = Counter(seat for seat, _ in bars)
    barred = Counter(pair[0] for pair, bar in bars.items() if bar.is_conflict)
    theirs = due_where_assigned(seats, entrants, bars, assigned)
    sheets = Counter(
        (seat, state)
        for (seat, work), state in states.items()
        if (work in theirs[seat] if seat in theirs else (seat, work) not in bars)
    )

    def due(seat):
        if seat.pk in theirs:
            return len(theirs[seat.pk])
        return accepted[seat.round_id] - not_due[seat.pk]

    return [
        SeatProgress(
            judge=seat,
            due=due(seat) if seat.scores else 0,
            begun=sheets[seat.pk, State.OPEN],
            signed=sheets[seat.pk, State.SIGNED],
            excused=sheets[seat.pk, State.EXCUSED],
            barred=barred[seat.pk],
        )
        for seat in seats
    ]


def due_where_assigned(seats, entrants, bars, assigned: Assigned):
    """Return the submissions due from each seat whose round assigns them."""
    accepted = {entrant.submission for entrant in entrants} if assigned else ()
    return {
        seat.pk: {
            work
            for work in assigned[seat.round_id].get(seat.pk, ())
            if work in accepted and (seat.pk, work) not in bars
        }
        for seat in seats
        if seat.round_id in assigned
    }


@dataclass(frozen=True)
class Progress:
    """A round's panel: its seats, its entrants, and the state of each sheet."""

    seats: list[Judge]
    entrants: list[Entrant]
    bars: dict[Pair, Bar]
    # Of the accepted submissions alone, barred pairs too.
    states: dict[Pair, str] = field(repr=False)
    # Empty where everybody scores everything.
    assigned: Assigned = field(repr=False)

    @cached_property
    def scoring_seats(self) -> list[Judge]:
        """The seats that are to give marks today."""
        return [seat for seat in self.seats if seat.scores and seat.left_at is None]

    @cached_property
    def by_seat(self) -> list[SeatProgress]:
        """The progress of each live scoring seat, in the order of the seats."""
        return count_by_seat(
            self.scoring_seats, self.entrants, self.bars, self.states, self.assigned
        )

    @cached_property
    def due(self) -> set[Pair]:
        """Every sheet that is or was to be signed: seat and submission."""
        if self.assigned:
            theirs = due_where_assigned(
                self.scoring_seats, self.entrants, self.bars, self.assigned
            )
            return {(seat, work) for seat, works in theirs.items() for work in works}
        return {
            pair
            for seat in self.scoring_seats
            for entrant in self.entrants
            if (pair := (seat.pk, entrant.submission)) not in self.bars
        }

    @cached_property
    def columns(self) -> list[Judge]:
        """The seats that a table has a column for: all who are to score or signed."""
        signed = {pair[0] for pair, state in self.states.items() if state == "signed"}
        return [
            seat
            for seat in self.seats
            if (seat.scores and seat.left_at is None) or seat.pk in signed
        ]

    def assigned_to(self, seat: int) -> Collection[int] | None:
        """Return the submissions assigned to a seat; None where all score all."""
        for by_seat in self.assigned.values():
            return by_seat.get(seat, ())
        return None

    @property
    def is_done(self) -> bool:
        """Say whether every sheet that is due is signed or excused."""
        return all(seat.is_done for seat in self.by_seat)

    @cached_property
    def signed_sheets(self) -> Counter:
        """How many signed sheets count, by submission."""
        return Counter(
            pair[1]
            for pair, state in self.states.items()
            if state == State.SIGNED and pair not in self.bars
        )

    def waits_for(self, user) -> bool:
        """Say whether `user` has a seat with sheets left to sign (rule 3)."""
        return any(
            seat.judge.user_id == user.pk and not seat.is_done for seat in self.by_seat
        )


def seats_of(round_) -> list[Judge]:
    """Return all seats of a round, the chair first, those who left last."""
    rank = {Judge.Capacity.CHAIR: 0, Judge.Capacity.MEMBER: 1}
    seats = list(Judge.objects.filter(round=round_).select_related("user"))
    for seat in seats:
        seat.round = round_
    return sorted(
        seats,
        key=lambda seat: (
            seat.left_at is not None,
            rank.get(seat.capacity, 2),
            seat.appointed_at,
            seat.pk,
        ),
    )


def progress_of(round_, *, at, entrants: list[Entrant] | None = None) -> Progress:
    """Return how far the panel of a round, loaded with its season, is.

    Four queries, three where its accepted `entrants` are at hand, and one where the
    round assigns who scores what.
    """
    seats = seats_of(round_)
    accepted = in_judging([round_], at=at)
    entrants = entrants_of(accepted) if entrants is None else entrants
    sheets = Scoresheet.objects.filter(
        submission__in=accepted.values("pk").order_by()
    ).values_list("judge", "submission", "state")
    return Progress(
        seats=seats,
        entrants=entrants,
        bars=bars_among(seats, entrants, at=at),
        states={(judge, submission): state for judge, submission, state in sheets},
        assigned=assigned_in([round_]),
    )


def own_progress(seats: Iterable[Judge], *, at) -> list[SeatProgress]:
    """Return how far one person is in the seats they hold, loaded `with_round`."""
    seats = list(seats)
    if not seats:
        return []
    accepted = in_judging({seat.round_id for seat in seats}, at=at)
    entrants = entrants_of(accepted)
    known = {entrant.submission for entrant in entrants}
    states = {
        (judge, submission): state
        for judge, submission, state in Scoresheet.objects.filter(
            judge__in=seats
        ).values_list("judge", "submission", "state")
        if submission in known
    }
    bars = bars_among(seats, entrants, at=at)
    assigned = assigned_in([seat.round for seat in seats])
    return count_by_seat(seats, entrants, bars, states, assigned)
