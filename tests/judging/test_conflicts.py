"""Rule 9: nobody judges their own."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from contests.phases import Phase
from contests.rules import live_rules
from judging import actions
from judging.conflicts import Bar, bar_of, season_began
from judging.models import Judge, Scoresheet
from judging.progress import progress_of
from judging.ranking import ranking_of
from offices.roles import Level
from submissions.models import Submission, Version
from submissions.workflow import State
from tests.factories import (
    make_category,
    make_conflict,
    make_entry,
    make_judge,
    make_membership,
    make_office,
    make_round,
    make_stage,
    make_submission,
    make_user,
    make_version,
)
from tests.judging.conftest import accepted, fill, fill_and_sign

# The season 2569 of the tests began with 1 October 2025, in Bangkok.
BEGAN = datetime(2025, 9, 30, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)


def bar(seat, work, at=None):
    return bar_of(seat, work, at=at or timezone.now())


def test_a_season_begins_on_the_first_of_october_in_bangkok(panel):
    assert season_began(panel.round.stage.category.season) == BEGAN


@pytest.mark.parametrize("role", ["officer", "staff", "auditor"])
@pytest.mark.parametrize(
    ("since", "until", "barred"),
    [
        (BEGAN - 900 * HOUR, None, True),
        (BEGAN - 900 * HOUR, BEGAN - HOUR, False),
        (BEGAN - 900 * HOUR, BEGAN, True),
        (BEGAN - 900 * HOUR, BEGAN + HOUR, True),
        (BEGAN + HOUR, BEGAN + 2 * HOUR, True),
        (BEGAN + HOUR, None, True),
    ],
)
def test_a_membership_at_the_entering_office_since_the_season_began_bars(
    panel, offices, role, since, until, barred
):
    make_membership(
        panel.judge.user, offices["3317"], role, started_at=since, ended_at=until
    )

    assert bar(panel.judge, panel.phu_sing) == (Bar.OWN_OFFICE if barred else None)
    assert bar(panel.judge, panel.sila_lat) is None
    assert bar(panel.other_judge, panel.phu_sing) is None


@pytest.mark.parametrize("code", ["33", "R14", "CDD", "3320"])
def test_a_membership_above_or_beside_does_not_bar(panel, offices, code):
    make_membership(panel.judge.user, offices[code], "staff")

    assert bar(panel.judge, panel.phu_sing) is None


@pytest.fixture
def region(offices, judge):
    """A region round whose judge is staff of Si Sa Ket's province."""
    category = make_category(2)
    stage = make_stage(category, Level.REGION, Phase.JUDGING, barred_area="province")
    round_ = make_round(stage, offices["R14"])
    make_membership(judge, offices["33"], "staff")
    return round_, make_judge(round_, judge)


def test_a_stage_may_bar_everybody_of_the_same_province(region, offices):
    round_, seat = region
    own, other = accepted(round_, "3317"), accepted(round_, "5001")

    assert (bar(seat, own), bar(seat, other)) == (Bar.AREA, None)
    for area in ("district", "none"):
        type(round_.stage).objects.update(barred_area=area)
        seat = Judge.objects.with_round().get(pk=seat.pk)
        assert bar(seat, own) is None


def test_the_area_is_one_of_the_rules_that_freeze(region):
    round_, seat = region
    work = accepted(round_, "3317")
    round_.rules = {**live_rules(round_.stage), "barred_area": "none"}
    seat.round = round_

    assert bar(seat, work) is None
    del round_.rules["barred_area"]
    assert bar(seat, work) is None


def test_somebody_who_belongs_to_no_province_is_barred_by_none(region, make_colleague):
    round_, _seat = region
    work = accepted(round_, "3317")

    for code in ("R14", "CDD"):
        seat = make_judge(round_, make_colleague(code, "staff"))
        assert bar(seat, work) is None


@pytest.fixture
def district(offices, judge):
    """A district round of category 1: its own officers may judge there."""
    category = make_category(1)
    stage = make_stage(category, Level.DISTRICT, Phase.JUDGING)
    round_ = make_round(stage, offices["3317"])
    return round_, make_judge(round_, judge)


def test_in_the_offices_own_round_belonging_there_does_not_bar(district, offices):
    round_, seat = district
    make_membership(seat.user, offices["3317"])
    colleague = make_user()
    entry = make_entry(round_.stage.category, offices["3317"], person=colleague)
    work = make_submission(round_, entry, State.ACCEPTED)

    assert bar(seat, work) is None


