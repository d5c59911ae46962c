"""The page that follows a panel: states of sheets, who sees which, who is late."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from contests.models import Stage
from judging import actions
from judging.watching import watch_of
from tests.factories import make_judge, make_sheet
from tests.judging.conftest import accepted, fill, fill_and_sign


def progress_url(panel):
    return reverse("judging:progress", args=[panel.round.pk])


def cells(panel, user):
    watch = watch_of(panel.round, user, at=timezone.now())
    return {line.number: "".join(line.cells) for line in watch.lines}


@pytest.fixture
def busy(panel, staff):
    """Chair: nothing, and a conflict; judge: begun, signed; the other: excused."""
    fill(panel.judge, panel.phu_sing, 5)
    fill_and_sign(panel.judge, panel.sila_lat, 5, 6)
    actions.excuse(panel.other_judge, panel.phu_sing, by=staff, reason="Away.")
    actions.declare_conflict(panel.chair, panel.sila_lat, by=staff, reason="Kin.")
    return panel


def test_every_sheet_has_its_state(busy, staff):
    assert cells(busy, staff) == {
        busy.phu_sing.number: "nbe",
        busy.sila_lat.number: "csn",
    }
    watch = watch_of(busy.round, staff, at=timezone.now())
    assert (watch.whole.finished, watch.whole.due) == (2, 5)
    assert [line.lacks_quorum for line in watch.lines] == [True, True]


def test_who_has_own_sheets_left_sees_who_has_finished_and_no_more(busy):
    assert cells(busy, busy.chair.user) == {
        busy.phu_sing.number: "nne",
        busy.sila_lat.number: "csn",
    }
    watch = watch_of(busy.round, busy.chair.user, at=timezone.now())
    assert [parts.begun for _seat, parts in watch.seats] == [0, 0, 0]

    fill_and_sign(busy.chair, busy.phu_sing, 5, 6)

    assert cells(busy, busy.chair.user)[busy.phu_sing.number] == "sbe"


def test_a_sheet_that_someone_left_signed_stays_and_no_other_is_waited_for(busy, staff):
    actions.leave(busy.judge, by=staff, reason="Ill.")

    assert cells(busy, staff) == {
        busy.phu_sing.number: "nex",
        busy.sila_lat.number: "cns",
    }


def test_the_late_are_those_with_sheets_left_after_the_day(busy, client_of, staff):
    portal = client_of(staff)
    assert portal.get(progress_url(busy)).context["watch"].late == []

    Stage.objects.update(judging_due_at=timezone.now() - timedelta(hours=1))
    fill_and_sign(busy.chair, busy.phu_sing, 5, 6)

    late = portal.get(progress_url(busy)).context["watch"].late
    assert [seat.judge for seat in late] == [busy.judge, busy.other_judge]


def test_the_page_can_show_what_is_left_alone(panel, client_of, staff):
    for seat in (panel.chair, panel.judge, panel.other_judge):
        fill_and_sign(seat, panel.phu_sing, 5, 6)

    page = client_of(staff).get(progress_url(panel), {"show": "left"})

    shown = [line.number for line in page.context["lines"]]
    assert shown == [panel.sila_lat.number]


def test_the_page_costs_as_much_for_any_number_of_sheets(
    panel, staff, queries_do_not_grow
):
    codes = iter(["3320", "3319", "3301", "3302", "3303"])

    def add_row():
        make_sheet(make_judge(panel.round), accepted(panel.round, next(codes)))

    queries_do_not_grow(progress_url(panel), add_row, by=staff)


# Following ----------------------------------------------------------------------------


def asked(portal, url, tag):
    return portal.get(
        url, headers={"HX-Request": "true", **({"If-None-Match": tag} if tag else {})}
    )


@pytest.fixture
def still():
    """Let no minute begin: with each one the part is sent again anyway."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


def test_the_part_is_sent_again_only_when_it_changed(still, busy, client_of, staff):
    portal, url = client_of(staff), progress_url(busy)
    whole = portal.get(url)
    tag = whole.context["tag"]
    assert not whole.has_header("ETag")
    judge, chair, other = busy.judge, busy.chair, busy.other_judge

    # A mark on a sheet that was begun shows nowhere.
    fill(judge, busy.phu_sing, 7, 8)
    assert asked(portal, url, tag).status_code == 304

    for change in (
        lambda: actions.sign(judge, busy.phu_sing, by=judge.user),
        lambda: fill(other, busy.sila_lat, 5),
        lambda: actions.excuse(chair, busy.phu_sing, by=staff, reason="Ill."),
        lambda: actions.declare_conflict(other, busy.sila_lat, by=staff, reason="Kin."),
        lambda: actions.leave(judge, by=staff, reason="Ill."),
        lambda: accepted(busy.round, "3320"),
    ):
        change()
        answer = asked(portal, url, tag)
        assert answer.status_code == 200
        assert "<html" not in answer.content.decode()
        tag = answer["ETag"]
        assert asked(portal, url, tag).status_code == 304


def test_an_unchanged_part_is_not_worked_out(
    still, busy, client_of, staff, django_assert_max_num_queries
):
    portal, url = client_of(staff), progress_url(busy)
    tag = asked(portal, url, "")["ETag"]

    # Session, person, roles, seats, round: and one for the stamp.
    with django_assert_max_num_queries(7):
        assert asked(portal, url, tag).status_code == 304


def test_nobody_elses_part_is_one_s_own(still, busy, client_of, staff):
    tag = asked(client_of(staff), progress_url(busy), "")["ETag"]

    chairs = asked(client_of(busy.chair.user), progress_url(busy), tag)

    assert chairs.status_code == 200


def test_a_judge_follows_how_far_they_are_themselves(still, busy, client_of):
    portal = client_of(busy.judge.user)
    url = reverse("judging:my-progress", args=[busy.round.pk])
    first = asked(portal, url, "")
    assert first.context["mine"].finished == 1

    fill_and_sign(busy.other_judge, busy.sila_lat, 5, 6)
    assert asked(portal, url, first["ETag"]).status_code == 304

    fill_and_sign(busy.judge, busy.phu_sing, 5, 6)
    assert asked(portal, url, first["ETag"]).context["mine"].finished == 2


def test_a_number_beyond_all_keys_is_no_round(busy, client_of):
    url = reverse("judging:my-progress", args=[10**20])

    assert client_of(busy.judge.user).get(url).status_code == 404


def test_agreement_is_shown_to_who_may_see_the_ranking(busy, client_of, staff):
    certainty = reverse("judging:certainty", args=[busy.round.pk])

    def shows(user):
        return certainty in client_of(user).get(progress_url(busy)).content.decode()

    assert (shows(staff), shows(busy.chair.user)) == (True, False)
