"""How far an entry climbed: district, province, region, nation, as a picture."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from contests.ladder import by_rung
from contests.models import Stage
from offices.models import User
from results.models import Award, Placing
from submissions.models import Submission
from submissions.querysets import shown_at
from submissions.workflow import GONE


@dataclass(frozen=True)
class Step:
    """A stage as the picture of steps draws it (`ui/_steps.html`)."""

    label: str
    state: str
    note: str = ""
    moment: datetime | None = None
    url: str = ""
    winner: bool = False


def ladders_of(
    entries: Iterable[int], category: int, *, at: datetime, reader: User | None = None
) -> dict[int, list[Step]]:
    """Return the steps of each entry of one category, by primary key. Three queries.

    A round counts once its result is public, and the next one as soon as the entry was
    publicly sent there. A `reader` sees besides the submissions that are theirs to see.
    """
    entries = list(entries)
    stages = by_rung(Stage.objects.filter(category=category))
    placings = {
        (each.submission.entry_id, each.result.round.stage_id): each
        for each in Placing.objects.public(at=at)
        .filter(submission__entry__in=entries)
        .select_related("submission", "result__round__office")
    }
    submissions = defaultdict(dict)
    for each in seen_submissions(entries, reader, at=at):
        submissions[each.entry_id][each.round.stage_id] = each
    return {
        entry: [
            step_of(stage, placings.get((entry, stage.pk)), here.get(stage.pk))
            for stage in stages
            if not_below(stage, stages, here, entry, placings)
        ]
        for entry in entries
        for here in [submissions[entry]]
    }


def seen_submissions(entries, reader, *, at):
    """Return the entries' submissions that the reader, or anybody, may know of.

    Anybody may know who was publicly sent up and is there still.
    """
    submissions = Submission.objects.filter(entry__in=entries)
    sent = submissions.filter(
        shown_at(at),
        advanced_from__in=publicly_placed(entries, at=at),
    ).exclude(state__in=GONE)
    known = Q(pk__in=sent.values("pk"))
    if reader is not None:
        theirs = Submission.objects.visible_to(reader, at=at).filter(entry__in=entries)
        known |= Q(pk__in=theirs.values("pk"))
    return submissions.filter(known).select_related("round__office")


def publicly_placed(entries, *, at):
    return (
        Placing.objects.public(at=at)
        .filter(submission__entry__in=entries)
        .values("submission")
    )


def not_below(stage, stages, here, entry, placings):
    """Say whether the stage is not under the one where the entry began."""
    began = [
        index
        for index, each in enumerate(stages)
        if each.pk in here or (entry, each.pk) in placings
    ]
    return not began or stages.index(stage) >= min(began)


def step_of(stage, placing, submission):
    """Return the step of one stage: decided, under way, left, or still to come."""
    label = str(stage.name)
    if placing is not None:
        return Step(
            label=label,
            state="done",
            note=_("%(award)s · %(area)s")
            % {
                "award": placing.get_award_display(),
                "area": placing.result.round.office.name,
            },
            # Of an earlier year nobody asks when it came into the portal.
            moment=None
            if placing.result.past_import_id
            else placing.result.public_from,
            url=reverse("results:result", args=[placing.result_id]),
            winner=placing.award == Award.WINNER,
        )
    if submission is None:
        return Step(label=label, state="todo")
    area = submission.round.office.name
    if submission.state in GONE:
        return Step(
            label=label,
            state="stopped",
            note=_("%(state)s · %(area)s")
            % {"state": submission.get_state_display(), "area": area},
        )
    return Step(label=label, state="current", note=area)
