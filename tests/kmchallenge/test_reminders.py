"""Reminders: who hears that a round opened or closes soon, and that only once."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from contests.phases import Phase
from kmchallenge.reminders import remind
from offices.models import Mail, Notice
from submissions.workflow import State
from tests import factories

OPENED = "round-opened"
WEEK = "closes-in-a-week"
DAY = "closes-in-a-day"


@pytest.fixture
def round_(offices):
    """Si Sa Ket's round of category 2, which closes ten days from now."""
    return factories.make_round(factories.make_stage(phase=Phase.OPEN), offices["33"])


def heard(user):
    """Return what somebody was told, by the kinds of news."""
    keys = Notice.objects.filter(user=user).values_list("key", flat=True)
    return sorted(key.split(":")[0] for key in keys)


def days_before_closing(round_, days):
    return round_.stage.closes_at - timedelta(days=days)


def test_officers_hear_that_their_round_opened(round_, officer, outsider):
    told = remind(at=timezone.now())

    assert told == 1
    assert heard(officer) == [OPENED]
    assert heard(outsider) == []


def test_a_reminder_comes_by_mail_too(round_, officer):
    remind(at=timezone.now())

    assert [mail.to for mail in Mail.objects.all()] == [officer.email]


def test_nobody_hears_of_a_round_that_is_not_open(officer, offices):
    for year, phase in enumerate((Phase.UPCOMING, Phase.SCREENING), start=2568):
        category = factories.make_category(season=factories.make_season(year))
        stage = factories.make_stage(category, phase=phase)
        factories.make_round(stage, offices["33"])

    assert remind(at=timezone.now()) == 0


@pytest.mark.parametrize(
    ("days", "expected"),
    [(7.5, [OPENED]), (6.5, [WEEK, OPENED]), (0.5, [DAY, OPENED])],
)
def test_the_deadline_is_told_twice(round_, officer, days, expected):
    remind(at=days_before_closing(round_, days))

    assert heard(officer) == expected


def test_nothing_is_told_twice(round_, officer):
    for days in (9, 8, 6, 5, 0.9, 0.1):
        remind(at=days_before_closing(round_, days))
        remind(at=days_before_closing(round_, days))

    assert heard(officer) == [DAY, WEEK, OPENED]


def test_who_has_handed_in_hears_nothing_of_the_deadline(
    round_, officer, other_officer
):
    entry = factories.make_entry(round_.stage.category, by=officer)
    factories.make_submission(round_, entry)

    remind(at=days_before_closing(round_, 6))

    assert heard(officer) == [OPENED]
    assert heard(other_officer) == [WEEK, OPENED]


def test_a_draft_is_no_submission(round_, officer):
    factories.make_entry(round_.stage.category, by=officer)

    remind(at=days_before_closing(round_, 1))

    assert heard(officer) == [DAY, OPENED]


def test_a_round_with_a_date_of_its_own_counts_by_it(round_, officer):
    round_.own_closes_at = round_.stage.closes_at + timedelta(days=10)
    round_.own_dates_reason = "A flood."
    round_.save()

    remind(at=days_before_closing(round_, 1))

    assert heard(officer) == [OPENED]


def test_somebody_whose_role_ended_hears_nothing(round_, officer):
    officer.memberships.update(ended_at=timezone.now())

    assert remind(at=timezone.now()) == 0


def test_the_command_may_run_twice(round_, officer):
    for _run in range(2):
        call_command("run_due")

    assert heard(officer) == [OPENED]
    assert Mail.objects.count() == 1


def test_more_offices_cost_no_more_queries(
    round_, officer, offices, django_assert_max_num_queries
):
    for code in ("3322", "3320", "3319"):
        factories.make_membership(office=offices[code])

    with django_assert_max_num_queries(25):
        assert remind(at=timezone.now()) == 4


# Judges -------------------------------------------------------------------------------

THREE_DAYS = "judging-due-in-three-days"
ONE_DAY = "judging-due-in-a-day"


@pytest.fixture
def judged(offices, judge, other_judge):
    """Phu Sing's entry before two judges; the first has signed. Due in ten days."""
    round_ = factories.make_round(factories.make_stage(phase=Phase.JUDGING))
    entry = factories.make_entry(round_.stage.category, offices["3317"])
    work = factories.make_submission(round_, entry, State.ACCEPTED)
    signed = {"state": "signed", "signed_at": timezone.now()}
    factories.make_sheet(factories.make_judge(round_, judge), work, **signed)
    factories.make_sheet(factories.make_judge(round_, other_judge), work)
    return round_


@pytest.mark.parametrize(
    ("days", "expected"),
    [(3.5, []), (2.5, [THREE_DAYS]), (0.5, [ONE_DAY]), (-0.5, [])],
)
def test_judges_with_sheets_left_hear_that_judging_is_due(
    judged, judge, other_judge, days, expected
):
    at = judged.judging_due_at - timedelta(days=days)
    remind(at=at)
    remind(at=at)

    assert (heard(judge), heard(other_judge)) == ([], expected)


def test_a_conflict_leaves_nothing_to_sign(judged, other_judge, offices):
    factories.make_membership(other_judge, offices["3317"])

    assert remind(at=judged.judging_due_at - timedelta(days=2)) == 0


def test_a_new_date_is_told_again(judged, other_judge):
    remind(at=judged.judging_due_at - timedelta(days=2))
    judged.stage.judging_due_at += timedelta(days=5)
    judged.stage.save()

    remind(at=judged.stage.judging_due_at - timedelta(days=2))

    assert heard(other_judge) == [THREE_DAYS, THREE_DAYS]
