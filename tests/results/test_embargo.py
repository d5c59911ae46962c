"""Rule 8: until its moment, a publication is known to the staff of its office alone.

Each person reads their pages while the result is approved, and again once it is out
under an embargo. Not one letter may differ; when the embargo is over, they do.
"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from kmchallenge.sitemaps import SITEMAPS
from offices.models import Mail
from results import actions, public
from results.models import Result
from submissions.models import Submission

DAY = timedelta(days=1)
OUTSIDERS = (
    "anonymous",
    "officer",
    "other_officer",
    "outsider",
    "district_staff",
    "region_staff",
    "administrator",
    "auditor",
    "judge",
    "chair",
)
CHANGING = (
    re.compile(r'name="csrfmiddlewaretoken" value="\w+"'),
    re.compile(r'"X-CSRFToken": "\w+"'),
)


@pytest.fixture
def frozen(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def world(frozen, contest, entries, people, approved, client_of, client):
    """The addresses to read, and who reads them; the result is approved."""
    province, region, winner = contest.province, contest.region, entries["3317"]
    year = contest.category.season.year
    addresses = [
        ("home",),
        ("my-work",),
        ("results:own-certificates",),
        ("offices:notices",),
        ("offices:mail",),
        ("offices:office", "3317"),
        ("contests:season", contest.category.season_id),
        ("contests:stage", province.stage_id),
        ("contests:rounds", province.stage_id),
        ("contests:rounds", region.stage_id),
        ("contests:round", province.pk),
        ("contests:round", region.pk),
        ("submissions:entries",),
        ("submissions:entry", winner.entry_id),
        ("submissions:submission", winner.pk),
        ("submissions:screening", province.pk),
        ("submissions:screening", region.pk),
        ("judging:panel", province.pk),
        ("judging:panel", region.pk),
        ("judging:ranking", province.pk),
        ("judging:ranking", region.pk),
        ("library:home",),
        ("library:item", winner.entry_id),
        ("library:reading-list",),
        ("library:agree-to-show", winner.pk),
        ("library:ask-for-name-off", winner.entry_id),
        ("library:names", winner.entry_id),
        ("results:seasons",),
        ("results:season", year),
        ("results:category", year, 2),
        ("results:area", "3317"),
        ("results:area", "33"),
        ("results:area", "R14"),
        ("results:area", "CDD"),
        ("results:result", approved.pk),
        ("results:round", province.pk),
        ("results:round", region.pk),
        ("results:approve", approved.pk),
        ("results:publish", approved.pk),
        ("results:withdraw", approved.pk),
        ("results:ceremony", approved.pk),
        ("results:appeal-new", approved.pk),
        ("results:ledger", approved.pk),
        ("results:ranking-table", province.pk, "csv"),
        ("judging:marks-table", province.pk, "csv"),
        ("submissions:screening-list", region.pk, "csv"),
        ("results:seal-unopposed", region.pk),
        ("results:close-empty", region.pk),
        ("results:enter-ranks", region.pk),
    ]
    # What is the same for everybody is read by two of them.
    machines = [
        ("results:picture", approved.pk),
        ("results:site-picture",),
        ("results:feed",),
        ("results:season-feed", year),
        ("results:category-feed", year, 2),
        ("results:area-feed", "33"),
        ("results:season-calendar", year),
        ("results:area-calendar", "3317"),
        ("results:round-calendar", province.pk),
        ("results:round-calendar", region.pk),
        ("robots",),
        ("sitemap",),
        *(("sitemap-section", section) for section in SITEMAPS),
    ]
    urls = [reverse(name, args=args) for name, *args in addresses]
    urls.append(reverse("results:search") + "?q=ภูสิงห์")
    public_urls = [reverse(name, args=args) for name, *args in machines]
    public_urls += [
        reverse("home") + f"?map={year}-2",
        reverse("results:category", args=[year, 2]) + "?level=province",
        reverse("results:category", args=[year, 2]) + "?level=region",
    ]
    clients = {
        name: client_of(getattr(people, name)) if name != "anonymous" else client
        for name in OUTSIDERS
    }
    return urls, public_urls, clients


def read_all(world):
    """Return what each person gets at each address, with the headers."""
    urls, public_urls, clients = world
    read = {}
    for name, client in clients.items():
        own = [*urls, *public_urls] if name in ("anonymous", "officer") else urls
        for url in own:
            response = client.get(url)
            # A picture is no text, but has to stay the same as well.
            text = response.getvalue().decode(errors="replace")
            for changing in CHANGING:
                text = changing.sub("", text)
            head = {
                name: value
                for name, value in response.headers.items()
                if name != "Content-Length"
            }
            read[name, url] = (response.status_code, text, head)
    return read


def differing(before, after):
    return sorted(key for key in before if before[key] != after[key])


def test_nobody_else_can_tell_that_it_is_published(
    world, approved, contest, staff, now, frozen
):
    before = read_all(world)
    result = actions.publish(approved, by=staff, public_from=now + DAY)
    actions.issue_certificates(
        result, result.placings.all(), by=staff, given_on=actions.day_of(result)
    )

    after = read_all(world)

    assert Submission.objects.filter(round=contest.region).count() == 1
    assert differing(before, after) == []

    frozen.move_to(result.public_from)
    seen = differing(before, read_all(world))
    assert {name for name, _url in seen} == set(OUTSIDERS)
    # So each of these could have told.
    public_pages = {
        "/",
        reverse("sitemap-section", args=["results"]),
        *(
            reverse(f"results:{name}", args=args)
            for name, *args in (
                ("seasons",),
                ("season", year_of(approved)),
                ("category", year_of(approved), 2),
                ("area", "33"),
                ("result", approved.pk),
                ("picture", approved.pk),
                ("feed",),
                ("season-feed", year_of(approved)),
                ("category-feed", year_of(approved), 2),
                ("area-feed", "33"),
            )
        ),
    }
    assert public_pages <= {url for name, url in seen if name == "anonymous"}


def year_of(result):
    return result.round.stage.category.season.year


def test_nobody_else_can_tell_that_it_was_withdrawn_again(
    world, approved, staff, now, frozen
):
    before = read_all(world)
    result = actions.publish(approved, by=staff, public_from=now + DAY)
    actions.withdraw(result, by=staff, reason="คะแนนผิด")

    after = read_all(world)

    # The round is in judging again, which the panel is told: the chair's mail is among
    # those that the administrator reads. Nobody else learns that it was published.
    secret = ("Published", "ประกาศผลการคัดเลือก", "Withdr", "ยกเลิกประกาศ")
    for (name, url), (_status, text, _head) in after.items():
        if name in ("chair", "judge") or url == reverse("offices:mail"):
            continue
        _old_status, old, _old_head = before[name, url]
        for word in secret:
            assert text.count(word) <= old.count(word), (name, url, word)


def test_the_staff_of_the_office_see_it(world, approved, contest, client_of, people):
    actions.publish(approved, by=people.staff, public_from=approved.approved_at + DAY)

    colleague = client_of(people.other_staff)
    page = colleague.get(reverse("results:round", args=[contest.province.pk]))

    assert page.context["result_page"].state == "published"
    sent = Submission.objects.get(round=contest.region)
    url = reverse("submissions:submission", args=[sent.pk])
    assert colleague.get(url).status_code == 200


def test_nothing_is_told_before_its_moment(embargoed, people, now):
    told = [
        notice
        for user in vars(people).values()
        for notice in user.notices.due(now + DAY / 2)
    ]

    assert told == []
    assert not Mail.objects.filter(due_at__lt=embargoed.public_from).exists()
    assert people.officer.notices.due(embargoed.public_from).exists()


def test_the_values_of_home_hold_nothing_of_it(embargoed, now):
    def published(at):
        seasons = public.seasons_at_a_glance(at=at)
        return seasons[0].published, len(public.newest(5, at=at))

    assert published(now + DAY / 2) == (0, 0)
    assert published(embargoed.public_from) == (1, 1)


def test_the_public_queryset_opens_at_the_moment(embargoed):
    moment = embargoed.public_from

    assert not Result.objects.public(at=moment - timedelta(seconds=1)).exists()
    assert list(Result.objects.public(at=moment)) == [embargoed]
