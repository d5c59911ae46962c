"""Appeals: who files one and until when, who answers, and what a granted one does."""

from datetime import datetime, timedelta
from itertools import count

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from contests.models import Stage
from contests.phases import Phase, phase_of
from results import actions, public
from results.appeals import closes_at
from results.models import Appeal
from results.workflow import AppealState, State
from tests.factories import make_appeal, make_office
from tests.submissions.files import pdf
from ui.thai import BANGKOK


@pytest.fixture
def file_appeal(published, contest, other_officer):
    """Return a function by which Sila Lat appeals."""

    def do(result=published, **how):
        how = {"by": other_officer, "reason": "รวมคะแนนผิด", **how}
        return actions.file_appeal(result, contest.offices["3322"], **how)

    return do


@pytest.fixture
def appeal(file_appeal):
    return file_appeal()


def told(user):
    return [notice.text for notice in user.notices.all()]


# When and by whom -------------------------------------------------------------------


def test_the_time_ends_with_the_last_working_day(published):
    # A Thursday evening: Friday, then Monday to Thursday.
    published.public_from = datetime(2022, 7, 21, 20, tzinfo=BANGKOK)

    assert published.appeal_days == 5
    assert closes_at(published) == datetime(2022, 7, 28, 23, 59, tzinfo=BANGKOK)


def test_an_appeal_comes_too_late_after_its_time(
    file_appeal, published, refused, client, other_officer
):
    late = closes_at(published) + timedelta(minutes=1)

    assert refused(file_appeal, at=late) == ["not_open"]
    with time_machine.travel(late, tick=False):
        client.force_login(other_officer)
        page = client.get(reverse("results:appeal-new", args=[published.pk]))
    assert "พ้นกำหนดยื่นอุทธรณ์" in page.content.decode()
    assert file_appeal(at=late - timedelta(minutes=1))


def test_what_is_begun_in_the_last_second_counts_with_its_files(
    published, contest, other_officer, client_of, settings
):
    settings.TRUSTED_PROXY_COUNT = 1
    until = closes_at(published)
    file = SimpleUploadedFile("หลักฐาน.pdf", pdf(), "application/pdf")

    with time_machine.travel(until + timedelta(minutes=3), tick=False):
        client_of(other_officer).post(
            reverse("results:appeal-new", args=[published.pk]),
            {"office": contest.offices["3322"].pk, "reason": "ผิด", "files": [file]},
            headers={"X-Request-Start": f"t={until.timestamp()}"},
        )

    appeal = Appeal.objects.get()
    assert (appeal.filed_at, appeal.files.count()) == (until, 1)


def test_an_office_appeals_once(appeal, file_appeal, refused, other_officer):
    assert refused(file_appeal) == ["not_open"]
    with pytest.raises(IntegrityError), transaction.atomic():
        make_appeal(appeal.result, appeal.office, by=other_officer)


def test_there_is_none_before_publication_nor_where_the_stage_takes_none(
    contest, marked, chair, staff, other_staff, other_officer, refused
):
    Stage.objects.update(appeal_days=0)
    result = actions.seal(contest.province, by=chair)
    how = {"by": other_officer, "reason": "x"}
    file = actions.file_appeal

    assert refused(file, result, contest.offices["3322"], **how) == ["not_open"]
    actions.approve(result, by=staff)
    result = actions.publish(result, by=other_staff)
    assert closes_at(result) is None
    assert refused(file, result, contest.offices["3322"], **how) == ["not_open"]


def test_a_past_years_ranks_take_none(enter):
    assert enter({"3317": 1}).appeal_days == 0


def test_an_office_that_did_not_enter_does_not_appeal(published, outsider, client):
    client.force_login(outsider)
    url = reverse("results:appeal-new", args=[published.pk])

    assert client.post(url, {"reason": "x"}).status_code == 403
    assert not Appeal.objects.exists()


def test_an_appeal_under_an_embargo_would_tell_of_it(embargoed, other_officer, client):
    client.force_login(other_officer)
    url = reverse("results:appeal-new", args=[embargoed.pk])

    assert client.get(url).status_code == 404


# Its files --------------------------------------------------------------------------


def test_a_refused_file_loses_neither_the_appeal_nor_the_others(
    published, other_officer, client
):
    client.force_login(other_officer)
    page = client.get(reverse("results:result", args=[published.pk]))
    url = reverse("results:appeal-new", args=[published.pk])
    assert url in page.content.decode()

    files = [
        SimpleUploadedFile("a.exe", b"MZ"),
        SimpleUploadedFile("หลักฐาน.pdf", pdf()),
        SimpleUploadedFile("empty.pdf", b""),
    ]
    page = client.post(url, {"reason": "รวมคะแนนผิด", "files": files}, follow=True)

    appeal = Appeal.objects.get()
    assert [each.name for each in appeal.files.all()] == ["หลักฐาน.pdf"]
    said = [str(each) for each in page.context["messages"]]
    assert len(said) == 3
    assert page.context["files_form"]
    url = reverse("results:appeal-file", args=[appeal.pk, appeal.files.get().pk])
    assert b"".join(client.get(url).streaming_content).startswith(b"%PDF")


