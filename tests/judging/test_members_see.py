"""A judge sees the ranking where the rules let them, once they have finished."""

import pytest
from django.urls import reverse
from django.utils import timezone

from contests.models import Round, Stage
from judging import actions
from judging.permissions import may_see_ranking
from tests.judging.conftest import fill_and_sign


def pages(panel):
    pk = panel.round.pk
    return [
        reverse("judging:ranking", args=[pk]),
        reverse("judging:certainty", args=[pk]),
        reverse("judging:why", args=[pk, panel.phu_sing.pk]),
    ]


def statuses(client_of, user, panel):
    portal = client_of(user)
    return {portal.get(page).status_code for page in pages(panel)}


@pytest.fixture
def lets_members(panel):
    """The rules of the round, frozen by the chair's first marks, let judges see."""
    Stage.objects.update(members_see_ranking=True)
    panel.round.stage.refresh_from_db()
    fill_and_sign(panel.chair, panel.phu_sing, 5, 6)


def test_a_judge_sees_it_once_they_have_finished(panel, lets_members, client_of):
    judge = panel.judge.user
    fill_and_sign(panel.judge, panel.phu_sing, 9, 6)
    assert statuses(client_of, judge, panel) == {403}

    sheet = fill_and_sign(panel.judge, panel.sila_lat, 9, 6)
    assert statuses(client_of, judge, panel) == {200}
    assert may_see_ranking(judge, Round.objects.for_list().get(pk=panel.round.pk))
    answer = client_of(judge).get(pages(panel)[0])
    assert [row.work.submission for row in answer.context["rows"]]
    # What the seal waits for is the chair's and the staff's.
    assert "obstacles" not in answer.context

    actions.reopen(sheet, by=panel.chair.user, reason="A slip.")
    assert statuses(client_of, judge, panel) == {403}


def test_not_where_the_rules_were_otherwise_when_the_panel_began(panel, client_of):
    for work in (panel.phu_sing, panel.sila_lat):
        fill_and_sign(panel.judge, work, 9, 6)
    Stage.objects.update(members_see_ranking=True)

    assert statuses(client_of, panel.judge.user, panel) == {404}


def test_not_from_the_seal_on_nor_for_who_left(panel, lets_members, client_of, staff):
    for seat in (panel.judge, panel.other_judge):
        for work in (panel.phu_sing, panel.sila_lat):
            fill_and_sign(seat, work, 9, 6)
    actions.leave(panel.other_judge, by=staff, reason="Ill.")
    assert statuses(client_of, panel.other_judge.user, panel) == {404}
    assert statuses(client_of, panel.judge.user, panel) == {200}

    Round.objects.update(sealed_at=timezone.now())
    assert statuses(client_of, panel.judge.user, panel) == {404}
