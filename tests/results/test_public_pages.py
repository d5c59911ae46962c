"""What everybody reads, signed in or not."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from contests.models import Stage
from contests.phases import Phase
from offices.roles import Level
from results import actions, public
from results.models import Result
from results.papers import announcement
from submissions.models import Submission
from tests.factories import (
    make_category,
    make_entry,
    make_name_removal,
    make_office,
    make_placing,
    make_round,
    make_season,
    make_stage,
    make_submission,
    make_user,
)
from tests.results.conftest import RANKED
from ui.thai import thai_digits


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"
    with override("en"):
        yield


@pytest.fixture
def read(client):
    """Return a function that opens a public page without signing in."""

    def open_page(name, *args, **query):
        response = client.get(reverse(f"results:{name}", args=args), query)
        assert response.status_code == 200
        return response

    return open_page


def text_of(response):
    return response.content.decode()


# A result -------------------------------------------------------------------------


def test_a_result_names_winner_and_runners_up(published, read):
    shown = read("result", published.pk).context["result"]

    assert [each.title for each in shown.placed] == list(RANKED)
    assert [(each.rank, each.award_name, each.who.name) for each in shown.placed] == [
        (1, "Winner", "Phu Sing District CD Office, Si Sa Ket"),
        (2, "Runner-up 1", "Sila Lat District CD Office, Si Sa Ket"),
        (3, "Runner-up 2", "Phayu District CD Office, Si Sa Ket"),
        (4, "Runner-up 3", "Benchalak District CD Office, Si Sa Ket"),
    ]
    assert shown.digest == published.digest


def test_a_result_names_each_work_as_it_was_accepted(published, read):
    shown = read("result", published.pk).context["result"]

    for each in shown.placed:
        submission = Submission.objects.get(round=published.round, entry=each.entry_pk)
        assert each.title == submission.accepted_version.content["title"] != ""


def test_a_result_says_where_the_winner_went(published, contest, read):
    shown = read("result", published.pk).context["result"]

    assert [each.onward and each.onward.area for each in shown.placed] == [
        contest.region.office.title,
        None,
        None,
        None,
    ]


def test_a_result_shows_no_marks_and_no_judges(published, judge, chair, read):
    text = text_of(read("result", published.pk))

    assert published.placings.get(rank=1).score == "90.00"
    for secret in ("90.00", judge.get_full_name(), chair.get_full_name()):
        assert secret not in text


def test_who_was_not_placed_is_named_without_rank_or_title(
    contest, accept_entry, enter, entries, staff, other_staff, read
):
    contest.offices["3301"] = make_office("3301")
    accept_entry("3301", title="ชื่อเรื่องที่ไม่ประกาศ")
    result = enter({c: n for n, c in enumerate((*RANKED, "3301"), start=1)})
    actions.approve(result, by=other_staff)
    actions.publish(result, by=staff)

    page = read("result", result.pk)

    shown = page.context["result"]
    assert [who.office_code for who in shown.participants] == ["3301"]
    assert len(shown.placed) == 4
    assert "ชื่อเรื่องที่ไม่ประกาศ" not in text_of(page)


def test_a_person_is_named_with_title_and_position_and_nothing_else(
    offices, staff, other_staff, read, now
):
    person = make_user(
        "malee",
        title="นางสาว",
        given_name="มาลี",
        surname="ใจดี",
        position="นักวิชาการพัฒนาชุมชน",
        position_level="ชำนาญการ",
        phone="081-234-5678",
        email="malee@cdd.example",
    )
    category = make_category(1, make_season())
    round_ = make_round(make_stage(category, Level.PROVINCE, Phase.JUDGING))
    make_round(make_stage(category, Level.REGION, Phase.OPEN))
    entry = make_entry(category, offices["3317"], person=person, by=person)
    make_submission(round_, entry, "accepted")
    rows = [(offices["3317"], 1, "")]
    result = actions.enter_ranks(round_, rows, by=staff, source="ประกาศ")
    actions.approve(result, by=other_staff)
    actions.publish(result, by=staff)

    page = read("result", result.pk)

    who = page.context["result"].placed[0].who
    assert (who.name, who.position) == (
        "นางสาวมาลี ใจดี",
        "นักวิชาการพัฒนาชุมชนชำนาญการ",
    )
    for secret in ("081-234-5678", "malee@cdd.example"):
        assert secret not in text_of(page)


def test_a_result_without_marks_says_so(enter, staff, other_staff, read):
    result = enter({"3317": 1})
    actions.approve(result, by=other_staff)
    actions.publish(result, by=staff)

    text = text_of(read("result", result.pk))

    assert "Ranks without marks" in text
    assert "ประกาศจังหวัด 1/2565" in text


def test_no_contact_and_no_name_taken_off_is_read_in_a_source_or_a_reason(
    enter, staff, other_staff, read
):
    said = "ประกาศ ที่ ศก 0019.2/1 ถาม{} โทร. 081-234-5678, km@cdd.example"
    named = said.format("นายสมชาย ใจดี")
    result = enter({"3317": 1}, source=named)
    actions.approve(result, by=other_staff)
    actions.publish(result, by=staff)
    make_name_removal(
        result.placings.get().submission.entry, name="สมชาย ใจดี", by=staff
    )
    actions.withdraw(result, by=staff, reason=named)

    page = read("result", result.pk).context["result"]

    shown = "ประกาศ ที่ ศก 0019.2/1 ถามนาย••• โทร. •••, •••"
    assert (page.source, page.withdrawn_reason) == (shown, shown)
    paper = announcement.parts(Result.objects.for_list().get(pk=result.pk))["data"]
    assert paper["note"].endswith(f"ที่มา: {thai_digits(shown)}")


def test_an_unopposed_result_says_so(contest, accept_entry, staff, other_staff, read):
    contest.province.stage.lets_unopposed_up = True
    contest.province.stage.save()
    accept_entry("3317")
    result = actions.seal_unopposed(contest.province, by=staff)
    actions.approve(result, by=other_staff)
    actions.publish(result, by=staff)

    assert "Unopposed" in text_of(read("result", result.pk))


def test_a_sample_is_marked_on_every_page_that_shows_it(published, entries, read):
    entry = entries["3317"].entry
    entry.is_sample = True
    entry.save()
    year, code = published.round.stage.category.season.year, "3317"

    for name, *args in (
        ("result", published.pk),
        ("seasons",),
        ("season", year),
        ("category", year, 2),
        ("area", code),
    ):
        assert "Sample data" in text_of(read(name, *args)), name


def test_a_withdrawn_result_says_so_with_its_reason(published, staff, read):
    actions.withdraw(published, by=staff, reason="นับคะแนนผิด")

    page = read("result", published.pk)

    assert page.context["result"].is_withdrawn
    assert "นับคะแนนผิด" in text_of(page)
    assert "no longer stands" in text_of(page)


def test_old_and_new_result_name_each_other(published, contest, staff, chair, read):
    actions.withdraw(published, by=staff, reason="นับคะแนนผิด")
    again = actions.seal(contest.province, by=chair)
    actions.approve(again, by=staff)
    before = read("result", published.pk).context["result"]
    actions.publish(again, by=staff)

    old = read("result", published.pk).context["result"]
    new = read("result", again.pk).context["result"]

    assert (before.replaced_by, old.replaced_by, new.replaces) == (
        None,
        again.pk,
        published.pk,
    )


@pytest.mark.parametrize("state", ["sealed", "approved"])
def test_what_is_not_published_is_not_there(request, state, client):
    result = request.getfixturevalue(state)

    assert client.get(reverse("results:result", args=[result.pk])).status_code == 404


def test_a_refused_result_is_not_there(sealed, staff, client):
    actions.refuse(sealed, by=staff, reason="x")

    assert client.get(reverse("results:result", args=[sealed.pk])).status_code == 404


# The ladder -----------------------------------------------------------------------


def states(steps):
    return [(step.state, step.winner) for step in steps]


def test_the_ladder_shows_how_far_the_winner_came(published, entries):
    entry = entries["3317"].entry
    steps = public.ladders_of([entry.pk], entry.category_id, at=published.public_from)

    assert states(steps[entry.pk]) == [
        ("done", True),
        ("current", False),
        ("todo", False),
    ]


def test_the_ladder_does_not_tell_the_public_who_was_disqualified(
    published, entries, contest
):
    sent = Submission.objects.filter(round=contest.region)
    sent.update(state="disqualified", state_reason="x")
    entry = entries["3317"].entry

    steps = public.ladders_of([entry.pk], entry.category_id, at=published.public_from)

    assert states(steps[entry.pk])[1] == ("todo", False)


def test_the_ladder_shows_staff_above_what_they_may_see(
    published, entries, contest, region_staff
):
    sent = Submission.objects.filter(round=contest.region)
    sent.update(state="disqualified", state_reason="x")
    entry = entries["3317"].entry

    steps = public.ladders_of(
        [entry.pk],
        entry.category_id,
        at=published.public_from,
        reader=region_staff,
    )

    assert states(steps[entry.pk])[1] == ("stopped", False)


# Lists ----------------------------------------------------------------------------


def test_seasons_count_what_is_published(published, read):
    glance = read("seasons").context["seasons"][0]

    stages = glance.categories[0].stages
    assert (glance.published, glance.runs) == (1, True)
    assert [(s.level, s.state, s.published, s.rounds) for s in stages] == [
        ("province", "finished", 1, 1),
        ("region", "open", 0, 1),
        ("department", "upcoming", 0, 1),
    ]


def test_a_category_shows_the_highest_level_that_has_a_result(published, read):
    year = published.round.stage.category.season.year

    page = read("category", year, 2)
    other = read("category", year, 2, level="region")

    assert (page.context["level"].value, len(page.context["cards"])) == ("province", 1)
    assert other.context["cards"] == []


@pytest.mark.parametrize("args", [(2400,), (2569, 9)])
def test_what_never_was_is_not_found(published, client, args):
    name = "season" if len(args) == 1 else "category"

    assert client.get(reverse(f"results:{name}", args=args)).status_code == 404


def test_an_area_shows_what_its_offices_won(published, read):
    won = {
        code: len(read("area", code).context["honours"])
        for code in ("3317", "33", "R14", "CDD", "5001")
    }

    assert won == {"3317": 1, "33": 4, "R14": 4, "CDD": 4, "5001": 0}


def test_an_office_shows_what_it_entered_and_how_far_that_came(
    contest, accept_entry, enter, entries, staff, other_staff, read
):
    contest.offices["3301"] = make_office("3301")
    accept_entry("3301", title="ชื่อเรื่องที่ไม่ประกาศ")
    result = enter({c: n for n, c in enumerate((*RANKED, "3301"), start=1)})
    actions.approve(result, by=other_staff)
    actions.publish(result, by=staff)

    won, took_part, province = (
        [(each.award, each.title) for each in read("area", code).context["honours"]]
        for code in ("3317", "3301", "33")
    )

    assert won == [("winner", "3317")]
    assert took_part == [("participant", "")]
    assert len(province) == 4


# The first of them first; the others in any order.
FOUND = {
    "ภู": ["3317"],
    "ภูสิงห์": ["3317"],
    "สพอ.ภูสิง": ["3317"],
    "phu sing": ["3317"],
    "ศรีสะเกษ": ["33", "3317", "3319", "3320", "3322"],
    "ศิลา": ["3322"],
    "กขคง": [],
}


def test_offices_are_found_by_name_from_two_letters(published, read):
    found = {
        words: [office.code for office in read("search", q=words).context["page"]]
        for words in FOUND
    }

    assert {
        words: [*codes[:1], *sorted(codes[1:])] for words, codes in found.items()
    } == FOUND
    assert read("search", q="ภ").context["is_short"]


def test_a_search_counts_each_offices_awards(published, read):
    page = read("search", q="ภูสิงห์")

    assert [office.honours for office in page.context["page"]] == [1]


# Budgets --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "where",
    [
        ("seasons",),
        ("season", 2569),
        ("category", 2569, 2),
        ("area", "CDD"),
        ("search", None),
    ],
)
def test_lists_cost_the_same_for_more_results(
    contest, staff, other_staff, queries_do_not_grow, where
):
    stage = contest.province.stage
    provinces = iter(["34", "35", "37", "30", "31"])

    def publish_another():
        code = next(provinces)
        round_ = make_round(stage, make_office(code))
        district = make_office(f"{code}01")
        make_region_province(contest, code)
        rows = [(district, 1, "ผลงาน")]
        result = actions.enter_ranks(round_, rows, by=staff, source="ประกาศ")
        actions.approve(result, by=other_staff)
        actions.publish(result, by=staff)

    name, *args = where
    url = reverse(f"results:{name}", args=[arg for arg in args if arg])
    if name == "search":
        url += "?q=จังหวัด"
    queries_do_not_grow(url, publish_another)


def make_region_province(contest, code):
    """Let the province lie in region 14 in this season, so that its winner goes up."""
    season = contest.category.season
    season.region_provinces.get_or_create(
        province=make_office(code), defaults={"region": contest.region.office}
    )


def test_a_result_costs_the_same_for_more_placings(
    contest, published, queries_do_not_grow
):
    districts = iter(["3301", "3302", "3303", "3304", "3305"])

    def add_placing():
        entry = make_entry(contest.category, make_office(next(districts)))
        make_placing(
            published, make_submission(contest.province, entry), 2, award="runner_up_1"
        )

    url = reverse("results:result", args=[published.pk])
    queries_do_not_grow(url, add_placing)


def test_who_goes_up_without_an_award_is_named_so(
    contest, enter, client, staff, other_staff
):
    Stage.objects.filter(pk=contest.province.stage_id).update(places=2, awards=1)
    result = enter({"3317": 1, "3322": 2, "3320": 3})
    result = actions.approve(result, by=other_staff)
    actions.publish(result, by=staff)

    page = client.get(reverse("results:result", args=[result.pk]))

    [(who, onward)] = page.context["result"].also_go_up
    assert (who.office_code, onward.area) == ("3322", contest.region.office.title)
    assert page.content.decode().count("Goes on to") == 2
