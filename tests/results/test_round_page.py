"""The page of a round's result and those of its acts, as each person meets them."""

from itertools import count

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from contests.phases import Phase, phase_of
from offices.models import Notice
from results import actions
from results.actions.storing import store
from results.models import Placing, Result
from results.workflow import State
from submissions.models import Submission
from submissions.workflow import State as SubmissionState
from tests.factories import make_entry, make_office, make_placing, make_submission
from tests.results.conftest import DAY, RANKED
from ui.thai import in_bangkok


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"
    with override("en"):
        yield


@pytest.fixture
def as_(client):
    """Return a function that opens a page as a person, in English."""

    def open_page(user, name, pk, data=None):
        client.force_login(user)
        url = reverse(f"results:{name}", args=[pk])
        return client.get(url) if data is None else client.post(url, data)

    return open_page


def text_of(response):
    return response.content.decode()


# Who may --------------------------------------------------------------------------


def test_who_opens_the_page_of_a_rounds_result(contest, panel, people, as_):
    opens = {
        name: as_(user, "round", contest.province.pk).status_code
        for name, user in vars(people).items()
        if name != "self"
    }

    assert opens == {
        "officer": 403,
        "other_officer": 403,
        "outsider": 403,
        "district_staff": 403,
        "staff": 200,
        "other_staff": 200,
        "region_staff": 200,
        "administrator": 200,
        "auditor": 200,
        "judge": 403,
        "other_judge": 403,
        "chair": 200,
    }


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("seal", {"chair": 200, "staff": 403, "judge": 403, "region_staff": 403}),
        ("seal-unopposed", {"chair": 403, "staff": 200, "region_staff": 403}),
        ("enter-ranks", {"chair": 403, "staff": 200, "region_staff": 403}),
        ("close-empty", {"chair": 403, "staff": 200, "region_staff": 403}),
    ],
)
def test_who_opens_the_pages_of_a_round(contest, marked, people, as_, act, expected):
    opened = {
        name: as_(getattr(people, name), act, contest.province.pk).status_code
        for name in expected
    }

    assert opened == expected


@pytest.mark.parametrize("act", ["approve", "refuse", "publish", "withdraw"])
def test_a_sealed_result_is_there_for_its_staff_alone(sealed, people, as_, act):
    opened = {
        name: as_(getattr(people, name), act, sealed.pk).status_code
        for name in ("staff", "chair", "judge", "officer", "region_staff", "auditor")
    }

    assert opened == {
        "staff": 200,
        "chair": 403,
        "judge": 403,
        "officer": 404,
        "region_staff": 404,
        "auditor": 404,
    }


@pytest.mark.parametrize("file", ["ledger", "rules"])
def test_the_files_are_for_staff_and_panel(sealed, people, as_, file):
    opened = {
        name: as_(getattr(people, name), file, sealed.pk).status_code
        for name in ("staff", "chair", "judge", "officer", "region_staff")
    }

    assert opened == {
        "staff": 200,
        "chair": 200,
        "judge": 200,
        "officer": 404,
        "region_staff": 404,
    }


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (None, {"anonymous": 302, "officer": 403, "outsider": 403}),
        ("ledger_for_offices", {"anonymous": 302, "officer": 200, "outsider": 403}),
        ("ledger_for_public", {"anonymous": 200, "officer": 200, "outsider": 200}),
    ],
)
def test_once_public_the_files_are_for_whom_the_stage_says(
    published, officer, outsider, client, client_of, setting, expected
):
    if setting:
        setattr(published.round.stage, setting, True)
        published.round.stage.save()
    url = reverse("results:ledger", args=[published.pk])

    answers = {
        "anonymous": client.get(url).status_code,
        "officer": client_of(officer).get(url).status_code,
        "outsider": client_of(outsider).get(url).status_code,
    }

    assert answers == expected


def test_the_ledger_is_the_stored_one(sealed, staff, as_):
    assert text_of(as_(staff, "ledger", sealed.pk)) == sealed.ledger
    assert as_(staff, "rules", sealed.pk).json() == sealed.rules


def test_a_result_without_marks_has_no_ledger(enter, staff, as_):
    assert as_(staff, "ledger", enter({"3317": 1}).pk).status_code == 404


