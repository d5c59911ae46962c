"""Rule 8: until its moment, a publication is known to the staff of its office alone.

Each person reads their pages while the result is approved, and again once it is out
under an embargo. Not one letter may differ; when the embargo is over, they do.
"""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from kmchallenge.sitemaps import SITEMAPS
from offices.models import Mail
from results import actions, public
from results.certificates import day_of
from results.models import Certificate, Result
from submissions.models import Submission
from tests.factories import make_attachment, make_judge, make_session
from tests.permissions.around import NOTHING, addresses, is_everybodys
from tests.results.conftest import RANKED

DAY = timedelta(days=1)
# They read all pages; the others those of results, and what is addressed to them.
READERS = (
    "anonymous",
    "officer",
    "other_officer",
    "region_staff",
    "other_judge",  # of the round above
    "administrator",
)
OUTSIDERS = (*READERS, "outsider", "district_staff", "auditor", "judge", "chair")
PERSONAL = ("my-work", "offices:notices", "results:", "submissions:submission")
# Who reads the pages that are the same for everybody.
PUBLIC_READERS = ("anonymous", "officer")
# Where a season is set up and people are signed in, no result is known.
SET_UP = ("account_", "contests:category", "contests:season-", "contests:stage-")
WINNER = "โมเดลภูสิงห์เสวนา"
CHANGING = (
    re.compile(r'name="csrfmiddlewaretoken" value="\w+"'),
    re.compile(r'"X-CSRFToken": "\w+"'),
    re.compile(r' data-now="[^"]*"'),
)

# What says so once it is public.
PUBLIC_PAGES = {
    *("home", "sitemap", "sitemap-section", "verify:certificate"),
    *("library:home", "library:item", "library:reading-list"),
    *("library:reading-list-paper", "library:ask-for-name-off"),
    *("results:seasons", "results:season", "results:category", "results:area"),
    *("results:result", "results:picture", "results:announcement"),
    *("results:feed", "results:season-feed", "results:category-feed"),
    "results:area-feed",
}
ABOVE_PAGES = {
    *("my-work", "offices:notices", "contests:round", "contests:rounds"),
    *("submissions:screening", "submissions:submission", "results:round"),
}


