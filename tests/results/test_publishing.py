"""The third act: publish, advance, withdraw, send up who comes next."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from audit.models import Event
from contests.phases import Phase, phase_of
from contests.rules import live_rules
from judging.models import Judge
from offices.models import Mail
from results import actions
from results.left_above import left_in, sentences_of
from results.models import Result
from results.workflow import State
from submissions.actions import accept, disqualify, withdraw
from submissions.models import Submission
from submissions.workflow import State as SubmissionState
from tests.factories import make_judge
from tests.results.conftest import DAY

HANDED_IN, WITHDRAWN = SubmissionState.HANDED_IN, SubmissionState.WITHDRAWN


def told(user, *, at=None):
    """Return the messages of a person's notices, due or not."""
    return sorted(notice.message for notice in user.notices.all())


# Publish and advance --------------------------------------------------------------


def test_publishing_sends_the_winner_up_as_it_was_accepted(
    published, entries, contest, now
):
    sent = Submission.objects.get(round=contest.region)

    assert (sent.state, sent.advanced_from, sent.visible_from) == (
        HANDED_IN,
        entries["3317"],
        None,
    )
    version = sent.versions.get()
    assert (version.number, version.digest) == (
        1,
        entries["3317"].accepted_version.digest,
    )
    assert phase_of(published.round, at=published.public_from) == Phase.PUBLISHED


def test_publishing_records_the_awards(published, entries):
    rows = Submission.objects.filter(round=published.round).order_by("serial")

    assert [(each.award, bool(each.advanced_at)) for each in rows] == [
        ("winner", True),
        ("runner_up_1", False),
        ("runner_up_2", False),
        ("runner_up_3", False),
    ]


def test_a_sealed_result_is_not_published(sealed, staff, refused, above):
    assert refused(actions.publish, sealed, by=staff) == ["not_ready"]
    assert above() == []


def test_a_published_result_is_not_published_again(
    approved, published, other_staff, refused, above
):
    assert refused(actions.publish, approved, by=other_staff) == ["not_ready"]
    assert above() == [("3317", HANDED_IN)]


def test_an_embargo_lies_ahead(approved, staff, now, refused):
    codes = refused(actions.publish, approved, by=staff, public_from=now - DAY)

    assert codes == ["embargo"]


def test_an_embargo_ends_before_the_round_above_begins_to_judge(
    approved, contest, staff, refused, above
):
    begins = contest.region.judging_opens_at

    late = refused(actions.publish, approved, by=staff, public_from=begins + DAY)

    assert (late, above()) == (["embargo"], [])
    actions.publish(approved, by=staff, public_from=begins)
    assert above() == [("3317", HANDED_IN)]


def test_what_was_seen_withdrawn_above_does_not_come_back_unseen(
    contest, enter, staff, other_staff, refused, above, now
):
    first = enter({"3317": 1})
    actions.approve(first, by=other_staff)
    actions.publish(first, by=staff)
    actions.withdraw(first, by=staff, reason="พิมพ์ผิด")
    again = enter({"3317": 1})
    actions.approve(again, by=other_staff)

    codes = refused(actions.publish, again, by=staff, public_from=now + DAY)

    assert (codes, above()) == (["embargo"], [("3317", WITHDRAWN)])
    actions.publish(again, by=staff)
    assert above() == [("3317", HANDED_IN)]


def test_an_embargo_may_be_long_where_nobody_goes_up(
    contest, enter, administrator, people, into_phase, now
):
    into_phase(contest.nation, Phase.JUDGING)
    result = enter({"3317": 1}, round_=contest.nation, by=people.staff)
    actions.approve(result, by=administrator)

    published = actions.publish(result, by=administrator, public_from=now + 400 * DAY)

    assert published.state == State.PUBLISHED


def test_who_fell_out_after_the_seal_stands_in_the_way(
    approved, entries, staff, refused
):
    Submission.objects.filter(pk=entries["3322"].pk).update(
        state="disqualified", state_reason="x"
    )

    assert refused(actions.publish, approved, by=staff) == ["not_ready"]


def test_a_round_that_was_never_made_stands_in_the_way(
    approved, contest, staff, refused
):
    contest.region.delete()

    assert refused(actions.publish, approved, by=staff) == ["not_ready"]


def test_into_a_round_in_judging_its_staff_admit_with_a_reason(
    approved, contest, staff, region_staff, into_phase, refused
):
    into_phase(contest.region, Phase.JUDGING)

    actions.publish(approved, by=staff)

    sent = Submission.objects.get(round=contest.region)
    assert refused(accept, sent, by=region_staff) == ["no_reason"]
    assert accept(sent, by=region_staff, reason="มาช้าเพราะอุทธรณ์").state == "accepted"
    assert any("is being judged" in message for message in told(region_staff))


