"""The newest results as feeds, the dates as calendars, the pages as a sitemap."""

import re
from xml.etree import ElementTree

import icalendar
import pytest
from django.urls import reverse

from contests.phases import Phase
from offices.roles import Level
from results import actions
from tests.factories import make_category, make_round, make_season, make_stage

ATOM = "{http://www.w3.org/2005/Atom}"
LOC = re.compile("<loc>http://testserver([^<]+)</loc>")


# Feeds ----------------------------------------------------------------------------


def entries_of(client, name, *args):
    response = client.get(reverse(f"results:{name}", args=args))
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    return [
        (
            entry.findtext(f"{ATOM}title"),
            entry.find(f"{ATOM}link").get("href"),
            entry.findtext(f"{ATOM}updated"),
        )
        for entry in feed.iter(f"{ATOM}entry")
    ]


@pytest.mark.parametrize(
    ("name", "args", "has_it"),
    [
        ("feed", (), True),
        ("season-feed", (2569,), True),
        ("season-feed", (2568,), False),
        ("category-feed", (2569, 2), True),
        ("category-feed", (2569, 3), False),
        ("area-feed", ("R14",), True),
        ("area-feed", ("33",), True),
        ("area-feed", ("50",), False),
    ],
)
def test_a_feed_has_what_was_published_in_it(published, client, name, args, has_it):
    make_season(2568)
    make_category(3, published.round.stage.category.season)
    url = reverse("results:result", args=[published.pk])

    found = entries_of(client, name, *args)

    assert [link for _title, link, _at in found] == [f"http://testserver{url}"] * has_it
    for title, _link, updated in found:
        assert title.startswith("สำนักงานพัฒนาชุมชนอำเภอภูสิงห์")
        assert updated.startswith(published.public_from.strftime("%Y-%m-%d"))


def test_what_is_withdrawn_leaves_the_feed(published, staff, client):
    actions.withdraw(published, by=staff, reason="คะแนนผิด")

    assert entries_of(client, "feed") == []


def test_an_empty_feed_is_the_same_each_time(client, db):
    url = reverse("results:feed")

    assert client.get(url)["ETag"] == client.get(url)["ETag"]


# Calendars ------------------------------------------------------------------------


def events_of(client, name, *args):
    response = client.get(reverse(f"results:{name}", args=args))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(response.content)
    return {str(event["uid"]).partition("@")[0]: event for event in calendar.events}


def test_a_seasons_calendar_has_the_dates_of_every_stage(contest, client):
    stage = contest.province.stage

    events = events_of(client, "season-calendar", 2569)

    assert len(events) == 9
    closes = events[f"stage-{stage.pk}-closes"]
    assert closes.start == stage.closes_at.replace(microsecond=0)
    assert stage.category.name_th in closes["summary"]
    assert len(closes.walk("VALARM")) == 1


def test_a_moved_date_is_the_same_event(contest, client):
    stage, uid = contest.region.stage, f"stage-{contest.region.stage_id}-closes"
    before = events_of(client, "season-calendar", 2569)[uid].start
    stage.closes_at += stage.judging_opens_at - stage.closes_at
    stage.save()

    assert events_of(client, "season-calendar", 2569)[uid].start > before


@pytest.mark.parametrize(
    ("code", "rounds"),
    [("3317", ["province"]), ("33", ["province"]), ("R14", ["region"]), ("50", [])],
)
def test_an_offices_calendar_has_the_rounds_it_enters_or_runs(
    contest, client, code, rounds
):
    events = events_of(client, "area-calendar", code)

    expected = {
        f"round-{getattr(contest, name).pk}-{date}"
        for name in rounds
        for date in ("opens", "closes", "judging_due")
    }
    assert set(events) == expected


def test_a_rounds_calendar_has_its_own_dates(contest, client, now):
    round_ = contest.region
    round_.own_closes_at = now.replace(microsecond=0)
    round_.own_dates_reason = "x"
    round_.save()

    events = events_of(client, "round-calendar", round_.pk)

    assert events[f"round-{round_.pk}-closes"].start == round_.own_closes_at


def test_a_cancelled_round_has_no_calendar(contest, client, now):
    contest.nation.cancelled_at = now
    contest.nation.save()
    url = reverse("results:round-calendar", args=[contest.nation.pk])

    assert client.get(url).status_code == 404
    assert events_of(client, "area-calendar", "CDD") == {}


def test_a_calendar_costs_the_same_for_more_rounds(
    contest, offices, queries_do_not_grow
):
    seasons = iter(range(2561, 2567))

    def add_round():
        category = make_category(2, make_season(next(seasons)))
        make_round(make_stage(category, Level.PROVINCE, Phase.OPEN))

    queries_do_not_grow(reverse("results:area-calendar", args=["3317"]), add_round)


# Sitemap and robots ---------------------------------------------------------------


def test_the_sitemap_leads_to_pages_that_anybody_may_read(published, client):
    sections = LOC.findall(client.get(reverse("sitemap")).content.decode())
    listed = [
        path
        for section in sections
        for path in LOC.findall(client.get(section).content.decode())
    ]

    winner = published.placings.get(rank=1)
    assert {client.get(path).status_code for path in listed} == {200}
    assert {
        "/",
        reverse("results:result", args=[published.pk]),
        reverse("results:category", args=[2569, 2]),
        reverse("results:area", args=["3317"]),
        reverse("library:home"),
        reverse("library:item", args=[winner.submission.entry_id]),
    } <= set(listed)


def test_search_engines_are_kept_out_of_a_demonstration_alone(client, db, settings):
    settings.DEMO = False
    open_to_all = client.get("/robots.txt").content.decode()
    settings.DEMO = True
    demo = client.get("/robots.txt").content.decode()

    assert "Disallow: /\n" not in open_to_all
    assert "Disallow: /account/" in open_to_all
    assert "Disallow: /\n" in demo
