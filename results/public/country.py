"""The country at a glance: which provinces published, and where something runs.

A tile for each province stands about where the province lies: `province_tiles.csv`
gives its column from the west and its row from the north.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.utils.translation import gettext_lazy as _

from contests.ladder import rung
from contests.models import RegionProvince, Round
from contests.phases import Phase
from offices.loading import DATA, ROOT
from offices.roles import Level
from results.public.seasons import BEING_JUDGED, SeasonGlance
from ui.language import page_language

RUNS = {Phase.OPEN, *BEING_JUDGED}
STATES = {
    "published": _("Result published"),
    "running": _("Running"),
    "none": _("Nothing yet"),
    "empty": _("No entries"),
}


@dataclass(frozen=True)
class Place:
    """Where a province's tile stands, and what is short for its name."""

    column: int
    row: int
    short_th: str
    short_en: str


@cache
def places() -> dict[str, Place]:
    """Return the place of each province, by its code."""
    with open(DATA / "province_tiles.csv", encoding="utf-8", newline="") as file:
        return {
            row["province_code"]: Place(
                int(row["column"]), int(row["row"]), row["short_th"], row["short_en"]
            )
            for row in csv.DictReader(file)
        }


@dataclass(frozen=True)
class ProvinceTile:
    code: str
    name: str
    short: str
    column: int
    row: int
    state: str

    @property
    def state_name(self) -> str:
        return STATES[self.state]


@dataclass(frozen=True)
class Country:
    """A category of a season over the country."""

    year: int
    number: int
    # From the north-west, as one reads.
    tiles: tuple[ProvinceTile, ...]
    # The region's name and its provinces, in the order of the regions.
    regions: tuple[tuple[str, tuple[ProvinceTile, ...]], ...]

    @property
    def legend(self) -> list[tuple[str, str, int]]:
        """Each state that occurs: what it is, its name, how many provinces."""
        states = [tile.state for tile in self.tiles]
        return [
            (state, name, states.count(state))
            for state, name in STATES.items()
            if state in states
        ]


def country_of(year: int, number: int, *, runs: bool, at: datetime) -> Country | None:
    """Return how far each province is with a category. Two queries.

    A province has published once its own round has; where the category has no round in
    provinces, once its region's has, or the nation's. Until then, and while the season
    runs, a round that runs there or in one of its districts counts. None, where the
    season has no provinces.
    """
    phases = defaultdict(set)
    rounds = Round.objects.filter(
        stage__category__season__year=year, stage__category__number=number
    ).with_phase(at=at)
    for level, code, above, phase in rounds.values_list(
        "stage__level", "office__code", "office__parent__code", "phase"
    ):
        phases[level, above if level == Level.DISTRICT else code].add(phase)
    levels = {level for level, _code in phases if level != Level.DISTRICT}
    own = min(levels, key=rung, default=Level.PROVINCE)
    regions = defaultdict(list)
    rows = RegionProvince.objects.filter(season__year=year)
    rows = rows.select_related("region", "province").order_by("province__sort_key")
    for each in rows:
        code = each.province.code
        areas = {Level.PROVINCE: code, Level.REGION: each.region.code}
        there = phases[own, areas.get(own, ROOT)]
        below = phases[Level.DISTRICT, code] if own == Level.PROVINCE else set()
        state = state_of(there, below, season_runs=runs)
        regions[each.region].append(tile_of(each.province, state))
    if not regions:
        return None
    ordered = sorted(regions.items(), key=lambda pair: pair[0].code)
    tiles = [tile for _region, listed in ordered for tile in listed]
    return Country(
        year=year,
        number=number,
        tiles=tuple(sorted(tiles, key=lambda tile: (tile.row, tile.column))),
        regions=tuple((region.name, tuple(listed)) for region, listed in ordered),
    )


def state_of(own: set[str], below: set[str], *, season_runs: bool) -> str:
    """Say the state of an area by the phases of its own rounds and those below."""
    if Phase.PUBLISHED in own:
        return "published"
    if season_runs and (RUNS & (own | below) or Phase.PUBLISHED in below):
        return "running"
    return "empty" if Phase.NO_ENTRIES in own else "none"


def tile_of(province, state: str) -> ProvinceTile:
    place = places()[province.code]
    return ProvinceTile(
        code=province.code,
        name=province.name,
        short=place.short_en if page_language() == "en" else place.short_th,
        column=place.column,
        row=place.row,
        state=state,
    )


@dataclass(frozen=True)
class Choice:
    """A category of a season that the map can show; `value` stands in the address."""

    value: str
    year: int
    number: int
    season: str
    category: str
    runs: bool
    published: int
    is_sample: bool


def choices_of(seasons: list[SeasonGlance]) -> list[Choice]:
    """Return every category that has rounds, the latest season first."""
    return [
        Choice(
            value=f"{season.year}-{category.number}",
            year=season.year,
            number=category.number,
            season=season.name,
            category=category.name,
            runs=season.runs,
            published=category.published,
            is_sample=season.is_sample,
        )
        for season in seasons
        for category in season.categories
        if category.rounds
    ]


def chosen(choices: list[Choice], asked: str | None) -> Choice | None:
    """Return what was asked for; else, of what runs or else of all, the fullest.

    That is what has most results; of equals the first, hence of the latest season.
    """
    for choice in choices:
        if choice.value == asked:
            return choice
    return max(choices, key=lambda each: (each.runs, each.published), default=None)
