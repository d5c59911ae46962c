"""Who scores what in a round, as the page of the assignment shows it. No marks."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from contests.rules import judges_per_entry
from judging.allotment import problem_of, rest_of
from judging.assignment import Problem, groups_of
from judging.doors import in_judging
from judging.models import Draw, Judge
from judging.progress import Progress, SeatProgress, progress_of
from judging.workflow import State
from submissions.models import Submission

# Entries with too few judges that are told one by one, with who stands in the way.
MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A judge of the table, under the number that stands for them."""

    number: int
    seat: Judge
    progress: SeatProgress | None

    @property
    def name(self) -> str:
        return self.seat.user.get_full_name()


@dataclass(frozen=True, slots=True)
class Cell:
    """Where an entry and a judge meet: what there is, or why nothing can be."""

    column: Column
    is_assigned: bool
    state: str
    # Why the judge cannot have the entry, in words.
    bar: str

    @property
    def is_signed(self):
        return self.state == State.SIGNED

    @property
    def counts(self) -> bool:
        """Say whether the entry has this judge, or their signed sheet, today."""
        is_here = self.column.progress is not None or self.is_signed
        return self.is_assigned and not self.bar and is_here


@dataclass(frozen=True, slots=True)
class Line:
    """An entry and its cells, one for each judge of the table."""

    work: Submission
    cells: list[Cell]
    each: int

    @property
    def has(self) -> int:
        return sum(cell.counts for cell in self.cells)

    @property
    def is_lacking(self) -> bool:
        return self.has < self.each


@dataclass(frozen=True, slots=True)
class Shortage:
    """An entry that cannot have as many judges as it is to have, and why."""

    work: Submission
    missing: int
    # (judge's name, why)
    reasons: list[tuple[str, str]]


class Board:
    """A round's assignment: nine queries at most, however many entries.

    `hides_names` leaves out whose an entry is, and why a judge does not score it.
    """

    def __init__(self, round_, *, at, hides_names=False):
        self.round = round_
        self.hides_names = hides_names
        self.at = at
        self.each = judges_per_entry(round_)

    @cached_property
    def progress(self) -> Progress:
        # Only once it is looked at: whoever draws reads it anew, twice.
        return progress_of(self.round, at=self.at)

    @property
    def is_drawn(self) -> bool:
        return bool(self.round.judges_per_entry)

    @cached_property
    def assigned(self) -> dict[int, set[int]]:
        return self.progress.assigned.get(self.round.pk, {})

    @cached_property
    def columns(self) -> list[Column]:
        """Who scores, and who left with something assigned; in the panel's order."""
        progress = {each.judge.pk: each for each in self.progress.by_seat}
        seats = [
            seat
            for seat in self.progress.seats
            if seat.pk in progress or self.assigned.get(seat.pk)
        ]
        return [
            Column(number, seat, progress.get(seat.pk))
            for number, seat in enumerate(seats, 1)
        ]

    @cached_property
    def works(self) -> list[Submission]:
        """The accepted entries in the order of their numbers."""
        return list(
            in_judging([self.round], at=self.at)
            .select_related("entry__office")
            .defer("entry__answers")
            .order_by("serial")
        )

    def line(self, work: Submission) -> Line:
        return Line(
            work, [self.cell(column, work) for column in self.columns], self.each or 0
        )

    def cell(self, column: Column, work: Submission) -> Cell:
        pair = (column.seat.pk, work.pk)
        return Cell(
            column,
            work.pk in self.assigned.get(column.seat.pk, ()),
            self.progress.states.get(pair, ""),
            self.why_not(pair),
        )

    def why_not(self, pair) -> str:
        if bar := self.progress.bars.get(pair):
            return _("does not score it") if self.hides_names else str(bar.label)
        if self.progress.states.get(pair) == State.EXCUSED:
            return str(State.EXCUSED.label)
        return ""

    @cached_property
    def rest(self) -> Problem:
        return rest_of(self.progress, self.each)

    @cached_property
    def lacking(self) -> list[Submission]:
        """The entries that could have more judges: what assigning the rest fills."""
        needs = self.rest.needs
        return [work for work in self.works if needs.get(work.pk)]

    def shortages(self, problem: Problem) -> list[Shortage]:
        """Return which entries cannot have enough judges, and who is kept from each."""
        return [
            Shortage(work, problem.short[work.pk], self.reasons(work))
            for work in self.works
            if work.pk in problem.short
        ][:MOST_TOLD]

    def reasons(self, work):
        return [
            (seat.user.get_full_name(), why)
            for seat in self.progress.scoring_seats
            if (why := self.why_not((seat.pk, work.pk)))
        ]

    def anew(self, each: int) -> Problem:
        return problem_of(self.progress, each)

    @cached_property
    def groups(self) -> list[list[str]]:
        """The judges whom shared entries compare, by name; one group where all are."""
        names = {seat.pk: seat.user.get_full_name() for seat in self.progress.seats}
        return [[names[pk] for pk in group] for group in groups_of(self.rest.fixed)]

    @cached_property
    def draws(self) -> list[Draw]:
        return list(Draw.objects.filter(round=self.round).select_related("drawn_by"))

    def found(self, *, query="", judge=None, lacking=False) -> list[Submission]:
        """Return the entries that the filters name."""
        words = query.casefold().split()
        theirs = self.assigned.get(judge, ()) if judge else None
        works = [
            work
            for work in self.works
            if (theirs is None or work.pk in theirs)
            and matches(work, words, by_office=not self.hides_names)
        ]
        if lacking:
            works = [work for work in works if self.line(work).is_lacking]
        return works


def matches(work, words, *, by_office) -> bool:
    """Say whether an entry has all the words; a search must not tell whose it is."""
    if not words:
        return True
    office = work.entry.office.title if by_office else ""
    text = f"{work.number} {work.title} {office}".casefold()
    return all(word in text for word in words)