def test_into_a_sealed_round_nobody_goes_up(approved, contest, staff, above, now):
    contest.region.sealed_at = now
    contest.region.save()

    result = actions.publish(approved, by=staff)

    assert (result.state, above()) == (State.PUBLISHED, [])
    assert not Submission.objects.exclude(advanced_at=None).exists()


def test_at_the_top_publishing_ends_the_contest(
    contest, enter, administrator, people, into_phase
):
    into_phase(contest.nation, Phase.JUDGING)
    result = enter({"3317": 1}, round_=contest.nation, by=people.staff)
    actions.approve(result, by=administrator)

    published = actions.publish(result, by=administrator)

    assert published.state == State.PUBLISHED
    assert Submission.objects.exclude(round=contest.nation).count() == 0


def test_all_tied_go_up_where_the_stage_lets_them(
    contest, sign_sheets, chair, staff, above
):
    contest.province.stage.lets_tied_up = True
    contest.province.stage.save()
    sign_sheets({"3317": 9, "3322": 9, "3320": 7, "3319": 6})
    result = actions.seal(contest.province, by=chair)
    actions.approve(result, by=staff)

    actions.publish(result, by=staff)

    assert above() == [("3317", HANDED_IN), ("3322", HANDED_IN)]


def test_who_took_part_who_judged_and_the_staff_above_are_told(
    officer, other_officer, chair, judge, region_staff, outsider, published
):
    news = "The result of %(category)s, %(office)s, is published."

    assert [told(each) for each in (officer, other_officer, chair, judge)] == [
        [news]
    ] * 4
    assert [message[:24] for message in told(region_staff)] == [
        "%(entrant)s comes up fro"
    ]
    assert told(outsider) == []


# Withdraw -------------------------------------------------------------------------


def test_a_withdrawn_publication_stays_with_its_reason(published, staff, above, now):
    result = actions.withdraw(published, by=staff, reason="คะแนนผิด")

    assert (result.state, result.state_reason) == (State.WITHDRAWN, "คะแนนผิด")
    assert list(Result.objects.withdrawn_publicly()) == [result]
    assert list(Result.objects.public()) == []
    assert phase_of(result.round, at=now) == Phase.JUDGING
    assert above() == [("3317", WITHDRAWN)]
    assert set(
        Submission.objects.filter(round=result.round).values_list(
            "award", "advanced_at"
        )
    ) == {("", None)}


def test_what_the_round_above_has_begun_to_score_stays_for_its_staff(
    published, contest, staff, region_staff, above, into_phase, now
):
    into_phase(contest.region, Phase.JUDGING)
    contest.region.rules, contest.region.rules_frozen_at = {"criteria": []}, now
    contest.region.save()

    actions.withdraw(published, by=staff, reason="คะแนนผิด")

    assert above() == [("3317", HANDED_IN)]
    assert any("so the entry stays" in message for message in told(region_staff))


@pytest.fixture
def left_above(published, contest, staff, into_phase, now):
    """The entry that stayed in the region's round, which had begun to score."""
    into_phase(contest.region, Phase.JUDGING)
    contest.region.rules, contest.region.rules_frozen_at = (
        live_rules(contest.region.stage),
        now,
    )
    contest.region.save()
    actions.withdraw(published, by=staff, reason="คะแนนผิด")
    return Submission.objects.for_list().get(round=contest.region)


def test_what_stayed_above_waits_for_its_staff_until_they_decide(
    left_above, contest, region_staff, client, now, refused
):
    client.force_login(region_staff)
    page = client.get(reverse("results:round", args=[contest.region.pk]))
    assert page.context["result_page"].left == [left_above]
    assert any(left_above.number in each for each in blocks_above(contest, now))
    waits = (
        "ยกเลิก: พิจารณา 1 ผลงาน",
        reverse("results:round", args=[contest.region.pk]),
    )
    assert all(each in client.get("/my-work/").content.decode() for each in waits)

    keep = reverse("results:keep-left", args=[left_above.pk])
    client.post(keep, {"reason": "ให้แข่งขันต่อ"})

    assert left_in(contest.region, at=now) == []
    assert waits[0] not in client.get("/my-work/").content.decode()
    assert not any(left_above.number in each for each in blocks_above(contest, now))
    again = {"by": region_staff, "reason": "x"}
    assert refused(actions.keep_left, left_above, **again) == ["not_ready"]


def blocks_above(contest, now):
    contest.region.refresh_from_db()
    return sentences_of(left_in(contest.region, at=now))


def test_a_new_result_settles_what_stayed_above_once_it_is_public(
    left_above, contest, chair, staff, now
):
    again = actions.seal(contest.province, by=chair)
    actions.approve(again, by=staff)
    assert left_in(contest.region, at=now) == [left_above]

    # Into a round that is being judged nothing is sent under an embargo.
    actions.publish(again, by=staff)

    assert left_in(contest.region, at=now + DAY) == []


