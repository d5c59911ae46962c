"""What runs and what is finished: each season, category and stage in numbers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from contests.blueprint import fiscal_year_of
from contests.ladder import by_rung
from contests.models import Round, Season, Stage
from contests.phases import Phase
from ui.thai import in_bangkok

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
    # Whether it is still to be decided; see `runs`.
    runs: bool

    @property
    def published(self) -> int:
        return sum(category.published for category in self.categories)


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
        season_glance(
            season,
            tuple(
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
            at=at,
        )
        for season in seasons
    ]


def season_glance(season, categories, *, at) -> SeasonGlance:
    return SeasonGlance(
        year=season.year,
        name=season.name,
        is_sample=season.is_sample,
        categories=categories,
        runs=runs(season.year, categories, at=at),
    )


def runs(year: int, categories: Sequence[CategoryGlance], *, at: datetime) -> bool:
    """Say whether a season is still to be decided.

    It is over once the highest round of every category is; what a past year left
    undecided is over with the last of its dates.
    """
    stages = [stage for category in categories for stage in category.stages]
    highest = [category.stages[-1] for category in categories if category.stages]
    if highest and all(stage.state == "finished" for stage in highest):
        return False
    return year >= fiscal_year_of(in_bangkok(at).date()) or any(
        stage.judging_due_at > at for stage in stages
    )


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
