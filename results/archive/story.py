"""What a round was, read in as few queries however many entries it had.

Nothing that belongs to a judge alone is asked for: no note, no mark beside those of the
sealed ledger, no seat's history. Of people their names, never how to reach them.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from contests.models import Round
from judging.models import Judge, Scoresheet, TieDecision
from judging.progress import seats_of
from judging.workflow import State as SheetState
from offices.models import User
from results.archive import layout
from results.archive.events import Happening, happenings
from results.models import Appeal, Certificate, Placing, Result
from results.workflow import STANDING
from submissions.models import StoredFile, Submission, Version


@dataclass(frozen=True)
class Told:
    """One of the round's results, with its placings; what was voided was one too."""

    result: Result
    placings: list[Placing]

    @property
    def folder(self) -> str:
        return layout.folder_of_result(self.result.number)


@dataclass(frozen=True)
class Work:
    """A submission, and which version of it is shown: the accepted one, or the last."""

    submission: Submission
    version: int
    folder: str

    @property
    def entrant(self) -> str:
        entry = self.submission.entry
        return str(entry.honoured or entry.office.title)

    @property
    def link(self) -> str:
        return layout.link(f"{self.folder}/{layout.INDEX}")


@dataclass(frozen=True)
class Seat:
    """A seat of the panel. Not how many sheets it signed: that would tell its code."""

    judge: Judge
    has_signed: bool


@dataclass(frozen=True)
class Story:
    round: Round
    # The one that stands, and those before it, the latest first.
    told: Told
    earlier: list[Told]
    works: list[Work]
    seats: list[Seat]
    decisions: list[TieDecision]
    appeals: list[Appeal]
    # Issued or cancelled, of whichever result.
    certificates: list[Certificate]
    history: list[Happening]
    viruses: dict[str, str]
    exported_by: User
    exported_at: datetime

    @property
    def result(self) -> Result:
        return self.told.result

    @cached_property
    def work_of(self) -> dict[int, Work]:
        return {each.submission.pk: each for each in self.works}

    @cached_property
    def placing_of(self) -> dict[int, Placing]:
        return {each.submission_id: each for each in self.told.placings}


def story_of(round_: Round, *, by: User, at: datetime) -> Story | None:
    """Read the story of a round loaded `for_list`, or None where no result stands.

    Ten queries or so.
    """
    told = [Told(result, placings) for result, placings in results_of(round_)]
    standing = next((each for each in told if each.result.state in STANDING), None)
    if standing is None:
        return None
    works = works_of(round_, by=by, at=at)
    appeals = appeals_against([each.result for each in told])
    return Story(
        round=round_,
        told=standing,
        earlier=[each for each in told if each.result.state not in STANDING],
        works=works,
        seats=seats_signed(round_),
        decisions=list(round_.tie_decisions.select_related("decided_by")),
        appeals=appeals,
        certificates=list(
            Certificate.objects.filter(placing__result__round=round_)
            .with_name()
            .select_related("placing__submission")
            .order_by("year", "number")
        ),
        history=happenings(
            round_,
            [each.result for each in told],
            appeals,
            [each.submission for each in works],
            at=at,
        ),
        viruses=dict(
            StoredFile.objects.exclude(virus="").values_list("sha256", "virus")
        ),
        exported_by=by,
        exported_at=at,
    )


def results_of(round_):
    """Yield each result of the round with its placings, the latest first."""
    results = (
        round_.results.select_related("sealed_by", "approved_by", "published_by")
        .order_by("-number")
        .defer("seats", "certainty")
    )
    placings: dict[int, list[Placing]] = {}
    for placing in Placing.objects.for_list().filter(result__round=round_):
        placings.setdefault(placing.result_id, []).append(placing)
    for result in results:
        result.round = round_
        yield result, placings.get(result.pk, [])


def appeals_against(results: list[Result]) -> list[Appeal]:
    by_pk = {result.pk: result for result in results}
    appeals = list(
        Appeal.objects.filter(result__in=by_pk)
        .select_related("office", "filed_by", "answered_by")
        .prefetch_related("files__stored")
    )
    for appeal in appeals:
        appeal.result = by_pk[appeal.result_id]
    return appeals


def works_of(round_, *, by, at) -> list[Work]:
    last = Version.objects.filter(submission=OuterRef("pk")).order_by("-number")
    works = (
        Submission.objects.visible_to(by, at=at)
        .filter(round=round_)
        .select_related("entry__office", "entry__person")
        .defer("entry__answers")
        .annotate(
            version=Coalesce(F("accepted_version"), Subquery(last.values("pk")[:1]))
        )
        .order_by("serial")
    )
    return [
        Work(
            each,
            each.version,
            layout.folder_of_entry(each.number, each.entry.office.title_th),
        )
        for each in works
    ]


def seats_signed(round_) -> list[Seat]:
    """Return those who accepted a seat. Two queries."""
    signed = Scoresheet.objects.filter(
        submission__round=round_, state=SheetState.SIGNED
    ).values_list("judge", flat=True)
    signers = set(signed.order_by().distinct())
    return [
        Seat(judge, judge.pk in signers)
        for judge in seats_of(round_)
        if judge.accepted_at
    ]