def test_no_file_is_added_to_what_is_answered(appeal, staff, other_officer, refused):
    appeal = actions.reject_appeal(appeal, by=staff, reason="ถูกต้องแล้ว")

    upload = SimpleUploadedFile("b.pdf", pdf())
    add = actions.add_to_appeal
    assert refused(add, appeal, upload, by=other_officer) == ["not_open"]


# The answer -------------------------------------------------------------------------


def test_both_sides_are_told(appeal, staff, chair, other_officer, officer):
    assert any("ยื่นอุทธรณ์ผลการประกวด" in each for each in told(staff))
    assert any("ยื่นอุทธรณ์ผลการประกวด" in each for each in told(chair))
    assert any("ได้รับคำอุทธรณ์" in each for each in told(other_officer))

    actions.reject_appeal(appeal, by=chair, reason="ตรวจแล้วถูกต้อง")

    assert any("ตรวจแล้วถูกต้อง" in each for each in told(other_officer))
    assert not any("อุทธรณ์" in each for each in told(officer))


def test_a_rejected_appeal_leaves_the_result(appeal, published, staff, refused):
    appeal = actions.reject_appeal(appeal, by=staff, reason="ถูกต้องแล้ว")

    published.refresh_from_db()
    assert (appeal.state, appeal.answer) == (AppealState.REJECTED, "ถูกต้องแล้ว")
    assert published.state == State.PUBLISHED
    assert refused(actions.reject_appeal, appeal, by=staff, reason="x") == ["not_ready"]


def test_nobody_answers_their_own_appeal(published, contest, staff, refused):
    appeal = make_appeal(published, contest.offices["3317"], by=staff)

    assert refused(actions.reject_appeal, appeal, by=staff, reason="x") == ["not_ready"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.update(
            state="rejected", answer="x", answered_by=staff, answered_at=appeal.filed_at
        )


def test_a_granted_appeal_has_the_round_judged_again_and_the_public_reads_that(
    appeal, published, contest, staff, chair, other_staff, other_officer, client, now
):
    office = contest.offices["3317"]
    other = make_appeal(published, office, by=other_officer)
    client.force_login(staff)
    url = reverse("results:appeal-grant", args=[appeal.pk])
    said = {"reason": "รวมคะแนนผิดจริง", "public_reason": "แก้ไขคะแนน"}
    assert client.post(url, said).status_code == 302

    appeal.refresh_from_db()
    other.refresh_from_db()
    published.refresh_from_db()
    assert (appeal.state, other.state) == (AppealState.GRANTED, AppealState.LAPSED)
    assert (published.state, published.state_reason) == (State.WITHDRAWN, "แก้ไขคะแนน")
    contest.province.refresh_from_db()
    assert phase_of(contest.province, at=now) == Phase.JUDGING

    client.logout()
    page = client.get(reverse("results:result", args=[published.pk])).content.decode()
    assert "ยกเลิกประกาศตามคำอุทธรณ์" in page
    assert "รวมคะแนนผิดจริง" not in page
    again = actions.seal(contest.province, by=chair)
    actions.approve(again, by=staff)
    again = actions.publish(again, by=other_staff)
    page = client.get(reverse("results:result", args=[again.pk])).content.decode()
    assert "ผลนี้แก้ไขตามคำอุทธรณ์" in page
    assert "ศิลาลาด จังหวัดศรีสะเกษ ยื่น" not in page
    # Against the new one there is a time of its own.
    assert actions.file_appeal(again, office, by=other_officer, reason="x")


def test_a_withdrawal_closes_what_nobody_answered(
    appeal, published, staff, other_officer, file_appeal, refused
):
    actions.withdraw(published, by=staff, reason="พิมพ์ผิด")

    appeal.refresh_from_db()
    assert appeal.state == AppealState.LAPSED
    assert any("จึงปิดคำอุทธรณ์" in each for each in told(other_officer))
    assert not public.public_result(published, at=appeal.answered_at).was_appealed


# The pages --------------------------------------------------------------------------


def test_the_office_reads_the_answer_without_the_name_of_who_gave_it(
    appeal, chair, other_officer, staff, client
):
    actions.reject_appeal(appeal, by=chair, reason="ตรวจแล้วถูกต้อง")
    url = reverse("results:appeal", args=[appeal.pk])

    client.force_login(other_officer)
    page = client.get(url).content.decode()
    assert "ตรวจแล้วถูกต้อง" in page
    assert str(chair) not in page
    client.force_login(staff)
    assert str(chair) in client.get(url).content.decode()


def test_an_open_appeal_is_work_of_staff_and_chair(appeal, staff, chair, client):
    for user in (staff, chair):
        client.force_login(user)
        page = client.get(reverse("my-work")).content.decode()
        assert reverse("results:appeal", args=[appeal.pk]) in page


def test_the_pages_cost_the_same_for_more_appeals(
    appeal, published, staff, other_officer, queries_do_not_grow
):
    districts = count(3301)

    def another():
        make_appeal(published, make_office(str(next(districts))), by=other_officer)

    for name, args in (
        ("results:round", [published.round_id]),
        ("results:appeal", [appeal.pk]),
        ("my-work", []),
    ):
        queries_do_not_grow(reverse(name, args=args), another, by=staff)