def test_a_cancelled_round_above_is_no_hindrance(published, contest, staff, above, now):
    contest.region.cancelled_at = now
    contest.region.save()

    result = actions.withdraw(published, by=staff, reason="คะแนนผิด")

    assert (result.state, above()) == (State.WITHDRAWN, [("3317", HANDED_IN)])


def test_the_new_result_names_the_withdrawn_one_and_sends_up_again(
    published, contest, chair, staff, above
):
    actions.withdraw(published, by=staff, reason="คะแนนผิด")

    again = actions.seal(contest.province, by=chair)
    actions.approve(again, by=staff)
    actions.publish(again, by=staff)

    assert again.replaces == published
    assert above() == [("3317", HANDED_IN)]


def test_only_a_publication_is_withdrawn(approved, staff, refused):
    assert refused(actions.withdraw, approved, by=staff, reason="x") == ["not_allowed"]


def test_what_was_withdrawn_under_its_embargo_never_was_public(
    region_staff, embargoed, staff, officer, now, above
):
    actions.withdraw(embargoed, by=staff, reason="คะแนนผิด")

    later = now + 900 * DAY
    assert not Result.objects.open_to_all(at=later).exists()
    assert (told(officer), told(region_staff)) == ([], [])
    assert not Mail.objects.filter(due_at__gt=now + DAY / 2).exists()
    assert above() == [("3317", WITHDRAWN)]


def test_the_chair_is_told_that_the_round_is_judged_again(embargoed, staff, chair):
    actions.withdraw(embargoed, by=staff, reason="คะแนนผิด")

    assert [notice.params["reason"] for notice in chair.notices.all()] == ["คะแนนผิด"]


# Send up who comes next -----------------------------------------------------------


@pytest.fixture
def left(published, contest, officer):
    """The winner withdrew from the region's round."""
    sent = Submission.objects.get(round=contest.region)
    return withdraw(sent, by=officer, reason="ผู้นำเสนอย้าย")


def placing_of(result, code):
    return result.placings.get(submission__entry__office__code=code)


def test_the_next_placing_goes_up_for_one_that_left(left, published, staff, above):
    actions.send_up_next(placing_of(published, "3322"), by=staff, reason="ผู้ชนะถอนตัว")

    assert above() == [("3317", WITHDRAWN), ("3322", HANDED_IN)]


def test_a_better_placed_one_comes_first(left, published, staff, refused):
    third = placing_of(published, "3320")

    assert refused(actions.send_up_next, third, by=staff, reason="x") == ["not_ready"]


def test_while_the_winner_is_there_nobody_follows(published, staff, refused):
    second = placing_of(published, "3322")

    assert refused(actions.send_up_next, second, by=staff, reason="x") == ["not_ready"]


def test_a_disqualified_winner_makes_room_too(
    published, contest, staff, region_staff, above
):
    sent = Submission.objects.get(round=contest.region)
    disqualify(sent, by=region_staff, reason="เอกสารเท็จ")

    actions.send_up_next(placing_of(published, "3322"), by=staff, reason="แทน")

    assert above()[1] == ("3322", HANDED_IN)


def test_who_could_not_go_up_at_first_goes_up_later(
    approved, contest, staff, above, now
):
    contest.region.sealed_at = now
    contest.region.save()
    result = actions.publish(approved, by=staff)
    contest.region.sealed_at = None
    contest.region.save()

    actions.send_up_next(placing_of(result, "3317"), by=staff, reason="เปิดใหม่")

    assert above() == [("3317", HANDED_IN)]


# The record -----------------------------------------------------------------------


def test_the_history_of_result_and_round_tells_each_act(published, chair, staff):
    for thing in (published, published.round):
        events = Event.objects.about(thing).order_by("pk")

        assert [(event.act, event.by) for event in events] == [
            ("Sealed the result", chair),
            ("Approved the result", staff),
            ("Published the result", staff),
        ]


def test_under_an_embargo_the_history_does_not_tell_of_the_publication(embargoed, now):
    hidden = Event.objects.filter(shown_from=embargoed.public_from)
    kinds = {event.content_type for event in hidden}

    assert kinds == set(
        ContentType.objects.get_for_models(
            Result, type(embargoed.round), Submission
        ).values()
    )
    acts = {event.act for event in Event.objects.about(embargoed.round, at=now)}
    assert acts == {"Sealed the result", "Approved the result"}


def test_the_chair_of_another_round_does_not_seal(contest, marked, refused, judge):
    make_judge(contest.region, judge, Judge.Capacity.CHAIR)

    assert refused(actions.seal, contest.province, by=judge) == ["not_chair"]
