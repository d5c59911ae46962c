"""What the rows of a sheet would publish, as values."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from contests.award_names import names_of
from contests.models import Round, Stage
from offices.models import Office
from results.past.columns import Fault
from submissions.models import Submission
from submissions.naming import line_in

Entrant = tuple[int, str]


@dataclass(frozen=True)
class Corrected:
    """A withdrawn result that came in by a file; when and why it was withdrawn."""

    result: int
    undone_at: datetime
    reason: str


@dataclass
class PlannedPlacing:
    """A row: whom it places, where, and what it says of the work."""

    number: int
    office: Office
    person: str
    said: str
    title: str
    rank: int = 0
    award: str = ""
    goes_up: bool = False
    # Its work in a round that is corrected, and what of it is on record below: a
    # primary key.
    on_record: Submission | None = None
    came_from: int | None = None

    # As the stage calls it.
    award_name: str = ""

    @property
    def entrant(self) -> Entrant:
        """The same in every round of a category, and for nobody else."""
        return self.office.pk, line_in(self.person)


@dataclass
class PlannedRound:
    """A round with its placings in the order of their ranks."""

    stage: Stage
    office: Office
    # Not made yet where it has no primary key.
    round: Round
    placings: list[PlannedPlacing] = field(default_factory=list)
    source: str = ""
    # The withdrawn result that this one corrects, and the works it places no more.
    corrects: Corrected | None = None
    leaving: list[Submission] = field(default_factory=list)

    @property
    def key(self) -> tuple[int, int]:
        return self.stage.pk, self.office.pk

    @property
    def first_row(self) -> int:
        return min(placing.number for placing in self.placings)


@dataclass(frozen=True)
class Plan:
    """The rounds from the ground up, so that each finds below what came to it."""

    rounds: tuple[PlannedRound, ...]
    faults: tuple[Fault, ...]

    @property
    def fingerprint(self) -> str:
        """A short text that differs wherever what would be published does."""
        lines = []
        stages = {each.stage.pk: each.stage for each in self.rounds}
        names = {pk: names_of(stage.award_names) for pk, stage in stages.items()}
        for each in self.rounds:
            awards = names[each.stage.pk]
            lines += [
                f"{each.corrects.result} {leaving.number}" for leaving in each.leaving
            ]
            lines += [
                f"{each.stage.pk} {each.office.code} {each.source} {placing.rank} "
                f"{placing.award} {awards.get(placing.award)} "
                f"{placing.office.code} {placing.person} {placing.title}"
                for placing in each.placings
            ]
        return sha256("\n".join(lines).encode()).hexdigest()[:16]
