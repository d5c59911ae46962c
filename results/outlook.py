"""What publishing a result does, said before; and who is next where one has left."""

from dataclasses import dataclass
from datetime import datetime

from contests.ladder import round_above, stage_above
from contests.models import Round, Stage
from contests.phases import Phase, phase_of
from results.models import Placing, Result
from submissions.models import Submission
from submissions.workflow import GONE

# The ways by which the round above receives anybody.
SENDS = ("up", "late")
STILL_TAKES = (Phase.UPCOMING, Phase.OPEN, Phase.SCREENING)


@dataclass(frozen=True)
class Outlook:
    """Who goes up, where to, and how they are received there.

    `way` is "up" where the round above takes them, "late" where it is being judged and
    its staff admit them with a reason, "too_late" where it has closed its result,
    "missing" where it was never made, and "top" where nothing lies above.
    """

    way: str
    above: Round | None
    placings: tuple[Placing, ...]

    @property
    def going_up(self) -> tuple[Placing, ...]:
        """Whom publishing makes submissions for in the round above."""
        if not self.sends:
            return ()
        return tuple(placing for placing in self.placings if placing.advances)

    @property
    def sends(self) -> bool:
        """Whether the round above receives anybody."""
        return self.way in SENDS


def outlook_of(result: Result, *, at: datetime) -> Outlook:
    """Return what publishing `result` would do at the moment `at`. Four queries."""
    way, above = way_up(result.round, at=at)
    return Outlook(way, above, tuple(result.placings.for_list()))


def way_up(round_: Round, *, at: datetime) -> tuple[str, Round | None]:
    """Return how the round above would receive an entry, and that round."""
    above = round_above(round_)
    if above is None:
        return ("top" if is_top(round_.stage) else "missing"), None
    phase = phase_of(above, at=at)
    if phase in STILL_TAKES:
        return "up", above
    return ("late" if phase == Phase.JUDGING else "too_late"), above


def is_top(stage: Stage) -> bool:
    """Say whether nothing lies above this stage. One query."""
    stages = Stage.objects.filter(category=stage.category_id)
    return stage_above(stage, stages) is None


def can_be_taken_back(submission: Submission, *, at: datetime) -> bool:
    """Say whether what was sent up leaves its round with the result below (rule 6).

    Only while that round has not begun to score; what its staff cannot see yet, because
    of an embargo, they cannot decide about either, and it comes back in any case.
    """
    round_ = submission.round
    if phase_of(round_, at=at) not in (*STILL_TAKES, Phase.JUDGING):
        return False
    is_hidden = bool(submission.visible_from and submission.visible_from > at)
    return is_hidden or round_.rules_frozen_at is None


def went_up(result: Result, *, at: datetime) -> list[tuple[Submission, bool]]:
    """Return what `result` has in the round above, and whether it can come back."""
    sent = (
        Submission.objects.for_list()
        .filter(advanced_from__placings__result=result)
        .exclude(state__in=GONE)
        .select_related("round__office")
    )
    return [(each, can_be_taken_back(each, at=at)) for each in sent]


@dataclass(frozen=True)
class Ascent:
    """Who of a published result is in the round above, and who comes next.

    `gone` have left it; `next_up` are the best placed who never went, the tied
    together; both are empty where no place is free.
    """

    there: tuple[Submission, ...]
    gone: tuple[Submission, ...]
    next_up: tuple[Placing, ...]


def ascent_of(result: Result, placings: list[Placing] | None = None) -> Ascent:
    """Return what became of the entries that `result` sent up. Two queries at most."""
    if placings is None:
        placings = list(result.placings.for_list())
    sent = list(
        Submission.objects.filter(
            advanced_from__in=[placing.submission_id for placing in placings]
        )
        .for_list()
        .select_related("round__office")
    )
    there = tuple(each for each in sent if each.state not in GONE)
    gone = tuple(each for each in sent if each.state in GONE)
    went = {each.advanced_from_id for each in sent}
    free = sum(placing.advances for placing in placings) - len(there)
    waiting = [each for each in placings if each.submission_id not in went]
    next_up = ()
    if free > 0 and waiting:
        best = min(placing.rank for placing in waiting)
        next_up = tuple(each for each in waiting if each.rank == best)
    return Ascent(there, gone, next_up)
