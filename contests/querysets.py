"""What can be asked of seasons, categories, stages and rounds.

Seasons, categories, stages, criteria and rounds are no secret: every signed-in person
may read them. What happens inside a round is asked of the apps above.
"""

from django.db import models
from django.db.models import Count

from contests.phases import effective, phase_annotation
from offices.querysets import in_areas, run_by
from offices.roles import OVERSEERS, offices_of


class ReadableQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return all rows to a signed-in person, none to anybody else."""
        return self.all() if user.is_authenticated else self.none()


class SeasonQuerySet(ReadableQuerySet):
    pass


class CategoryQuerySet(ReadableQuerySet):
    pass


class StageQuerySet(ReadableQuerySet):
    pass


class CriterionQuerySet(ReadableQuerySet):
    pass


class RoundQuerySet(ReadableQuerySet):
    def with_phase(self, *, at):
        """Annotate `opens`, `closes`, `judging_opens`, `judging_due` and `phase`."""
        return self.annotate(
            opens=effective("opens_at"),
            closes=effective("closes_at"),
            judging_opens=effective("judging_opens_at"),
            judging_due=effective("judging_due_at"),
        ).annotate(phase=phase_annotation(at=at))

    def count_by_phase(self, *, at):
        """Return how many rounds each stage has in each phase: {stage: {phase: n}}."""
        counts = {}
        rows = self.with_phase(at=at).order_by().values("stage", "phase")
        for row in rows.annotate(number=Count("pk")):
            counts.setdefault(row["stage"], {})[row["phase"]] = row["number"]
        return counts

    def for_list(self):
        """Load what every list of rounds names."""
        return self.select_related("stage__category__season", "office")

    def overseen_by(self, user):
        """Return the rounds in the areas that `user` looks after (rule 10)."""
        return self.filter(in_areas(offices_of(user, *OVERSEERS), "office__path"))

    def run_by(self, user):
        """Return the rounds that `user` runs: see `offices.permissions.is_staff_at`."""
        return self.filter(run_by(user, "office"))