@pytest.mark.parametrize("has_colleague", [True, False])
def test_a_result_that_nobody_may_approve_says_so_and_tells_those_above(
    contest, entries, people, as_, has_colleague
):
    if not has_colleague:
        people.other_staff.memberships.update(ended_at=timezone.now())
    placings = [Placing(submission=work, rank=1) for work in Submission.objects.all()]

    result = store(
        contest.province,
        placings,
        basis="unopposed",
        by=people.staff,
        at=timezone.now(),
    )
    step = as_(people.staff, "round", contest.province.pk).context["next"]

    invite = reverse("offices:invite") + "?office=33"
    assert [each.url for each in step.buttons] == ([] if has_colleague else [invite])
    told = Notice.objects.filter(key=f"result-{result.pk}-stuck", url=invite)
    assert {each.user for each in told.select_related("user")} == (
        set() if has_colleague else {people.region_staff, people.administrator}
    )


# The three acts, through the browser ----------------------------------------------


def test_the_chair_sees_what_is_sealed_and_seals_it(contest, marked, chair, as_):
    page = as_(chair, "seal", contest.province.pk)
    shown = [placing.rank for placing in page.context["placings"]]
    seen = page.context["seen"]

    as_(chair, "seal", contest.province.pk, {"seen": seen})

    result = Result.objects.get()
    assert (shown, result.state, result.sealed_by) == (
        [1, 2, 3, 4],
        State.SEALED,
        chair,
    )


def test_a_chair_with_unsigned_sheets_sees_no_ranking(contest, marked, chair, as_):
    chair.seats.get().sheets.first().scores.all()
    sheet = chair.seats.get().sheets.first()
    type(sheet).objects.filter(pk=sheet.pk).update(state="open", signed_at=None)

    page = as_(chair, "seal", contest.province.pk)

    assert page.context["placings"] == []
    assert page.context["act"].blocks


def test_a_changed_ranking_is_shown_again(contest, marked, chair, as_):
    page = as_(chair, "seal", contest.province.pk, {"seen": "another"})

    assert "has changed since you looked" in text_of(page)
    assert not Result.objects.exists()


def test_staff_approve_and_publish(sealed, staff, other_staff, as_, above):
    as_(staff, "approve", sealed.pk, {})
    page = as_(other_staff, "publish", sealed.pk)
    as_(other_staff, "publish", sealed.pk, {})

    sealed.refresh_from_db()
    assert (sealed.state, sealed.published_by) == (State.PUBLISHED, other_staff)
    assert any(
        "goes up to the round of" in each for each in page.context["act"].happens
    )
    assert above() == [("3317", "handed_in")]


def test_an_embargo_is_typed_as_a_thai_moment(approved, staff, as_):
    day = in_bangkok(approved.sealed_at + 3 * DAY)
    thai_digits = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    moment = {
        "public_from_day": str(day.day).translate(thai_digits),
        "public_from_month": str(day.month),
        "public_from_year": str(day.year + 543),
        "public_from_time": "9.00",
    }

    as_(staff, "publish", approved.pk, moment)

    approved.refresh_from_db()
    typed = day.replace(hour=9, minute=0, second=0, microsecond=0)
    assert approved.public_from == typed


def test_a_past_embargo_is_refused_beside_its_field(approved, staff, as_):
    moment = {
        "public_from_day": "1",
        "public_from_month": "10",
        "public_from_year": "2565",
        "public_from_time": "9.00",
    }

    page = as_(staff, "publish", approved.pk, moment)

    assert list(page.context["form"].errors) == ["public_from"]
    assert "2565" in text_of(page)


def test_whoever_comes_second_is_told_in_words(approved, published, other_staff, as_):
    page = as_(other_staff, "publish", approved.pk, {})

    assert page.status_code == 200
    assert "This result is “Published” by now" in text_of(page)


def test_the_sealer_reads_that_a_colleague_must_approve(enter, staff, as_):
    result = enter({"3317": 1})

    page = as_(staff, "approve", result.pk, {})

    result.refresh_from_db()
    assert result.state == State.SEALED
    assert "a colleague of the round" in text_of(page)


