"""The page of a round's result, as one reader may see it: steps, placings, acts."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from audit.models import Event
from contests.models import Round
from contests.phases import Phase, phase_of
from judging.permissions import is_chair
from offices.models import User
from offices.permissions import is_staff_at
from results.acts import EXPORTED
from results.left_above import left_in
from results.models import Appeal, Placing, Result
from results.outlook import Ascent, ascent_of
from results.public.ladder import Step
from results.workflow import STANDING, State
from submissions.models import Submission


@dataclass(frozen=True)
class Reader:
    """What a person may know of a round's result that is not public yet.

    The staff of the round's office know all. The chair knows what was sealed, yet not
    that it is published under an embargo. Who only oversees the area knows the phase.
    """

    is_staff: bool
    is_chair: bool

    @property
    def sees_sealed(self) -> bool:
        return self.is_staff or self.is_chair


@dataclass(frozen=True)
class RoundPage:
    reader: Reader
    phase: str
    steps: list[Step]
    # The result that stands, where the reader may see it, and its state as they may.
    result: Result | None
    state: str
    placings: list[Placing]
    ascent: Ascent | None
    # In this round, though the result that sent them up was withdrawn.
    left: list[Submission]
    # Against any of its results, the oldest first.
    appeals: list[Appeal]
    # Refused and withdrawn ones, the latest first.
    earlier: list[Result]
    events: list[Event]

    @property
    def is_public(self) -> bool:
        return self.phase == Phase.PUBLISHED

    @property
    def exported(self) -> Event | None:
        """When the round was last taken out whole, and by whom."""
        return next((each for each in self.events if each.act == EXPORTED), None)

    @property
    def has_marks(self) -> bool:
        return bool(self.result and self.result.basis == Result.Basis.MARKS)

    @property
    def has_announcement(self):
        """Whether the reader finds its announcement, or the draft of it."""
        is_past = self.result and self.result.past_import_id
        return not is_past and (self.reader.is_staff or self.is_public)


def reader_of(user: User, round_: Round) -> Reader:
    return Reader(is_staff_at(user, round_.office), is_chair(user, round_))


def page_of(round_: Round, reader: Reader, *, at: datetime) -> RoundPage:
    """Return what `reader` may see of the result of a round from `rounds_to_show`.

    Seven queries at most.
    """
    phase = phase_of(round_, at=at)
    results = results_of(round_) if round_.has_results else []
    standing = next((each for each in results if each.state in STANDING), None)
    if not reader.sees_sealed:
        results = [each for each in results if was_public(each, at=at)]
        if standing not in results:
            standing = None
    state = standing.state if standing else ""
    if state == State.PUBLISHED and not reader.is_staff and standing.public_from > at:
        state = State.APPROVED
    placings = list(standing.placings.for_list()) if standing else []
    ascent = None
    if state == State.PUBLISHED:
        ascent = ascent_of(standing, placings)
    return RoundPage(
        reader=reader,
        phase=phase,
        steps=steps_of(standing, state, phase),
        result=standing,
        state=state,
        placings=placings,
        ascent=ascent,
        left=left_in(round_, at=at) if reader.is_staff else [],
        appeals=appeals_of(results),
        earlier=[each for each in results if each.state not in STANDING],
        events=events_of(results, reader, at=at),
    )


def rounds_to_show(user: User):
    """Return the rounds for `page_of`, which says whether each ever had a result."""
    ever = Result.objects.filter(round=OuterRef("pk"))
    rounds = Round.objects.visible_to(user).for_list()
    return rounds.annotate(has_results=Exists(ever))


def standing_of(round_: Round, reader: Reader, *, at: datetime) -> Result | None:
    """Return the result that stands, if the reader sees its placings. One query."""
    results = round_.results.standing().defer("ledger", "seats", "certainty")
    result = results.first()
    if result is None or not (reader.sees_sealed or was_public(result, at=at)):
        return None
    result.round = round_
    return result


def results_of(round_: Round) -> list[Result]:
    """Return the results of a round with who acted, the latest first."""
    results = list(
        round_.results.select_related("sealed_by", "approved_by", "published_by")
        .order_by("-number")
        .defer("ledger", "rules", "seats", "certainty")
    )
    for result in results:
        result.round = round_
    return results


def appeals_of(results: list[Result]) -> list[Appeal]:
    if not any(result.public_from for result in results):
        return []
    appeals = Appeal.objects.filter(result__in=[each.pk for each in results])
    return list(appeals.select_related("office"))


def was_public(result: Result, *, at: datetime) -> bool:
    """Say whether the public may read the result: it stands, or did once."""
    if result.state == State.PUBLISHED:
        return result.public_from <= at
    return result.state == State.WITHDRAWN and result.public_from <= result.undone_at


def events_of(results, reader, *, at):
    if not results:
        return []
    return list(Event.objects.about(*results, at=at, with_embargoed=reader.is_staff))


def steps_of(result: Result | None, state: str, phase: str) -> list[Step]:
    """Return the picture of the three acts, with who did them and when."""
    labels = {
        State.SEALED: _("Seal"),
        State.APPROVED: _("Approve"),
        State.PUBLISHED: _("Publish"),
    }
    reached = [state] if state else [phase]
    done = {
        State.SEALED: ("sealed", "approved", "published"),
        State.APPROVED: ("approved", "published"),
        State.PUBLISHED: ("published",),
    }
    steps, is_next = [], True
    for act, label in labels.items():
        if reached[0] in done[act]:
            who, when = acted(result, act)
            steps.append(Step(label, "done", note=who, moment=when))
        else:
            ended = phase in (Phase.NO_ENTRIES, Phase.CANCELLED)
            steps.append(Step(label, "current" if is_next and not ended else "todo"))
            is_next = False
    return steps


def acted(result, act):
    """Return who did an act and when, where the reader sees the result."""
    if result is None:
        return "", None
    who, when = {
        State.SEALED: (result.sealed_by, result.sealed_at),
        State.APPROVED: (result.approved_by, result.approved_at),
        State.PUBLISHED: (result.published_by, result.published_at),
    }[act]
    return str(who), when
