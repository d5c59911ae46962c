"""Rule 3 on the pages: whose marks who sees, and what never leaks."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from judging import actions
from judging.doors import work_for, works_of
from judging.models import Judge, Scoresheet
from judging.permissions import can_see_ranking_page, may_see_ranking
from judging.ranking import ranking_of
from submissions.models import Submission
from submissions.workflow import State
from tests.factories import (
    make_attachment,
    make_entry,
    make_judge,
    make_membership,
    make_office,
    make_stored_file,
    make_submission,
    make_user,
)
from tests.judging.conftest import accepted, fill, fill_and_sign
from tests.submissions.files import pdf


def url(name, *args):
    return reverse(f"judging:{name}", args=args)


# Marks that occur nowhere else on a page, so that searching for them proves something.
TELLING = (7.5, 3.5)
TOTAL = "59.00"


@pytest.fixture
def secret(panel):
    """Another judge has signed, and a third has begun."""
    fill_and_sign(panel.other_judge, panel.phu_sing, *TELLING)
    actions.comment_on(
        panel.other_judge, panel.sila_lat, "A secret thought", by=panel.other_judge.user
    )
    fill(panel.other_judge, panel.sila_lat, *TELLING)
    return panel


def own_pages(panel):
    return [
        url("my-rounds"),
        url("entries", panel.round.pk),
        url("entries", panel.round.pk) + "?sort=total",
        url("sheet", panel.phu_sing.pk),
        url("sheet", panel.sila_lat.pk),
        url("sign", panel.phu_sing.pk),
    ]


def test_a_judge_sees_no_mark_or_word_of_another(client, secret):
    for person in (secret.judge.user, secret.chair.user):
        client.force_login(person)
        for page in own_pages(secret):
            text = client.get(page).content.decode()
            assert TOTAL not in text
            assert "secret" not in text.lower()
            assert secret.other_judge.user.get_full_name() not in text


def test_an_unsigned_mark_is_seen_by_its_judge_alone(client, secret, staff):
    for person in (staff, secret.chair.user):
        client.force_login(person)
        for page in (
            url("panel", secret.round.pk),
            url("seat", secret.other_judge.pk),
            url("ranking", secret.round.pk),
        ):
            text = client.get(page).content.decode()
            assert "secret" not in text.lower()
    client.force_login(staff)
    assert (
        client.get(url("ranking", secret.round.pk)).content.decode().count(TOTAL) == 2
    )
    client.force_login(secret.other_judge.user)
    text = client.get(url("sheet", secret.sila_lat.pk)).content.decode()
    assert "A secret thought" in text


def test_a_chair_with_own_sheets_left_is_not_told_what_others_began(
    client, secret, staff
):
    fill(secret.chair, secret.phu_sing, 5)

    def told(person):
        client.force_login(person)
        seat = client.get(url("seat", secret.other_judge.pk)).content.decode()
        return gettext("Begun") in seat

    assert (told(staff), told(secret.chair.user)) == (True, False)


def test_whoever_has_a_scoring_seat_waits_with_the_ranking(client, secret):
    for person in (secret.chair.user, secret.judge.user):
        assert not may_see_ranking(person, secret.round)
    client.force_login(secret.chair.user)
    page = client.get(url("ranking", secret.round.pk))
    assert TOTAL not in page.content.decode()
    assert "rows" not in page.context
    assert [seat.finished for seat in page.context["by_seat"]] == [0, 0, 1]

    fill_and_sign(secret.chair, secret.phu_sing, 1, 1)
    assert not may_see_ranking(secret.chair.user, secret.round)
    fill_and_sign(secret.chair, secret.sila_lat, 1, 1)

    assert may_see_ranking(secret.chair.user, secret.round)
    assert TOTAL in client.get(url("ranking", secret.round.pk)).content.decode()


def test_staff_with_a_scoring_seat_wait_too_until_they_are_excused(
    client, secret, staff, other_staff
):
    seat = actions.appoint(secret.round, staff, capacity="member", by=other_staff)
    assert not may_see_ranking(staff, secret.round)
    assert may_see_ranking(other_staff, secret.round)

    for work in (secret.phu_sing, secret.sila_lat):
        actions.excuse(seat, work, by=other_staff, reason="Was away.")

    assert may_see_ranking(staff, secret.round)


def test_a_seat_without_marks_waits_for_nothing(secret, staff, other_staff):
    actions.appoint(
        secret.round, staff, capacity="secretary", scores=False, by=other_staff
    )

    assert may_see_ranking(staff, secret.round)


def test_an_entry_that_is_accepted_late_hides_the_ranking_again(secret, offices):
    for work in (secret.phu_sing, secret.sila_lat):
        fill_and_sign(secret.chair, work, 1, 1)
    assert may_see_ranking(secret.chair.user, secret.round)

    accepted(secret.round, "3319")

    assert not may_see_ranking(secret.chair.user, secret.round)


def test_a_reopened_sheet_hides_the_ranking_again(secret, staff):
    sheets = [
        fill_and_sign(secret.chair, work, 1, 1)
        for work in (secret.phu_sing, secret.sila_lat)
    ]

    actions.reopen(sheets[0], by=staff, reason="A slip.")

    assert not may_see_ranking(secret.chair.user, secret.round)


def test_who_may_see_the_ranking_at_all(
    panel, officer, outsider, staff, region_staff, administrator, auditor
):
    seeing = [staff, region_staff, administrator, auditor]
    blind = [officer, outsider, panel.judge.user]

    assert all(may_see_ranking(person, panel.round) for person in seeing)
    assert not any(may_see_ranking(person, panel.round) for person in blind)


def test_under_an_embargo_the_ranking_is_the_rounds_own_staffs(
    client, panel, staff, region_staff, administrator
):
    now = timezone.now()
    for name in ("sealed_at", "approved_at", "published_at"):
        setattr(panel.round, name, now)
    panel.round.public_from = now + timedelta(days=1)
    panel.round.save()

    assert can_see_ranking_page(staff, panel.round)
    assert can_see_ranking_page(panel.chair.user, panel.round)
    for person in (region_staff, administrator):
        client.force_login(person)
        assert client.get(url("ranking", panel.round.pk)).status_code == 403
    panel.round.public_from = now
    panel.round.save()
    client.force_login(region_staff)
    assert client.get(url("ranking", panel.round.pk)).status_code == 200


def test_a_decided_tie_needs_own_sheets_too(client, panel):
    client.force_login(panel.chair.user)

    response = client.get(url("decide-tie", panel.round.pk))

    assert response.url == url("ranking", panel.round.pk)


# Doors --------------------------------------------------------------------------------


def test_a_judge_reads_accepted_works_of_their_round_alone(panel, offices):
    make_submission(
        panel.round, make_entry(panel.round.stage.category, make_office("3319"))
    )
    now = timezone.now()

    assert list(works_of(panel.judge, at=now)) == [panel.phu_sing, panel.sila_lat]
    stranger = make_user()
    assert work_for(stranger, panel.phu_sing.pk, at=now) is None
    Submission.objects.filter(pk=panel.phu_sing.pk).update(
        state=State.WITHDRAWN, state_reason="x"
    )
    assert work_for(panel.judge.user, panel.phu_sing.pk, at=now) is None


def test_what_came_up_under_an_embargo_is_not_read_before_its_moment(panel):
    now = timezone.now()
    Submission.objects.filter(pk=panel.phu_sing.pk).update(
        visible_from=now + timedelta(hours=1)
    )

    assert work_for(panel.judge.user, panel.phu_sing.pk, at=now) is None
    assert list(works_of(panel.judge, at=now)) == [panel.sila_lat]
    assert list(ranking_of(panel.round, at=now).works) == [panel.sila_lat.number]
    later = now + timedelta(hours=1)
    assert work_for(panel.judge.user, panel.phu_sing.pk, at=later) is not None


def test_before_the_round_closes_a_judge_reads_nothing(panel):
    stage = panel.round.stage
    then = stage.closes_at - timedelta(hours=1)

    assert list(works_of(panel.judge, at=then)) == []
    assert work_for(panel.judge.user, panel.phu_sing.pk, at=then) is None


def test_whoever_left_reads_nothing_any_more(client, panel, staff):
    fill_and_sign(panel.judge, panel.phu_sing, 5, 5)
    actions.leave(panel.judge, by=staff, reason="Moved.")
    client.force_login(panel.judge.user)

    for page in own_pages(panel)[1:]:
        assert client.get(page).status_code == 404
    assert (
        client.post(url("mark", panel.phu_sing.pk), {"points_c1": "1"}).status_code
        == 404
    )


def test_somebody_elses_sheet_is_not_found(client, secret, administrator, staff):
    """There is no page of another's sheet; one's own is found by the seat."""
    for person in (administrator, staff, make_user()):
        client.force_login(person)
        for name in ("sheet", "sign", "declare"):
            assert client.get(url(name, secret.phu_sing.pk)).status_code == 404
            assert client.post(url(name, secret.phu_sing.pk)).status_code == 404
        assert client.post(url("mark", secret.phu_sing.pk)).status_code == 404
    assert Scoresheet.objects.count() == 2


# Files --------------------------------------------------------------------------------


@pytest.fixture
def with_file(panel, offices):
    """An entry whose accepted version has a file, and a file that came later."""
    entry = make_entry(panel.round.stage.category, make_office("3319"))
    panel.bytes = pdf(2)
    stored = make_stored_file(panel.bytes, pages=2)
    panel.file = make_attachment(entry, stored, name="รายงาน.pdf")
    panel.work = make_submission(panel.round, entry, State.ACCEPTED)
    panel.later = make_attachment(entry, make_stored_file(b"%PDF-1.4 later"))
    return panel


def test_a_judge_opens_the_files_of_the_accepted_version(client, with_file):
    client.force_login(with_file.judge.user)

    file = client.get(url("file", with_file.work.pk, with_file.file.pk))
    page = client.get(url("page", with_file.work.pk, with_file.file.pk, 2))

    assert b"".join(file.streaming_content) == with_file.bytes
    assert page["Content-Type"] == "image/webp"
    text = client.get(url("sheet", with_file.work.pk)).content.decode()
    assert url("page", with_file.work.pk, with_file.file.pk, 2) in text


def test_no_other_file_is_found_through_a_work(client, with_file):
    client.force_login(with_file.judge.user)

    assert (
        client.get(url("file", with_file.work.pk, with_file.later.pk)).status_code
        == 404
    )
    assert (
        client.get(url("file", with_file.phu_sing.pk, with_file.file.pk)).status_code
        == 404
    )
    assert (
        client.get(url("page", with_file.work.pk, with_file.file.pk, 3)).status_code
        == 404
    )


def test_files_are_gone_with_the_work(client, with_file, offices, staff, outsider):
    page = url("file", with_file.work.pk, with_file.file.pk)
    for person in (staff, outsider, make_user()):
        client.force_login(person)
        assert client.get(page).status_code == 404
    client.force_login(with_file.judge.user)
    assert client.get(page).status_code == 200

    make_membership(with_file.judge.user, offices["3319"])

    assert client.get(page).status_code == 404


def test_telephones_are_not_for_judges(client, with_file):
    version = with_file.work.accepted_version
    version.content["form"] = [
        {
            "key": "team",
            "kind": "people",
            "label_th": "คณะทำงาน",
            "label_en": "Team",
            "help_th": "",
            "help_en": "",
            "required": False,
        }
    ]
    version.content["answers"] = {
        "team": [
            {
                "title": "",
                "given_name": "Somchai",
                "surname": "Jaidee",
                "position": "Officer",
                "level": "",
                "phone": "0812345678",
            }
        ]
    }
    newer = type(version)(
        submission=with_file.work,
        number=2,
        content=version.content,
        handed_in_at=version.handed_in_at,
        handed_in_by=version.handed_in_by,
    )
    newer.save()
    Submission.objects.filter(pk=with_file.work.pk).update(accepted_version=newer)
    client.force_login(with_file.judge.user)

    text = client.get(url("sheet", with_file.work.pk)).content.decode()

    assert "Somchai" in text
    assert "0812345678" not in text


def test_a_seat_without_marks_reads_but_has_no_sheet(client, panel, staff):
    secretary = make_judge(panel.round, capacity=Judge.Capacity.SECRETARY, scores=False)
    client.force_login(secretary.user)

    page = client.get(url("sheet", panel.phu_sing.pk))

    assert page.status_code == 200
    assert b"points_c1" not in page.content
    mark = client.post(url("mark", panel.phu_sing.pk), {"points_c1": "5"})
    assert mark.status_code == 404