def test_a_refusal_keeps_what_was_typed(sealed, staff, as_):
    page = as_(staff, "refuse", sealed.pk, {"reason": "  "})
    assert list(page.context["form"].errors) == ["reason"]

    as_(staff, "refuse", sealed.pk, {"reason": "รวมคะแนนผิด"})

    assert "รวมคะแนนผิด" in text_of(as_(staff, "round", sealed.round_id))


def test_withdrawing_says_what_comes_back(published, staff, as_):
    page = as_(staff, "withdraw", published.pk)

    assert any("is taken back" in each for each in page.context["act"].happens)


def test_the_next_placing_is_offered_when_the_winner_left(
    published, contest, staff, as_, above
):
    Submission.objects.filter(round=contest.region).update(
        state="withdrawn", state_reason="ย้าย"
    )
    page = as_(staff, "round", contest.province.pk)
    second = published.placings.get(rank=2)
    assert list(page.context["result_page"].ascent.next_up) == [second]

    as_(staff, "send-up-next", second.pk, {"reason": "แทนผู้ชนะ"})

    assert above() == [("3317", "withdrawn"), ("3322", "handed_in")]


def test_staff_enter_a_past_years_ranks(contest, staff, as_):
    rows = [("1", "3317", "โมเดลภูสิงห์เสวนา"), ("๒", "ศิลาลาด", ""), ("3", "", "")]
    data = {
        "source": "ประกาศ",
        "ranks-TOTAL_FORMS": "3",
        "ranks-INITIAL_FORMS": "3",
    }
    for number, (rank, office, title) in enumerate(rows):
        data |= {
            f"ranks-{number}-rank": rank,
            f"ranks-{number}-office": office,
            f"ranks-{number}-title": title,
        }

    page = as_(staff, "enter-ranks", contest.province.pk)
    as_(staff, "enter-ranks", contest.province.pk, data)

    assert page.status_code == 200
    result = Result.objects.get()
    assert [
        (placing.rank, placing.submission.entry.office.code)
        for placing in result.placings.all()
    ] == [(1, "3317"), (2, "3322")]


def test_the_rows_begin_with_what_no_embargo_hides(
    contest, accept_entry, staff, as_, now
):
    for code, visible_from in (("3317", now - DAY), ("3322", now + DAY)):
        work = Submission.objects.filter(pk=accept_entry(code).pk)
        work.update(visible_from=visible_from)

    rows = as_(staff, "enter-ranks", contest.province.pk).context["rows"]

    begun = [row.initial["office"] for row in rows if "office" in row.initial]
    assert begun == [contest.offices["3317"].title]


def test_a_wrong_office_is_refused_in_its_row_and_the_rest_stays(contest, staff, as_):
    data = {
        "source": "ประกาศ",
        "ranks-TOTAL_FORMS": "2",
        "ranks-INITIAL_FORMS": "2",
        "ranks-0-rank": "1",
        "ranks-0-office": "เชียงใหม่",
        "ranks-0-title": "ชื่อเรื่องที่พิมพ์ไว้",
        "ranks-1-rank": "",
        "ranks-1-office": "3322",
        "ranks-1-title": "",
    }

    page = as_(staff, "enter-ranks", contest.province.pk, data)

    assert [list(row.errors) for row in page.context["rows"]] == [["office"], ["rank"]]
    assert "ชื่อเรื่องที่พิมพ์ไว้" in text_of(page)


def test_a_round_without_entries_is_closed(contest, staff, as_, now):
    as_(staff, "close-empty", contest.province.pk, {})

    contest.province.refresh_from_db()
    assert phase_of(contest.province, at=now + DAY) == Phase.NO_ENTRIES


def test_the_page_names_what_stands_in_the_way(contest, panel, entries, chair, as_):
    page = as_(chair, "round", contest.province.pk)

    blocks = page.context["next"].blocks
    assert len(blocks) == len(set(blocks)) == 6
    assert page.context["next"].buttons == []


