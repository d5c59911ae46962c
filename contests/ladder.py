"""Which round an office enters, and which round lies above another.

A district belongs to the province in its path; which region a province belonged to is
the season's own (`RegionProvince`), so that a past contest keeps its ladder. Each
function that takes many rows costs the same few queries however many they are.
"""

from collections.abc import Iterable

from django.db.models import Q

from contests.models import Category, RegionProvince, Round, Stage
from offices.models import Office
from offices.querysets import OfficeQuerySet
from offices.roles import LADDER, Level

# Among the codes of a path: department, region, province, district.
PLACE_OF_PROVINCE = 2


def rung(level: str) -> int:
    """Return how high a level lies: districts at 0."""
    return LADDER.index(level)


def by_rung(stages: Iterable[Stage]) -> list[Stage]:
    """Return stages from the lowest level up."""
    return sorted(stages, key=lambda stage: rung(stage.level))


def entry_stage(
    category: Category, level: str, stages: Iterable[Stage]
) -> Stage | None:
    """Return the stage that an office of this level enters, of the category's stages.

    An agency category is entered by offices of one level, at its lowest stage; an
    individual one by officers of the entrant level and above, each at the stage of
    their office's own level or else the next above.
    """
    if category.is_individual:
        if rung(level) < rung(category.entrant_level):
            return None
        candidates = [stage for stage in stages if rung(stage.level) >= rung(level)]
    else:
        candidates = list(stages) if level == category.entrant_level else []
    return min(candidates, key=lambda stage: rung(stage.level), default=None)


def entry_round(category: Category, office: Office) -> Round | None:
    """Return the round that `office`, or a person through it, enters. Two queries."""
    stage = entry_stage(category, office.level, Stage.objects.filter(category=category))
    if stage is None:
        return None
    rounds = Round.objects.for_list().filter(stage=stage)
    if stage.level == Level.REGION and rung(office.level) < rung(stage.level):
        province = office.codes[PLACE_OF_PROVINCE]
        then = RegionProvince.objects.filter(
            season=category.season_id, province__code=province
        )
        return rounds.filter(office__in=then.values("region")).first()
    code = area_code(office, stage.level, {})
    return rounds.filter(office__code=code).first()


def entry_rounds(
    categories: Iterable[Category], offices: Iterable[Office]
) -> dict[tuple[int, int], Round]:
    """Return the round each office enters, by (category, office) primary keys.

    Three queries. A pair without a round is not in the answer.
    """
    categories, offices = list(categories), list(offices)
    stages: dict[int, list[Stage]] = {}
    for stage in Stage.objects.filter(category__in=categories):
        stages.setdefault(stage.category_id, []).append(stage)
    regions = regions_of({category.season_id for category in categories})
    wanted = {}
    for category in categories:
        for office in offices:
            stage = entry_stage(category, office.level, stages.get(category.pk, []))
            if stage is not None:
                code = area_code(
                    office, stage.level, regions.get(category.season_id, {})
                )
                wanted[category.pk, office.pk] = (stage.pk, code)
    return pick(wanted)


def round_above(round_: Round) -> Round | None:
    """Return the round that the winners of `round_` go up to."""
    return rounds_above([round_]).get(round_.pk)


def rounds_above(rounds: Iterable[Round]) -> dict[int, Round]:
    """Return the round above each, by primary key. Loaded with stage and category."""
    rounds = list(rounds)
    stages: dict[int, list[Stage]] = {}
    categories = {round_.stage.category_id for round_ in rounds}
    for stage in Stage.objects.filter(category__in=categories):
        stages.setdefault(stage.category_id, []).append(stage)
    regions = regions_of({round_.stage.category.season_id for round_ in rounds})
    wanted = {}
    for round_ in rounds:
        above = stage_above(round_.stage, stages[round_.stage.category_id])
        if above is not None:
            season = regions.get(round_.stage.category.season_id, {})
            code = area_code(round_.office, above.level, season)
            wanted[round_.pk] = (above.pk, code)
    return pick(wanted)


def stage_above(stage: Stage, stages: Iterable[Stage]) -> Stage | None:
    """Return the next stage up the ladder, of the category's `stages`."""
    higher = [each for each in stages if rung(each.level) > rung(stage.level)]
    return min(higher, key=lambda each: rung(each.level), default=None)


def stage_below(stage: Stage, stages: Iterable[Stage]) -> Stage | None:
    """Return the next stage down; where there is one, entries come from it (rule 7)."""
    lower = [each for each in stages if rung(each.level) < rung(stage.level)]
    return max(lower, key=lambda each: rung(each.level), default=None)


def offices_entering(round_: Round) -> OfficeQuerySet:
    """Return the active offices whose own round this is, for who has not entered.

    One query to build it; no office where every entry comes from a stage below.
    """
    category = round_.stage.category
    stages = list(Stage.objects.filter(category=category))
    levels = [
        level
        for level in LADDER
        if entry_stage(category, level, stages) == round_.stage
    ]
    return Office.objects.filter(
        in_area_then(round_.office, category.season_id),
        is_active=True,
        level__in=levels,
    )


def in_area_then(area: Office, season_id: int, prefix: str = "") -> Q:
    """Return the condition that an office lay in an area in that season."""
    if area.level != Level.REGION:
        return Q(**{f"{prefix}path__startswith": area.path})
    provinces = RegionProvince.objects.filter(season=season_id, region=area)
    provinces = provinces.values("province")
    return (
        Q(**{f"{prefix}pk": area.pk})
        | Q(**{f"{prefix}pk__in": provinces})
        | Q(**{f"{prefix}parent__in": provinces})
    )


def regions_of(seasons: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return, for each season, the code of the region of each province's code."""
    regions: dict[int, dict[str, str]] = {}
    rows = RegionProvince.objects.filter(season__in=seasons).values_list(
        "season", "province__code", "region__code"
    )
    for season, province, region in rows:
        regions.setdefault(season, {})[province] = region
    return regions


def area_code(office: Office, level: str, regions: dict[str, str]) -> str | None:
    """Return the code of the office at `level` whose area `office` lay in."""
    # Department, region, province, district: as in `Office.path`.
    place = len(LADDER) - 1 - rung(level)
    if level == Level.REGION and rung(office.level) < rung(level):
        return regions.get(office.codes[place + 1])
    return office.codes[place] if place < len(office.codes) else None


def pick(wanted: dict) -> dict:
    """Replace each (stage, office code) by its round, with stage and office loaded."""
    found = Round.objects.for_list().filter(
        stage__in={stage for stage, _ in wanted.values()},
        office__code__in={code for _, code in wanted.values()},
    )
    rounds = {(each.stage_id, each.office.code): each for each in found}
    return {key: rounds[pair] for key, pair in wanted.items() if pair in rounds}