@pytest.fixture
def frozen(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def entries(accept_entry):
    return {
        code: accept_entry(code, title=WINNER if code == "3317" else "")
        for code in RANKED
    }


@pytest.fixture
def world(frozen, contest, entries, people, approved, client_of, client, now):
    """The addresses to read, and who reads them; the result is approved.

    All of the table, as of the round that is published and as of the round above it,
    where `above` stands for what publishing brings.
    """
    shared = {
        "category": contest.category,
        "season": contest.category.season,
        "province": contest.offices["33"],
        "officer": people.officer,
        "page": 1,
        "one": 1,
    }
    below = SimpleNamespace(
        **shared,
        **around(contest.province, people.judge, entries["3317"]),
        office=contest.offices["3317"],
        other=entries["3322"],
        result=approved,
        placing=approved.placings.get(rank=1),
        certificate=NOTHING,
        mail=NOTHING,
    )
    make_judge(contest.region, people.other_judge)
    above = SimpleNamespace(
        **shared,
        office=contest.offices["33"],
        round=contest.region,
        stage=contest.region.stage,
        seat=contest.region.judges.get(),
        session=make_session(contest.region),
        submission=NOTHING,
    )
    clients = {
        name: client_of(getattr(people, name)) if name != "anonymous" else client
        for name in OUTSIDERS
    }
    return SimpleNamespace(below=below, above=above, clients=clients)


def around(round_, judge, submission):
    """Return what the table's rows name, of a round with an entry of Phu Sing."""
    seat = round_.judges.get(user=judge)
    return {
        "round": round_,
        "stage": round_.stage,
        "seat": seat,
        "sheet": seat.sheets.get(submission=submission),
        "chairs_sheet": submission.sheets.exclude(judge=seat).get(),
        "session": make_session(round_, turns=[submission]),
        "submission": submission,
        "version": submission.versions.get(),
        "entry": submission.entry,
        "attachment": make_attachment(submission.entry),
    }


def read_all(world, people=OUTSIDERS):
    """Return what each person gets at each address, with the headers.

    What is the same for everybody is read by two of them alone.
    """
    item = f"?item={world.below.entry.pk}"
    year = world.below.season.year
    queries = {
        "home": [f"?map={year}-2"],
        "results:category": ["?level=province", "?level=region"],
        "results:search": ["?q=ภูสิงห์"],
        "library:home": [
            *(f"?q={words}" for words in ("ภูสิง", WINNER, "CoP")),
            *(f"?{facet}" for facet in (f"season={year}", "region=R14", "province=33")),
        ],
        "library:reading-list": [item],
        "library:reading-list-paper": [item],
    }
    scenes = (world.below, world.above)
    everything = addresses(*scenes, queries=queries)
    everything |= {
        ("sitemap", section): reverse("sitemap-section", args=[section])
        for section in SITEMAPS
    }
    public_ones = addresses(*scenes, queries=queries, only=is_everybodys)
    code = re.compile(f"{NOTHING.code}|{world.below.certificate.code}")
    read = {}
    for name in people:
        cache.clear()  # of who asked too often
        for key, url in everything.items():
            if not is_read(key, name, is_public=key in public_ones):
                continue
            if name == "anonymous":
                # Or the page of a form before would make the next one theirs alone.
                world.clients[name].cookies.clear()
            response = world.clients[name].get(url)
            # A picture is no text, but has to stay the same as well.
            text = response.getvalue().decode(errors="replace")
            for changing in (*CHANGING, code):
                text = changing.sub("", text)
            head = {
                each: value
                for each, value in response.headers.items()
                if each not in ("Content-Length", "Location")
            }
            read[name, *key] = (response.status_code, text, head)
    return read


def is_read(key, name, *, is_public):
    if is_public:
        return name in PUBLIC_READERS
    if name in READERS:
        return not key[0].startswith(SET_UP)
    return key[0].startswith(PERSONAL)


def differing(before, after):
    return sorted((key for key in after if before[key] != after[key]), key=str)


def test_nobody_else_can_tell_that_it_is_published(
    world, approved, contest, staff, now, frozen
):
    before = read_all(world)
    result = actions.publish(approved, by=staff, public_from=now + DAY)
    issued = actions.issue_certificates(
        result, result.placings.all(), by=staff, given_on=day_of(result)
    )
    world.below.certificate = Certificate.objects.get(placing__rank=1)
    world.below.mail = Mail.objects.filter(due_at=result.public_from).first()
    world.above.submission = Submission.objects.get(round=contest.region)

    after = read_all(world)

    assert len(issued) == 4
    assert differing(before, after) == []
    told = [
        (key, word)
        for key, (_status, text, _head) in after.items()
        for word in told_by(world)
        if key[0] == "anonymous" and word in text and word not in key[-1]
    ]
    assert told == []

    frozen.move_to(result.public_from)
    seen = differing(before, read_all(world, people=("anonymous", "region_staff")))
    # So each of these could have told.
    assert set() == PUBLIC_PAGES - {key[1] for key in seen if key[0] == "anonymous"}
    assert set() == ABOVE_PAGES - {key[1] for key in seen if key[0] == "region_staff"}


def told_by(world):
    """Return the words that stand nowhere before it is public."""
    certificate = world.below.certificate
    number = world.above.submission.number
    return WINNER, certificate.code, certificate.full_number, number


def test_nobody_else_can_tell_that_it_was_withdrawn_again(
    world, approved, staff, now, frozen
):
    people = ("anonymous", "officer", "region_staff")
    before = read_all(world, people)
    result = actions.publish(approved, by=staff, public_from=now + DAY)
    actions.withdraw(result, by=staff, reason="คะแนนผิด")

    after = read_all(world, people)

    # The round is in judging again, which the panel is told: the chair's mail is among
    # those that the administrator reads. Nobody else learns that it was published.
    secret = ("Published", "ประกาศผลการคัดเลือก", "Withdr", "ยกเลิกประกาศ")
    for key, (_status, text, _head) in after.items():
        if key[1] == "offices:mail":
            continue
        _old_status, old, _old_head = before[key]
        for word in secret:
            assert text.count(word) <= old.count(word), (key, word)


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
