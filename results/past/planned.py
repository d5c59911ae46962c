"""What the rows of a sheet would publish, as values."""

from dataclasses import dataclass, field
from hashlib import sha256

from contests.award_names import names_of
from contests.models import Round, Stage
from offices.models import Office
from results.past.columns import Fault
from submissions.naming import line_in

Entrant = tuple[int, str]


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
        for each in self.rounds:
            awards = names_of(each.stage.award_names)
            lines += [
                f"{each.stage.pk} {each.office.code} {each.source} {placing.rank} "
                f"{placing.award} {awards.get(placing.award)} "
                f"{placing.office.code} {placing.person} {placing.title}"
                for placing in each.placings
            ]
        return sha256("\n".join(lines).encode()).hexdigest()[:16]
