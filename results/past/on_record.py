"""What files brought in of the year before: what a new one may correct, and joins.

A round whose result came in by a file and was withdrawn is corrected by another file;
its works are still there, and whoever is placed again keeps theirs.
"""

from collections import defaultdict

from django.db.models import F, Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from contests.ladder import rung
from contests.models import Round, Season
from results.models import Placing
from results.past.planned import Corrected, Entrant, PlannedRound
from results.workflow import State
from submissions.models import Submission
from submissions.naming import line_in
from submissions.workflow import GONE


class Records:
    """The year's past results and their works. Two queries."""

    def __init__(self, season: Season):
        self.corrected: dict[int, Corrected] = {}
        self.placed = set()
        self.standing = defaultdict(list)
        placings = Placing.objects.filter(
            result__round__stage__category__season=season,
            result__past_import__isnull=False,
            # Not those that another result took the place of.
            result__replaced_by__isnull=True,
        ).select_related("result", "submission__entry", "submission__advanced_to")
        for each in (
            placings.order_by()
            .annotate(
                category=F("result__round__stage__category"),
                level=F("result__round__stage__level"),
            )
            .defer("result__ledger", "result__rules", "submission__entry__answers")
        ):
            result, submission = each.result, each.submission
            if result.state == State.PUBLISHED:
                key = (each.category, entrant_of(submission))
                self.standing[key].append((rung(each.level), submission))
            elif result.state == State.WITHDRAWN:
                self.placed.add(submission.pk)
                self.corrected[result.round_id] = Corrected(
                    result.pk, result.undone_at, result.state_reason
                )
        self.works = defaultdict(list)
        works = Submission.objects.filter(
            ~Q(state__in=GONE) | Q(entry__discarded_at__isnull=True),
            round__in=self.corrected,
        ).select_related("entry__office", "entry__category__season")
        # As its version names the person, whatever the entry has come to say.
        for each in works.annotate(
            named=KeyTextTransform(
                "name", KeyTransform("person", "accepted_version__content")
            )
        ):
            self.works[each.round_id].append(each)

    def others_in(self, round_: Round) -> list[Submission]:
        """Return the live works of a round to correct that no file brought in."""
        return [each for each in self.live(round_) if each.pk not in self.placed]

    def live(self, round_: Round) -> list[Submission]:
        return [each for each in self.works[round_.pk] if each.state not in GONE]

    def join(self, planned: PlannedRound) -> None:
        """Give each placing its work on record; say what is placed no more."""
        planned.corrects = self.corrected.get(planned.round.pk)
        if planned.corrects is None:
            return
        works = {entrant_of(each): each for each in self.works[planned.round.pk]}
        # Who left and came back under the same name has two; the live one counts.
        works |= {entrant_of(each): each for each in self.live(planned.round)}
        for each in planned.placings:
            each.on_record = works.get(each.entrant)
        kept = {each.on_record for each in planned.placings}
        live = self.live(planned.round)
        planned.leaving = [each for each in live if each not in kept]

    def highest(self, key: tuple[int, Entrant]) -> int:
        """Return how high whom the key names is placed on record."""
        return max((place for place, _work in self.standing[key]), default=0)

    def below(self, key: tuple[int, Entrant], own: int) -> int | None:
        """Return the work below by which a new one came, a primary key."""
        lower = [
            (place, work.pk)
            for place, work in self.standing[key]
            if place < own and not hasattr(work, "advanced_to")
        ]
        return max(lower)[1] if lower else None


def entrant_of(submission: Submission) -> Entrant:
    entry = submission.entry
    return entry.office_id, line_in(entry.person_name)