def test_in_any_round_the_person_of_the_entry_is_barred(district, offices):
    round_, seat = district
    entry = make_entry(round_.stage.category, offices["3317"], person=seat.user)
    work = make_submission(round_, entry, State.ACCEPTED)

    assert bar(seat, work) == Bar.NAMED


def test_who_typed_a_colleagues_entry_in_is_not_named_by_that(district, offices):
    round_, seat = district
    entry = make_entry(
        round_.stage.category, offices["3317"], by=seat.user, person=make_user()
    )
    work = make_submission(round_, entry, State.ACCEPTED)

    assert bar(seat, work) is None


def name_on(work, given_name, surname):
    """Have the accepted version name somebody among its people."""
    content = {
        **work.accepted_version.content,
        "form": [{"key": "team", "kind": "people"}],
        "answers": {"team": [{"given_name": given_name, "surname": surname}]},
    }
    newer = make_version(work, content=content)
    Submission.objects.filter(pk=work.pk).update(accepted_version=newer)
    work.refresh_from_db()
    return newer


def test_a_name_among_the_people_of_the_accepted_version_bars(panel):
    user = panel.judge.user

    name_on(panel.phu_sing, user.given_name.upper(), f" {user.surname} ")

    assert bar(panel.judge, panel.phu_sing) == Bar.NAMED
    assert bar(panel.other_judge, panel.phu_sing) is None


def test_a_name_in_a_version_that_is_not_judged_does_not_bar(panel):
    user = panel.judge.user
    first = panel.phu_sing.accepted_version
    name_on(panel.phu_sing, user.given_name, user.surname)
    Submission.objects.filter(pk=panel.phu_sing.pk).update(accepted_version=first)
    panel.phu_sing.refresh_from_db()

    assert Version.objects.filter(people__contains=user.given_name.lower()).exists()
    assert bar(panel.judge, panel.phu_sing) is None


def test_a_declared_conflict_bars_until_it_is_taken_back(panel, staff):
    conflict = actions.declare_conflict(
        panel.judge, panel.phu_sing, by=panel.judge.user, reason="My brother's office."
    )

    assert bar(panel.judge, panel.phu_sing) == Bar.DECLARED
    actions.lift_conflict(conflict, by=staff, reason="The wrong entry.")
    assert bar(panel.judge, panel.phu_sing) is None
    assert [(e.act, e.reason) for e in Event.objects.about(panel.judge)] == [
        ("Took back a declared conflict", "The wrong entry."),
        ("Declared a conflict of interest", "My brother's office."),
    ]


def test_what_follows_from_data_is_not_lifted_by_lifting_a_declaration(
    panel, offices, staff
):
    make_membership(panel.judge.user, offices["3317"])
    conflict = make_conflict(panel.judge, panel.phu_sing)

    actions.lift_conflict(conflict, by=staff, reason="Try.")

    assert bar(panel.judge, panel.phu_sing) == Bar.OWN_OFFICE


@pytest.mark.parametrize(
    ("reason", "code"), [(" ", "no_reason"), ("Again.", "declared_already")]
)
def test_a_conflict_is_declared_once_and_with_a_reason(panel, reason, code):
    make_conflict(panel.judge, panel.phu_sing)

    with pytest.raises(ValidationError) as refusal:
        actions.declare_conflict(
            panel.judge, panel.phu_sing, by=panel.judge.user, reason=reason
        )

    found = refusal.value
    if hasattr(found, "error_dict"):
        found = found.error_dict["reason"][0]
    assert found.code == code


def test_a_conflict_is_with_an_entry_of_the_same_round(panel, offices):
    other = make_round(
        make_stage(panel.round.stage.category, Level.REGION, Phase.JUDGING)
    )
    elsewhere = accepted(other, "3319")

    with pytest.raises(ValidationError) as refusal:
        actions.declare_conflict(
            panel.judge, elsewhere, by=panel.judge.user, reason="Hm."
        )

    assert refusal.value.code == "other_round"


def urls_of(work):
    return [
        reverse(f"judging:{name}", args=[work.pk])
        for name in ("sheet", "sign", "declare")
    ]


