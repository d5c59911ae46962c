"""The map of the provinces: where each tile stands, and what it says."""

import csv

import pytest
from django.urls import reverse

from contests.models import RegionProvince
from contests.phases import Phase
from offices.loading import DATA
from offices.roles import Level
from results.public import country
from tests.factories import (
    make_category,
    make_office,
    make_round,
    make_season,
    make_stage,
)


def provinces():
    """Return the region of every province of the list of offices."""
    with open(DATA / "districts.csv", encoding="utf-8", newline="") as file:
        return {row["province_code"]: row["region_no"] for row in csv.DictReader(file)}


def test_every_province_has_one_place_and_short_names_of_its_own():
    places = country.places()

    assert set(places) == set(provinces())
    for of in (
        lambda place: (place.column, place.row),
        lambda place: place.short_th,
        lambda place: place.short_en,
    ):
        assert len(set(map(of, places.values()))) == 76


def test_the_provinces_of_a_region_lie_together():
    places = country.places()
    regions = {}
    for code, region in provinces().items():
        regions.setdefault(region, set()).add((places[code].column, places[code].row))

    for region, tiles in regions.items():
        reached, edge = set(), {min(tiles)}
        while edge:
            reached |= edge
            edge = {
                (x, y)
                for x, y in tiles - reached
                if any(max(abs(x - a), abs(y - b)) == 1 for a, b in edge)
            }
        assert reached == tiles, region


def test_the_corners_of_the_country_are_where_they_are():
    places = country.places()
    north = min(places, key=lambda code: places[code].row)
    south = max(places, key=lambda code: (places[code].row, places[code].column))
    west = min(places, key=lambda code: (places[code].column, places[code].row))

    assert (north, south, west) == ("57", "96", "58")
    # Ubon Ratchathani lies farthest east, with Nakhon Phanom and Amnat Charoen.
    east = {code for code in places if places[code].column == 10}
    assert east == {"34", "37", "48"}


@pytest.mark.parametrize(
    ("own", "below", "state"),
    [
        ({Phase.PUBLISHED}, set(), "published"),
        ({Phase.PUBLISHED}, {Phase.JUDGING}, "published"),
        ({Phase.APPROVED}, set(), "running"),
        ({Phase.SEALED}, set(), "running"),
        ({Phase.UPCOMING}, {Phase.OPEN}, "running"),
        ({Phase.UPCOMING}, {Phase.PUBLISHED}, "running"),
        ({Phase.UPCOMING}, set(), "none"),
        ({Phase.NO_ENTRIES}, set(), "empty"),
        ({Phase.CANCELLED}, set(), "none"),
        (set(), set(), "none"),
    ],
)
def test_a_province_is_as_far_as_its_own_round(own, below, state):
    assert country.state_of(own, below, season_runs=True) == state


def test_nothing_runs_in_a_season_that_is_over():
    assert country.state_of({Phase.JUDGING}, set(), season_runs=False) == "none"


def states(at, number=2):
    shown = country.country_of(2569, number, runs=True, at=at)
    return {tile.code: tile.state for tile in shown.tiles}


def test_the_map_says_who_published_once_the_embargo_is_over(embargoed, contest, now):
    assert states(now)["33"] == "running"
    assert states(embargoed.public_from)["33"] == "published"


def test_without_rounds_of_provinces_the_region_counts(offices, now):
    category = make_category(3, make_season())
    make_round(make_stage(category, Level.REGION, Phase.OPEN))
    make_round(make_stage(category, Level.DEPARTMENT, Phase.UPCOMING))

    assert states(now, number=3) == {"33": "running", "34": "running", "50": "none"}


def test_home_shows_the_category_that_was_chosen(published, contest, client):
    other = make_category(3, contest.category.season)
    make_round(make_stage(other, Level.REGION, Phase.OPEN))

    fullest = client.get(reverse("home"))
    asked = client.get(reverse("home"), {"map": "2569-3"})
    unknown = client.get(reverse("home"), {"map": "x"})

    assert fullest.context["map_choice"].value == "2569-2"
    assert asked.context["map_choice"].value == "2569-3"
    assert unknown.context["map_choice"].value == "2569-2"
    assert reverse("results:area", args=["33"]) in fullest.content.decode()


def test_the_map_costs_the_same_for_more_provinces(contest, staff, queries_do_not_grow):
    codes = iter(["30", "31", "32", "35", "37"])

    def add_province():
        office = make_office(next(codes))
        RegionProvince.objects.create(
            season=contest.category.season,
            region=contest.region.office,
            province=office,
        )
        make_round(contest.province.stage, office)

    queries_do_not_grow("/", add_province)
    # And with all that the bar of somebody signed in asks for.
    queries_do_not_grow("/", lambda: None, by=staff)
