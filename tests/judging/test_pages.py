"""The judge's pages at work: the sheet with and without JavaScript, the signature."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from contests.models import Stage
from contests.phases import Phase
from judging import actions
from judging.models import Score, Scoresheet
from judging.workflow import State
from tests.factories import (
    make_category,
    make_event,
    make_judge,
    make_round,
    make_season,
    make_sheet,
    make_stage,
)
from tests.judging.conftest import accepted, fill, fill_and_sign


def url(name, *args):
    return reverse(f"judging:{name}", args=args)


@pytest.fixture
def as_judge(client, panel):
    client.force_login(panel.judge.user)
    return client


def marks_of(judge):
    return dict(
        Score.objects.filter(sheet__judge=judge).values_list("criterion", "points")
    )


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_opens(client, panel, staff, settings, language):
    fill(panel.judge, panel.phu_sing, 5)
    sheet = fill_and_sign(panel.judge, panel.sila_lat, 5, 6)
    actions.excuse(panel.other_judge, panel.sila_lat, by=staff, reason="Away.")
    conflict = actions.declare_conflict(
        panel.chair, panel.sila_lat, by=staff, reason="Kin."
    )
    round_, work, seat = panel.round.pk, panel.phu_sing.pk, panel.judge.pk
    for person, pages in (
        (
            panel.judge.user,
            [
                url("my-rounds"),
                url("entries", round_),
                url("entries", round_) + "?sort=total",
                url("sheet", work),
                url("sheet", panel.sila_lat.pk),
                url("sign", work),
                url("sign", panel.sila_lat.pk),
                url("declare", work),
            ],
        ),
        (
            staff,
            [
                url("panel", round_),
                url("appoint", round_),
                url("appoint", round_) + "?q=x",
                url("invite", round_),
                url("seat", seat),
                url("change-seat", seat),
                url("leave", seat),
                url("declare-for", seat, work),
                url("excuse", seat, work),
                url("lift-conflict", conflict.pk),
                url("ranking", round_),
            ],
        ),
        (panel.chair.user, [url("reopen", sheet.pk), url("ranking", round_)]),
    ):
        client.force_login(person)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        for page in pages:
            assert client.get(page).status_code == 200, page


# One mark -----------------------------------------------------------------------------


def test_a_mark_is_answered_with_what_the_server_holds(as_judge, panel):
    fill(panel.judge, panel.phu_sing, 5)

    answer = as_judge.post(
        url("mark", panel.phu_sing.pk), {"points_c2": " ๗.๕ ", "comment_c2": "Good"}
    )

    assert (answer.status_code, answer.json()) == (
        200,
        {
            "held": {
                "comment": "",
                "points_c1": "5",
                "comment_c1": "",
                "points_c2": "7.5",
                "comment_c2": "Good",
            },
            "total": "60.00",
            "missing": 0,
            "errors": {},
            "differed": {},
        },
    )


def test_a_wrong_mark_is_answered_beside_its_field_and_the_right_ones_kept(
    as_judge, panel
):
    answer = as_judge.post(
        url("mark", panel.phu_sing.pk),
        {"points_c1": "11", "points_c2": "7", "comment": "Hm"},
    )

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["points_c1"]
    assert answer.json()["held"]["points_c2"] == "7"
    assert answer.json()["held"]["comment"] == "Hm"
    assert marks_of(panel.judge) == {"c2": 700}


@pytest.mark.parametrize("typed", ["x", "1e3", "1,5", "--1", "5..5", "9" * 13, "nan"])
def test_what_is_no_number_is_answered_and_begins_nothing(as_judge, panel, typed):
    answer = as_judge.post(url("mark", panel.phu_sing.pk), {"points_c1": typed})

    assert answer.status_code == 422
    assert answer.json()["errors"]["points_c1"]
    assert not Scoresheet.objects.exists()


def test_a_mark_on_a_signed_sheet_is_refused_in_words(as_judge, panel):
    fill_and_sign(panel.judge, panel.phu_sing, 5, 6)

    answer = as_judge.post(url("mark", panel.phu_sing.pk), {"points_c1": "9"})

    assert answer.status_code == 409
    assert answer.json()["refused"]
    assert marks_of(panel.judge) == {"c1": 500, "c2": 600}


def test_a_mark_before_judging_begins_is_refused(as_judge, panel):
    now = timezone.now()
    Stage.objects.update(
        closes_at=now - timedelta(days=2), judging_opens_at=now + timedelta(days=2)
    )

    answer = as_judge.post(url("mark", panel.phu_sing.pk), {"points_c1": "9"})

    assert answer.status_code == 409
    page = as_judge.get(url("sheet", panel.phu_sing.pk))
    assert page.status_code == 200
    assert b"points_c1" not in page.content


def test_marking_needs_the_token(client, panel):
    client.handler.enforce_csrf_checks = True
    client.force_login(panel.judge.user)

    answer = client.post(url("mark", panel.phu_sing.pk), {"points_c1": "9"})

    assert answer.status_code == 403


# The whole sheet, without JavaScript --------------------------------------------------


def test_the_forms_button_saves_what_is_right_and_keeps_what_is_wrong(as_judge, panel):
    page = url("sheet", panel.phu_sing.pk)

    answer = as_judge.post(
        page,
        {
            "points_c1": "7.5",
            "comment_c1": "See page 3",
            "points_c2": "7.33",
            "comment_c2": "Hm",
            "comment": "Well done",
        },
    )

    assert answer.status_code == 200
    text = answer.content.decode()
    assert 'value="7.33"' in text
    assert "Well done" in text
    form = answer.context["form"]
    assert list(form.errors) == ["points_c2"]
    sheet = Scoresheet.objects.get()
    assert sheet.comment == "Well done"
    assert list(sheet.scores.values_list("criterion", "points", "comment")) == [
        ("c1", 750, "See page 3"),
        ("c2", None, "Hm"),
    ]


def test_a_right_sheet_goes_back_or_on_to_the_signature(as_judge, panel):
    page = url("sheet", panel.phu_sing.pk)
    marks = {"points_c1": "7", "points_c2": "8"}

    assert as_judge.post(page, marks).url == page
    assert as_judge.post(page, {**marks, "sign": ""}).url == url(
        "sign", panel.phu_sing.pk
    )


def test_an_emptied_mark_is_taken_back(as_judge, panel):
    fill(panel.judge, panel.phu_sing, 5, 6)

    as_judge.post(url("sheet", panel.phu_sing.pk), {"points_c1": "", "points_c2": "6"})

    assert marks_of(panel.judge) == {"c1": None, "c2": 600}


def test_a_page_left_open_undoes_nothing_that_was_given_in_another_window(
    as_judge, panel
):
    path = url("sheet", panel.phu_sing.pk)
    began = as_judge.get(path).context["form"]
    left_open = {f"was_{name}": began[name].was for name in began.fields}
    left_open |= {name: began[name].value() or "" for name in began.fields}
    fill(panel.judge, panel.phu_sing, 5, 6)
    actions.comment_on(panel.judge, panel.phu_sing, "Well\ntold.", by=panel.judge.user)

    as_judge.post(path, {**left_open, "points_c2": "8"})

    assert marks_of(panel.judge) == {"c1": 500, "c2": 800}
    assert Scoresheet.objects.get().comment == "Well\ntold."
    assert 'name="was_comment" value="Well\ntold."' in as_judge.get(path).text


def test_an_untouched_sheet_begins_nothing(as_judge, panel):
    as_judge.post(
        url("sheet", panel.phu_sing.pk),
        {"points_c1": "", "comment_c1": "", "points_c2": " ", "comment": " "},
    )

    assert not Scoresheet.objects.exists()


def test_a_sheet_that_was_signed_meanwhile_says_so(as_judge, panel):
    fill_and_sign(panel.judge, panel.phu_sing, 5, 6)

    answer = as_judge.post(
        url("sheet", panel.phu_sing.pk), {"points_c1": "9"}, follow=True
    )

    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert marks_of(panel.judge) == {"c1": 500, "c2": 600}


# The signature ------------------------------------------------------------------------


def test_an_incomplete_sheet_names_what_is_missing_and_is_not_signed(as_judge, panel):
    fill(panel.judge, panel.phu_sing, 5)
    page = url("sign", panel.phu_sing.pk)

    shown = as_judge.get(page)
    answer = as_judge.post(page, follow=True)

    assert [row.code for row in shown.context["mine"].missing] == ["c2"]
    assert f"{url('sheet', panel.phu_sing.pk)}#criterion-c2" in shown.content.decode()
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert Scoresheet.objects.get().state == State.OPEN


def test_a_sheet_is_shown_once_more_then_signed_and_locked(as_judge, panel):
    fill(panel.judge, panel.phu_sing, 5, 6)
    page = url("sign", panel.phu_sing.pk)

    assert "54.00" in as_judge.get(page).content.decode()
    assert as_judge.post(page).url == url("entries", panel.round.pk)

    assert Scoresheet.objects.get().state == State.SIGNED
    assert b"points_c1" not in as_judge.get(url("sheet", panel.phu_sing.pk)).content


def test_a_second_signature_is_answered_clearly(as_judge, panel):
    fill_and_sign(panel.judge, panel.phu_sing, 5, 6)
    signed_at = Scoresheet.objects.get().signed_at

    answer = as_judge.post(url("sign", panel.phu_sing.pk), follow=True)

    (message,) = answer.context["messages"]
    assert message.level_tag == "error"
    assert Scoresheet.objects.get().signed_at == signed_at


def test_a_judge_declares_a_conflict_with_a_reason(as_judge, panel):
    page = url("declare", panel.phu_sing.pk)

    assert as_judge.post(page, {"reason": " "}).status_code == 200
    answer = as_judge.post(page, {"reason": "My sister leads it."})

    assert answer.url == url("entries", panel.round.pk)
    assert as_judge.get(page).status_code == 404


# Lists --------------------------------------------------------------------------------


def test_my_entries_stand_in_the_order_of_my_totals(as_judge, panel):
    fill(panel.judge, panel.phu_sing, 5, 5)
    fill(panel.judge, panel.sila_lat, 5, 6)
    page = url("entries", panel.round.pk)

    by_number = as_judge.get(page).context["page"].object_list
    by_total = as_judge.get(page, {"sort": "total"}).context["page"].object_list

    assert [row.number for row in by_number] == [
        panel.phu_sing.number,
        panel.sila_lat.number,
    ]
    assert [(row.number, row.total_text, row.place) for row in by_total] == [
        (panel.sila_lat.number, "54.00", 1),
        (panel.phu_sing.number, "50.00", 2),
    ]


def test_my_entries_begin_with_what_is_left_to_do(as_judge, panel):
    fill_and_sign(panel.judge, panel.phu_sing, 5, 5)
    third = accepted(panel.round, "3301")
    fill(panel.judge, panel.sila_lat, 5, 5)
    fill(panel.judge, third, 9)

    answer = as_judge.get(url("entries", panel.round.pk), {"sort": "left"})

    works = (third, panel.sila_lat, panel.phu_sing)
    rows = answer.context["page"].object_list
    assert [row.number for row in rows] == [work.number for work in works]
    assert [row.place for row in rows] == [None, 1, 1]
    context = answer.context
    assert [context[each] for each in ("signed", "to_sign", "lacking")] == [1, 1, 1]


def test_the_sheets_history_tells_every_change_of_a_mark(as_judge, panel):
    fill(panel.judge, panel.phu_sing, 5)
    fill(panel.judge, panel.phu_sing, 6)

    text = as_judge.get(url("sheet", panel.phu_sing.pk)).content.decode()

    assert "5 → 6" in text


CODES = ("3301", "3302", "3303", "3304", "3305")


def test_a_judges_list_costs_the_same_for_one_and_for_five(
    queries_do_not_grow, panel, offices
):
    codes = iter(CODES)

    def add_entry():
        fill(panel.judge, accepted(panel.round, next(codes)), 5)

    page = url("entries", panel.round.pk)
    assert queries_do_not_grow(page, add_entry, by=panel.judge.user) <= 12


def test_a_sheet_costs_the_same_however_much_happened_to_it(queries_do_not_grow, panel):
    sheet = make_sheet(panel.judge, panel.phu_sing)

    def add_event():
        make_event(sheet, by=panel.judge.user)

    page = url("sheet", panel.phu_sing.pk)
    assert queries_do_not_grow(page, add_event, by=panel.judge.user) <= 12


def test_my_rounds_cost_the_same_for_one_and_for_five(queries_do_not_grow, panel):
    years = iter(range(2560, 2565))

    def add_round():
        category = make_category(2, make_season(next(years)))
        stage = make_stage(category, phase=Phase.JUDGING)
        make_judge(make_round(stage), panel.judge.user)

    assert queries_do_not_grow(url("my-rounds"), add_round, by=panel.judge.user) <= 12


def test_the_live_ranking_costs_the_same_for_one_and_for_five(
    queries_do_not_grow, panel, staff, offices
):
    codes = iter(CODES)
    fill_and_sign(panel.judge, panel.phu_sing, 5, 6)
    panel.round.refresh_from_db()
    panel.round.rules["tiebreaks"] = ["criterion:c1", "decision"]
    panel.round.save()

    def add_entry():
        work = accepted(panel.round, next(codes))
        fill_and_sign(panel.judge, work, 5, 6)
        fill_and_sign(make_judge(panel.round), work, 5, 6)

    page = url("ranking", panel.round.pk)
    assert queries_do_not_grow(page, add_entry, by=staff) <= 12


def test_saving_a_mark_stays_within_its_queries(
    as_judge, panel, django_assert_max_num_queries
):
    fill(panel.judge, panel.phu_sing, 5)

    with django_assert_max_num_queries(13):
        as_judge.post(url("mark", panel.phu_sing.pk), {"points_c1": "9"})