@pytest.fixture(params=["membership", "declared", "named"])
def bar_the_judge(request, panel, offices, staff):
    """Make a conflict of one kind or another arise."""

    def arise():
        if request.param == "membership":
            make_membership(panel.judge.user, offices["3317"])
        elif request.param == "declared":
            actions.declare_conflict(
                panel.judge, panel.phu_sing, by=staff, reason="Cousins."
            )
        else:
            entry = panel.phu_sing.entry
            entry.person = panel.judge.user
            entry.save()

    return arise


def test_a_conflict_that_arises_takes_the_entry_out_of_every_page(
    client, panel, bar_the_judge
):
    fill(panel.judge, panel.phu_sing, 5, 6)
    client.force_login(panel.judge.user)
    listed = reverse("judging:entries", args=[panel.round.pk])
    assert all(client.get(url).status_code == 200 for url in urls_of(panel.phu_sing))

    bar_the_judge()

    for url in urls_of(panel.phu_sing):
        assert client.get(url).status_code == 404
        assert client.post(url, {"points_c1": "9"}).status_code == 404
    mark = reverse("judging:mark", args=[panel.phu_sing.pk])
    assert client.post(mark, {"points_c1": "9"}).status_code == 404
    assert client.post(mark, {"points_c1": "99"}).status_code == 404
    page = client.get(listed).content.decode()
    assert panel.phu_sing.number not in page
    assert panel.sila_lat.number in page
    assert Scoresheet.objects.get().scores.get(criterion="c1").points == 500
    for act, extra in ((actions.give_mark, ("c1", 9)), (actions.sign, ())):
        with pytest.raises(ValidationError) as refusal:
            act(panel.judge, panel.phu_sing, *extra, by=panel.judge.user)
        assert refusal.value.code == "conflict"


def test_a_signed_sheet_under_a_conflict_does_not_count(panel, bar_the_judge):
    fill_and_sign(panel.judge, panel.phu_sing, 5, 6)
    fill_and_sign(panel.chair, panel.phu_sing, 9, 9)
    before = ranking_of(panel.round)

    bar_the_judge()

    after = ranking_of(panel.round)
    assert [placing.score for placing in before.tabulation.placings] == ["72.00"]
    assert [placing.score for placing in after.tabulation.placings] == ["90.00"]
    assert after.progress.signed_sheets[panel.phu_sing.pk] == 1


def test_a_barred_entry_is_not_due(panel, bar_the_judge):
    bar_the_judge()

    progress = {
        seat.judge: (seat.due, seat.barred)
        for seat in progress_of(panel.round, at=timezone.now()).by_seat
    }

    assert progress == {
        panel.chair: (2, 0),
        panel.judge: (1, 1),
        panel.other_judge: (2, 0),
    }


def test_a_later_membership_does_not_change_what_was_worked_out(panel, offices):
    fill_and_sign(panel.judge, panel.phu_sing, 5, 6)
    then = timezone.now()
    make_membership(panel.judge.user, offices["3317"], started_at=then + HOUR)

    assert bar(panel.judge, panel.phu_sing, at=then) is None
    assert ranking_of(panel.round, at=then).tabulation.placings != ()


def test_one_query_finds_the_conflicts_of_a_whole_panel(
    panel, offices, django_assert_num_queries
):
    for code in ("3319", "3320"):
        accepted(panel.round, code)
    make_membership(panel.judge.user, offices["3317"])
    make_conflict(panel.other_judge, panel.sila_lat)
    make_judge(panel.round, capacity=Judge.Capacity.SECRETARY)

    with django_assert_num_queries(4):
        progress = progress_of(panel.round, at=timezone.now())

    assert progress.bars == {
        (panel.judge.pk, panel.phu_sing.pk): Bar.OWN_OFFICE,
        (panel.other_judge.pk, panel.sila_lat.pk): Bar.DECLARED,
    }


def test_one_province_has_two_rounds_and_each_seat_its_own(panel, offices):
    """A seat on one panel is no seat on another, for the same person."""
    category = make_category(3)
    region = make_round(make_stage(category, Level.REGION, Phase.JUDGING))
    seat = make_judge(region, panel.judge.user)
    work = accepted(region, "33")
    make_membership(panel.judge.user, make_office("33"), "staff")

    assert bar(seat, work) == Bar.OWN_OFFICE
    assert bar(panel.judge, panel.phu_sing) is None
