"""What an office reads of its judges' comments: all of them, whose never, and when."""

import pytest
from django.urls import reverse

from contests.models import Stage
from judging.models import Score, Scoresheet
from results import actions
from tests.factories import make_judge, make_sheet

SAID = ["Clear and useful.", "A little long."]


def page(result, client, code="3317"):
    placing = result.placings.get(submission__entry__office__code=code)
    return client.get(reverse("results:why", args=[placing.pk]))


@pytest.fixture
def says_so(contest):
    """The stage lets the offices read comments, before the rules freeze."""
    Stage.objects.update(comments_for_offices=True)
    contest.province.stage.refresh_from_db()


@pytest.fixture
def commented(marked, panel, entries):
    """The chair wrote the first of SAID, the judge the second; of c1, only the chair.

    The judge gave 3317 half a point less in c2 than the chair.
    """
    for seat, comment in zip(panel, SAID, strict=True):
        Scoresheet.objects.filter(judge=seat).update(comment=comment)
    of_chair = Score.objects.filter(sheet__judge=panel[0], criterion="c1")
    of_chair.update(comment="Good sources.")
    of_judge = Score.objects.filter(sheet__judge=panel[1], criterion="c2")
    of_judge.filter(sheet__submission=entries["3317"]).update(points=850)


@pytest.fixture
def published_with_comments(says_so, commented, contest, chair, staff):
    return actions.publish(
        actions.approve(actions.seal(contest.province, by=chair), by=staff), by=staff
    )


def test_the_office_reads_means_and_comments_and_nobodys_name(
    published_with_comments, officer, client_of
):
    answer = page(published_with_comments, client_of(officer))

    heard = answer.context["feedback"]
    assert [(each.row.code, each.mean, each.comments) for each in heard.criteria] == [
        ("c1", "9.00", ["Good sources."]),
        ("c2", "8.75", []),
    ]
    # By their words: the chair's was written first.
    assert heard.comments == sorted(SAID)
    for name in ("Chair Test", "Judge Test", "8.5<"):
        assert name not in answer.content.decode()


def test_the_office_comes_to_them_from_its_work_and_from_its_entry(
    published_with_comments, officer, client_of
):
    client = client_of(officer)
    placing = published_with_comments.placings.get(
        submission__entry__office__code="3317"
    )
    there = reverse("results:why", args=[placing.pk]) + "#feedback"
    entry = reverse("submissions:submission", args=[placing.submission_id])

    for url in (reverse("my-work"), entry):
        assert there in client.get(url).content.decode()

    # As its rules had it.
    round_ = published_with_comments.round
    round_.rules["comments_for_offices"] = False
    round_.save()
    for url in (reverse("my-work"), entry):
        assert there not in client.get(url).content.decode()


def test_nobody_else_reads_them_here(
    published_with_comments, client_of, staff, chair, judge, other_officer, auditor
):
    for person in (staff, chair, judge, other_officer, auditor):
        answer = page(published_with_comments, client_of(person))
        assert not (answer.context and answer.context.get("feedback")), person
        assert SAID[0] not in answer.content.decode()


def test_what_the_judges_were_not_told_is_not_shown_later(
    commented, contest, chair, staff, officer, client_of
):
    result = actions.seal(contest.province, by=chair)
    result = actions.publish(actions.approve(result, by=staff), by=staff)
    Stage.objects.update(comments_for_offices=True)

    answer = page(result, client_of(officer))

    assert (answer.status_code, answer.context["feedback"]) == (200, None)


def test_of_a_single_sheet_neither_mean_nor_comment_is_shown(
    says_so, commented, contest, chair, staff, panel, entries, officer, client_of
):
    of_judge = Scoresheet.objects.filter(judge=panel[1])
    of_judge.update(state="excused", signed_at=None, excused_reason="Ill.")
    contest.province.refresh_from_db()
    contest.province.rules["quorum"] = 1
    contest.province.save()
    result = actions.seal(contest.province, by=chair)
    result = actions.publish(actions.approve(result, by=staff), by=staff)

    answer = page(result, client_of(officer))

    heard = answer.context["feedback"]
    assert (heard.sheets, heard.is_enough, heard.criteria) == (1, False, [])
    assert SAID[0] not in answer.content.decode()


def test_a_sheet_that_was_not_counted_is_not_heard(
    says_so, commented, contest, chair, staff, entries, other_judge, officer, client_of
):
    seat = make_judge(contest.province, other_judge)
    make_sheet(seat, entries["3317"], comment="Never signed.")
    seat.left_at = contest.province.rules_frozen_at or seat.appointed_at
    seat.save()
    result = actions.seal(contest.province, by=chair)
    result = actions.publish(actions.approve(result, by=staff), by=staff)

    assert "Never signed." not in page(result, client_of(officer)).content.decode()


def test_the_page_stays_within_its_queries(
    published_with_comments, officer, client_of, django_assert_max_num_queries
):
    client = client_of(officer)
    page(published_with_comments, client)

    with django_assert_max_num_queries(12):
        page(published_with_comments, client)
