"""What runs and what is finished: each season, category and stage in numbers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from contests.ladder import by_rung
from contests.models import Round, Season, Stage
from contests.phases import Phase

# To the public a round is being judged until its result is published: whether it is
# sealed or approved, or published under an embargo, shows no difference.
BEING_JUDGED = (Phase.SCREENING, Phase.JUDGING, Phase.SEALED, Phase.APPROVED)


@dataclass(frozen=True)
class StageGlance:
    """The rounds of a stage in numbers, and its next date."""

    level: str
    level_name: str
    rounds: int
    upcoming: int
    taking_entries: int
    being_judged: int
    published: int
    without_entries: int
    opens_at: datetime
    closes_at: datetime
    judging_due_at: datetime

    @property
    def state(self) -> str:
        """The word that says most: open, judged, upcoming or finished; or empty."""
        if not self.rounds:
            return "none"
        if self.taking_entries:
            return "open"
        if self.being_judged:
            return "judged"
        return "upcoming" if self.upcoming else "finished"


@dataclass(frozen=True)
class CategoryGlance:
    number: int
    name: str
    stages: tuple[StageGlance, ...]

    @property
    def rounds(self) -> int:
        return sum(stage.rounds for stage in self.stages)

    @property
    def published(self) -> int:
        return sum(stage.published for stage in self.stages)


@dataclass(frozen=True)
class SeasonGlance:
    year: int
    name: str
    is_sample: bool
    categories: tuple[CategoryGlance, ...]

    @property
    def published(self) -> int:
        return sum(category.published for category in self.categories)

    @property
    def runs(self) -> bool:
        """Whether some round has still to be opened, judged or published."""
        return any(
            stage.state not in ("finished", "none")
            for category in self.categories
            for stage in category.stages
        )


def seasons_at_a_glance(*, at: datetime, year: int | None = None) -> list[SeasonGlance]:
    """Return every season, or that of `year`, the latest first. Four queries."""
    seasons = Season.objects.prefetch_related("categories")
    stages = Stage.objects.select_related("category")
    rounds = Round.objects.all()
    if year is not None:
        seasons = seasons.filter(year=year)
        stages = stages.filter(category__season__year=year)
        rounds = rounds.filter(stage__category__season__year=year)
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    tally = rounds.with_phase(at=at).order_by().values_list("stage", "phase")
    for stage, phase, number in tally.annotate(number=Count("pk")):
        counts[stage][phase] = number
    by_category = defaultdict(list)
    for stage in stages:
        by_category[stage.category_id].append(stage)
    return [
        SeasonGlance(
            year=season.year,
            name=season.name,
            is_sample=season.is_sample,
            categories=tuple(
                CategoryGlance(
                    number=category.number,
                    name=category.name,
                    stages=tuple(
                        stage_glance(stage, counts[stage.pk])
                        for stage in by_rung(by_category[category.pk])
                    ),
                )
                for category in season.categories.all()
            ),
        )
        for season in seasons
    ]


def stage_glance(stage: Stage, counts: dict[str, int]) -> StageGlance:
    counts = {phase: counts.get(phase, 0) for phase in Phase}
    return StageGlance(
        level=stage.level,
        level_name=str(stage.name),
        rounds=sum(counts.values()) - counts[Phase.CANCELLED],
        upcoming=counts[Phase.UPCOMING],
        taking_entries=counts[Phase.OPEN],
        being_judged=sum(counts[phase] for phase in BEING_JUDGED),
        published=counts[Phase.PUBLISHED],
        without_entries=counts[Phase.NO_ENTRIES],
        opens_at=stage.opens_at,
        closes_at=stage.closes_at,
        judging_due_at=stage.judging_due_at,
    )