# Budgets --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["round", "seal"])
def test_the_pages_before_the_seal_cost_the_same_for_more_entries(
    contest, panel, chair, accept_entry, queries_do_not_grow, name
):
    codes = iter((*RANKED, "5001"))
    url = reverse(f"results:{name}", args=[contest.province.pk])

    queries_do_not_grow(url, lambda: accept_entry(next(codes)), by=chair)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("round", "sealed"),
        ("round", "published"),
        ("approve", "sealed"),
        ("publish", "approved"),
        ("withdraw", "published"),
        ("ceremony", "published"),
    ],
)
def test_the_pages_after_the_seal_cost_the_same_for_more_placings(
    contest, staff, queries_do_not_grow, name, state, request, entries
):
    result = request.getfixturevalue(state)
    pk = result.round_id if name == "round" else result.pk

    districts = count(3301)

    def add_placing():
        entry = make_entry(contest.category, make_office(str(next(districts))))
        make_placing(result, make_submission(result.round, entry), rank=9)

    url = reverse(f"results:{name}", args=[pk])
    queries_do_not_grow(url, add_placing, by=staff)


@pytest.fixture
def cost_of(client, staff):
    """Return a function that counts the queries of an act, and undoes it."""
    client.force_login(staff)

    def count_queries(act, result):
        url = reverse(f"results:{act}", args=[result.pk])
        with CaptureQueriesContext(connection) as queries, transaction.atomic():
            assert client.post(url, {"reason": "x"}).status_code == 302
            transaction.set_rollback(True)
        return sum("SAVEPOINT" not in query["sql"] for query in queries)

    return count_queries


@pytest.mark.parametrize("act", ["approve", "refuse"])
def test_small_acts_stay_in_the_budget_of_a_page_that_saves(sealed, cost_of, act):
    assert cost_of(act, sealed) <= 20


@pytest.mark.parametrize(
    ("act", "state"), [("publish", "approved"), ("withdraw", "published")]
)
def test_the_great_acts_cost_the_same_for_more_placings(
    request, contest, cost_of, act, state
):
    """They pass through four apps, tell everybody and shelve what won: more than 20,
    but constant."""
    result = request.getfixturevalue(state)
    districts = count(3301)

    cost_of(act, result)
    with_four = cost_of(act, result)
    for _ in range(5):
        entry = make_entry(contest.category, make_office(str(next(districts))))
        submission = make_submission(result.round, entry, SubmissionState.ACCEPTED)
        make_placing(result, submission, rank=9)

    assert cost_of(act, result) == with_four <= 55


# What will be public ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "state", "as_who"),
    [
        ("seal", "", "chair"),
        ("approve", "sealed", "staff"),
        ("publish", "approved", "staff"),
    ],
)
def test_each_act_shows_first_what_the_public_will_read(
    request, contest, marked, name, state, as_who, as_, client, staff, other_staff
):
    result = request.getfixturevalue(state) if state else None
    user = request.getfixturevalue(as_who)
    page = as_(user, name, result.pk if result else contest.province.pk)
    preview = page.context["preview"]

    if result is None:
        result = actions.seal(contest.province, by=user)
    if result.state == State.SEALED:
        result = actions.approve(result, by=staff)
    result = actions.publish(result, by=other_staff)

    public = as_(staff, "result", result.pk).context["result"]
    for part in ("placed", "participants", "season", "source", "is_withdrawn"):
        shown, read = getattr(preview, part), getattr(public, part)
        assert shown == read, part
    assert preview.placed[0].onward.area == contest.region.office.title
    assert name == "seal" or preview.digest == public.digest


# The ceremony -----------------------------------------------------------------------


def test_the_ceremony_goes_from_the_last_placed_to_the_winner_the_tied_together(
    contest, sign_sheets, chair, staff, as_, queries_do_not_grow
):
    sign_sheets({"3317": 9, "3322": 8, "3320": 8, "3319": 7})
    result = actions.seal(contest.province, by=chair)

    assert as_(staff, "ceremony", result.pk).status_code == 404
    actions.approve(result, by=staff)
    for user in (staff, chair):
        reveals = as_(user, "ceremony", result.pk).context["reveals"]
        assert [(each.award, len(each.holders)) for each in reveals] == [
            ("Runner-up 3", 1),
            ("Runner-up 1", 2),
            ("Winner", 1),
        ]


def test_under_an_embargo_the_ceremony_is_for_staff_and_chair(
    embargoed, people, chair, as_
):
    opens = {
        name: as_(user, "ceremony", embargoed.pk).status_code
        for name, user in vars(people).items()
        if name != "self"
    }

    assert {name for name, code in opens.items() if code == 200} == {
        "staff",
        "other_staff",
        "chair",
    }
