"""A round's panel as staff and chair watch it: every sheet's state, never a mark."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from contests.models import Round
from contests.phases import Phase, phase_of
from judging.models import Judge
from judging.permissions import judges_blindly
from judging.progress import Progress, SeatProgress, progress_of
from judging.workflow import State
from offices.roles import Level
from submissions.models import Submission
from ui.language import page_language

# A cell of the matrix: a letter, whose look and sign are in the style sheet. NOT_ASKED
# is a sheet that nobody waits for: it was not assigned, or its judge left unsigned.
SIGNED, EXCUSED, BEGUN, UNTOUCHED, CONFLICT, NOT_ASKED = "sebncx"
LETTERS = {
    None: UNTOUCHED,
    State.OPEN: BEGUN,
    State.SIGNED: SIGNED,
    State.EXCUSED: EXCUSED,
}


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry before its panel: `cells` has a letter for each column."""

    submission: int
    number: str
    whose: str
    cells: str
    finished: int
    due: int
    signed: int
    lacks_quorum: bool

    @property
    def is_done(self) -> bool:
        return self.finished == self.due and not self.lacks_quorum


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a bar of sheets, and how many there are to finish."""

    signed: int
    excused: int
    begun: int
    due: int

    @property
    def finished(self) -> int:
        return self.signed + self.excused


@dataclass(frozen=True)
class Watch:
    """What the page shows. A judge who waits sees who has finished, no more (rule 3).

    For them a sheet that was begun looks as one that was not.
    """

    round: Round
    progress: Progress
    names: dict[int, tuple[str, str]]
    phase: str
    is_late: bool
    waits: bool
    quorum: int
    # Names are hidden from who reads; nor is it told why a judge does not score.
    is_blind: bool = False

    @cached_property
    def seats(self) -> list[tuple[SeatProgress, Parts]]:
        return [(seat, self.parts_of(seat)) for seat in self.progress.by_seat]

    @cached_property
    def columns(self) -> list[Judge]:
        return self.progress.columns

    @property
    def late(self) -> list[SeatProgress]:
        """Who has sheets left after judging was due."""
        return self.unfinished if self.is_late else []

    @cached_property
    def unfinished(self) -> list[SeatProgress]:
        return [seat for seat in self.progress.by_seat if seat.left]

    @property
    def is_judging(self) -> bool:
        return self.phase == Phase.JUDGING

    @cached_property
    def lines(self) -> list[EntryLine]:
        assigned = self.progress.assigned.get(self.round.pk)
        columns = [
            (
                seat.pk,
                is_asked(seat),
                None if assigned is None else set(assigned.get(seat.pk, ())),
            )
            for seat in self.columns
        ]
        return [
            self.line(pk, number, whose, self.cells(pk, columns))
            for pk, (number, whose) in self.names.items()
        ]

    def line(self, pk: int, number: str, whose: str, cells: str) -> EntryLine:
        signed = cells.count(SIGNED)
        return EntryLine(
            submission=pk,
            number=number,
            whose=whose,
            cells=cells,
            finished=signed + cells.count(EXCUSED),
            due=len(cells) - cells.count(CONFLICT) - cells.count(NOT_ASKED),
            signed=signed,
            lacks_quorum=signed < self.quorum,
        )

    def cells(self, submission: int, columns) -> str:
        """Return a letter for each column; this runs once for every sheet."""
        bars, states = self.progress.bars, self.progress.states
        letters = []
        for seat, sits, works in columns:
            pair = (seat, submission)
            asked = sits and (works is None or submission in works)
            if bar := bars.get(pair):
                tells = asked and bar.is_conflict and not self.is_blind
                letter = CONFLICT if tells else NOT_ASKED
            else:
                letter = LETTERS[states.get(pair)]
                if not asked and letter != SIGNED:
                    letter = NOT_ASKED
                elif letter == BEGUN and self.waits:
                    letter = UNTOUCHED
            letters.append(letter)
        return "".join(letters)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many sheets are in each state, by their letters."""
        every = "".join(line.cells for line in self.lines)
        return {letter: every.count(letter) for letter in "sebncx"}

    @property
    def whole(self) -> Parts:
        """The sheets of the whole panel."""
        return Parts(
            signed=self.counts[SIGNED],
            excused=self.counts[EXCUSED],
            begun=self.counts[BEGUN],
            due=sum(line.due for line in self.lines),
        )

    @property
    def legend(self) -> list[tuple[str, int]]:
        """Letter and number of sheets of each state that the page tells apart."""
        told = [SIGNED, EXCUSED, BEGUN, UNTOUCHED, CONFLICT]
        if self.waits:
            told.remove(BEGUN)
        if self.is_blind:
            told.remove(CONFLICT)
        return [(letter, self.counts[letter]) for letter in told]

    def parts_of(self, seat: SeatProgress) -> Parts:
        begun = 0 if self.waits else seat.begun
        return Parts(seat.signed, seat.excused, begun, seat.due)

    @property
    def entries_done(self) -> int:
        return sum(line.is_done for line in self.lines)

    @property
    def judges_done(self) -> int:
        return sum(seat.is_done for seat in self.progress.by_seat)


def is_asked(seat: Judge) -> bool:
    return seat.scores and seat.left_at is None


def watch_of(round_, user, *, at) -> Watch:
    """Return how the panel of a round stands before `user`. Five queries."""
    progress = progress_of(round_, at=at)
    phase = phase_of(round_, at=at)
    is_blind = judges_blindly(user, round_, seats=progress.seats)
    names = names_of(round_, (entrant.submission for entrant in progress.entrants))
    if is_blind:
        names = {pk: (number, "") for pk, (number, _whose) in names.items()}
    return Watch(
        round=round_,
        progress=progress,
        names=names,
        is_blind=is_blind,
        phase=phase,
        is_late=phase == Phase.JUDGING and round_.judging_due_at < at,
        waits=progress.waits_for(user),
        quorum=(round_.rules or {}).get("quorum", round_.stage.quorum),
    )


def names_of(round_, submissions: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return number and whose it is of each submission, in the order of the numbers."""
    language = page_language()
    # Outside its province a district is told apart by it; titles all begin alike.
    is_near = round_.office.level in (Level.DISTRICT, Level.PROVINCE)
    wanted = set(submissions)
    names = {}
    for pk, number, level, office, province, given, surname in (
        Submission.objects.filter(round=round_)
        .order_by("serial")
        .values_list(
            "pk",
            "number",
            "entry__office__level",
            f"entry__office__name_{language}",
            f"entry__office__parent__name_{language}",
            "entry__person__given_name",
            "entry__person__surname",
        )
    ):
        parts = [f"{given} {surname}", office] if given else [office]
        if level == Level.DISTRICT and not is_near:
            parts.append(province)
        if pk in wanted:
            names[pk] = (number, " · ".join(parts))
    return names
