"""Reminders: who hears that a round opened or closes soon, and that only once."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from contests.phases import Phase
from kmchallenge.reminders import remind
from offices.models import Mail, Notice
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
