"""How sure the ranking is, and why an entry has its rank: live, under rule 3."""

import pytest
from django.urls import reverse

from judging import actions
from tests.factories import make_judge, make_user
from tests.judging.conftest import accepted, fill_and_sign


def url(name, *args):
    return reverse(f"judging:{name}", args=args)


@pytest.fixture
def scored(panel):
    """All have signed: Phu Sing 84.00, Sila Lat 81.67 with three sheets each."""
    for judge, phu_sing, sila_lat in (
        (panel.chair, (8, 9), (8, 8)),
        (panel.judge, (9, 8), (8, 7.5)),
        (panel.other_judge, (8, 8.5), (8.5, 9)),
    ):
        fill_and_sign(judge, panel.phu_sing, *phu_sing)
        fill_and_sign(judge, panel.sila_lat, *sila_lat)
    return panel


def read(client, person, address):
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_pages_render_in_both_languages(client, scored, staff, settings):
    for language in ("th", "en"):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        for person in (staff, scored.chair.user):
            read(client, person, url("certainty", scored.round.pk))
            read(client, person, url("why", scored.round.pk, scored.phu_sing.pk))
            read(client, person, url("scoring"))


def test_why_says_every_total_the_exact_score_and_the_margin(client, scored, staff):
    address = url("why", scored.round.pk, scored.phu_sing.pk)
    client.force_login(staff)
    why = client.get(address).context["why"]

    assert (why.rank, why.score, why.exact) == (1, "84.00", "84")
    assert [(sheet.judge, sheet.points, sheet.total) for sheet in why.sheets] == [
        ("Chair Test", ("8", "9"), "84.00"),
        ("Judge Test", ("9", "8"), "86.00"),
        ("Other_judge Test", ("8", "8.5"), "82.00"),
    ]
    assert why.arithmetic == "(86 + 84 + 82) ÷ 3 = 84"
    assert why.before is None
    assert (why.after.score, why.after.margin_exact) == ("81.67", "7/3")
    assert why.decided_by == ""


def test_why_names_the_sheets_that_do_not_count(client, panel, staff):
    fill_and_sign(panel.chair, panel.phu_sing, 8, 9)
    actions.excuse(panel.judge, panel.phu_sing, by=staff, reason="Away.")
    client.force_login(staff)
    why = client.get(url("why", panel.round.pk, panel.phu_sing.pk)).context["why"]

    assert [each.judge for each in why.missing] == ["Judge Test", "Other_judge Test"]
    assert "Away." in why.missing[0].reason


def test_a_step_that_decides_is_told(client, panel, staff):
    panel.round.stage.tiebreaks = ["criterion:c2", "chair"]
    panel.round.stage.save()
    fill_and_sign(panel.chair, panel.phu_sing, 8, 8)
    fill_and_sign(panel.chair, panel.sila_lat, 7, 9.5)
    client.force_login(staff)
    why = client.get(url("why", panel.round.pk, panel.phu_sing.pk)).context["why"]

    assert why.rank == 2
    assert why.before.is_level
    assert [step.is_idle for step in why.steps] == [False]
    assert "c2" in why.decided_by


@pytest.mark.parametrize("name", ["certainty", "why"])
def test_whoever_scores_waits_for_their_own_sheets(client, panel, name):
    """Rule 3: not a figure of the others before one's own sheets are signed."""
    fill_and_sign(panel.judge, panel.phu_sing, 8.5, 9.5)
    fill_and_sign(panel.other_judge, panel.phu_sing, 8.5, 9.5)
    args = (panel.round.pk, panel.phu_sing.pk)[: 2 if name == "why" else 1]

    content = read(client, panel.chair.user, url(name, *args))

    assert "89.00" not in content
    assert "9.5<" not in content
    assert "Other_judge" not in content


def test_a_member_of_the_panel_sees_neither(client, scored):
    client.force_login(scored.judge.user)
    for name, args in (
        ("certainty", (scored.round.pk,)),
        ("why", (scored.round.pk, scored.phu_sing.pk)),
    ):
        assert client.get(url(name, *args)).status_code == 404


def test_an_entry_of_another_round_is_not_explained(client, scored, staff):
    client.force_login(staff)
    assert client.get(url("why", scored.round.pk, 987654)).status_code == 404


def test_with_few_entries_nothing_is_said_of_agreement(client, scored, staff):
    client.force_login(staff)
    sure = client.get(url("certainty", scored.round.pk)).context["sure"]

    assert not sure.says_anything
    assert sure.is_about_a_winner
    assert [row.severity for row in sure.judges] == ["−0.83", "−0.83", "+1.67"]


def test_enough_of_both_are_spoken_of_with_questions(client, panel, staff):
    works = [panel.phu_sing, panel.sila_lat] + [
        accepted(panel.round, code) for code in ("3320", "3319")
    ]
    works.append(accepted(panel.round, "3301"))
    for at, work in enumerate(works):
        fill_and_sign(panel.chair, work, 9 - at, 9)
        fill_and_sign(panel.judge, work, 9 - at, 8)
        fill_and_sign(panel.other_judge, work, 5 + at, 8)
    client.force_login(staff)
    sure = client.get(url("certainty", panel.round.pk)).context["sure"]

    assert sure.says_anything
    assert [figure.figure for figure in sure.figures] != ["–"] * 4
    assert [bool(row.questions) for row in sure.judges] == [False, False, True]
    assert [dot.is_flagged for dot in sure.picture.dots] == [False, False, True]
    assert not sure.is_stable
    assert sure.sensitive_to


def test_the_ranking_brings_it_by_a_link_and_by_htmx(client, scored, staff):
    content = read(client, staff, url("ranking", scored.round.pk))
    assert f'href="{url("certainty", scored.round.pk)}"' in content

    client.force_login(staff)
    part = client.get(url("certainty", scored.round.pk), headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert b"<svg" in part.content


def test_queries_are_few_and_do_not_grow(client, panel, staff, queries_do_not_grow):
    codes = iter(("3320", "3319", "3301", "3302", "3303", "3304", "3305"))

    def add_row():
        work = accepted(panel.round, next(codes))
        judge = make_judge(panel.round, make_user())
        fill_and_sign(judge, work, 5, 5)
        fill_and_sign(panel.chair, work, 6, 5)

    fill_and_sign(panel.chair, panel.phu_sing, 8, 8)
    queries_do_not_grow(url("certainty", panel.round.pk), add_row, by=staff)
    codes = iter(("3306", "3307", "3308", "3309", "3310", "3311", "3312"))
    address = url("why", panel.round.pk, panel.phu_sing.pk)
    queries_do_not_grow(address, add_row, by=staff)


def test_the_ranking_links_to_why(client, scored, staff):
    content = read(client, staff, url("ranking", scored.round.pk))
    assert f'<a href="{scored.phu_sing.pk}/">Phu Sing model</a>' in content
    assert url("why", scored.round.pk, scored.phu_sing.pk) == (
        url("ranking", scored.round.pk) + f"{scored.phu_sing.pk}/"
    )
