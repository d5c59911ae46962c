"""The lists that the public pages through: by category and level, area, and name."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.db.models.functions import Length

from contests.ladder import by_rung
from contests.models import Category, Stage
from offices.models import Office
from results.models import Award, Placing, Result
from results.public.honours import won_in
from results.querysets import shown

SHORTEST_QUERY = 2


@dataclass(frozen=True)
class LevelTab:
    """A level of a category, with how many of its rounds are published."""

    value: str
    name: str
    rounds: int
    published: int


def levels_of(category: Category, *, at: datetime) -> list[LevelTab]:
    """Return the levels of a category from the top down. One query."""
    stages = Stage.objects.filter(category=category).annotate(
        made=Count("rounds", filter=Q(rounds__cancelled_at=None), distinct=True),
        published=Count(
            "rounds__results", filter=shown(at, "rounds__results__"), distinct=True
        ),
    )
    return [
        LevelTab(stage.level, str(stage.name), stage.made, stage.published)
        for stage in reversed(by_rung(stages))
    ]


def chosen(levels: list[LevelTab], asked: str | None) -> LevelTab | None:
    """Return the level asked for, else the highest that has a result, else the top."""
    for level in levels:
        if level.value == asked:
            return level
    decided = [level for level in levels if level.published]
    return (decided or levels or [None])[0]


def results_at(
    category: Category, level: LevelTab | None, *, at: datetime
) -> QuerySet[Result]:
    """Return a category's public results at a level, by the names of the areas."""
    return (
        Result.objects.public(at=at)
        .for_list()
        .filter(
            round__stage__category=category,
            round__stage__level=level.value if level else "",
        )
        .order_by("round__office__sort_key", "round__office__code")
    )


def awards_in(office: Office, *, at: datetime) -> QuerySet[Placing]:
    """Return the placings for `honours_of`."""
    return (
        won_in(office, at=at)
        .for_public()
        .select_related(
            "result__round__stage__category__season", "result__round__office"
        )
    )


def rounds_of(office: Office, *, at: datetime) -> QuerySet[Result]:
    """Return the public results of the rounds of this very office."""
    return Result.objects.public(at=at).for_list().filter(round__office=office)


def offices_named(words: str, *, at: datetime) -> QuerySet[Office]:
    """Return the offices of that name, each with `honours`, its own public awards.

    `sample_honours` are those of them that were made up for the demo.

    What is so called itself comes before what lies in a province that is; provinces
    come before districts.
    """
    won = shown(at, "entries__submissions__placings__result__") & ~Q(
        entries__submissions__placings__award=Award.PARTICIPANT
    )
    made_up = Q(entries__is_sample=True) | Q(entries__season__is_sample=True)
    placings = "entries__submissions__placings"
    honours = Count(placings, filter=won, distinct=True)
    sample_honours = Count(placings, filter=won & made_up, distinct=True)
    return (
        Office.objects.named(words)
        .filter(is_active=True)
        .annotate(
            honours=honours,
            sample_honours=sample_honours,
            depth=Length("path"),
            is_own=Case(
                When(
                    Q(name_th__contains=words) | Q(name_en__icontains=words),
                    then=Value(0),
                ),
                default=Value(1),
            ),
        )
        .select_related("parent")
        .order_by("is_own", "depth", "sort_key", "code")
    )
