"""A seat is an appointment that its person answers, with their conflicts."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from contests.models import Round
from judging import actions, conduct
from judging.conflicts import Bar, bar_of
from judging.doors import works_of
from judging.entering import names_in, new_to
from judging.models import Judge, StatedConflict
from judging.progress import progress_of
from submissions.naming import line_of
from tests.factories import (
    make_appointment,
    make_entry,
    make_judge,
    make_office,
    make_stated_conflict,
    make_submission,
    make_user,
    make_version,
)
from tests.judging.conftest import accepted, fill

CHAIR = Judge.Capacity.CHAIR
HOUR = timedelta(hours=1)


@pytest.fixture
def asked(panel):
    """A person appointed to the panel, who has not answered."""
    person = make_user()
    return make_appointment(panel.round, person)


def accept(seat, conflicts=None, **given):
    given = {"by": seat.user, "agrees_to": conduct.CURRENT, **given}
    return actions.accept(seat, conflicts=conflicts, **given)


def refused(code, act, *args, **kwargs):
    with pytest.raises(ValidationError) as refusal:
        act(*args, **kwargs)
    assert refusal.value.code == code


def bar(seat, work):
    return bar_of(seat, work, at=timezone.now())


def test_who_accepts_agrees_to_the_rules_and_may_open_entries(panel, asked):
    now = timezone.now()
    assert list(works_of(Judge.objects.with_round().get(pk=asked.pk), at=now)) == []

    seat = accept(asked)

    assert seat.accepted_at == seat.conduct_agreed_at
    assert seat.conduct_version == conduct.CURRENT
    seat = Judge.objects.with_round().get(pk=asked.pk)
    assert list(works_of(seat, at=now)) == [panel.phu_sing, panel.sila_lat]
    assert [e.act for e in Event.objects.about(seat)] == ["Accepted the appointment"]


def test_nobody_accepts_without_agreeing_twice_or_for_another(panel, asked):
    refused("not_agreed", accept, asked, agrees_to=None)
    refused("not_yours", accept, asked, by=panel.judge.user)
    accept(asked)
    refused("answered", accept, asked)
    refused("answered", actions.decline, asked, by=asked.user, reason="No.")


def test_before_the_answer_no_mark_is_taken(panel, asked):
    refused("unanswered", fill, asked, panel.phu_sing, 5)
    refused("unanswered", actions.look_again, asked, by=asked.user, conflicts={})


def test_who_declines_frees_the_place_and_the_staff_are_told(panel, staff):
    actions.leave(panel.chair, by=staff, reason="Moved.")
    seat = make_appointment(panel.round, capacity=CHAIR, appointed_by=staff)

    actions.decline(seat, by=seat.user, reason="On leave.")

    seat.refresh_from_db()
    assert seat.declined_at == seat.left_at
    assert staff.notices.filter(key__startswith=f"declined-{seat.pk}").count() == 1
    refused("answered", accept, seat)
    actions.appoint(panel.round, make_user(), capacity=CHAIR, by=staff)
    again = actions.appoint(panel.round, seat.user, capacity="member", by=staff)
    assert (again.pk, again.awaits_answer, again.decline_reason) == (seat.pk, True, "")
    accept(again)


def test_an_appointment_that_was_taken_back_or_is_over_is_not_answered(
    panel, asked, staff
):
    Round.objects.filter(pk=panel.round.pk).update(sealed_at=timezone.now())
    refused("over", accept, asked)
    refused("over", actions.decline, asked, by=asked.user, reason="No.")
    Round.objects.filter(pk=panel.round.pk).update(sealed_at=None)
    actions.leave(asked, by=staff, reason="By mistake.")
    refused("left", accept, asked)


def test_an_unanswered_chair_is_no_chair_yet(panel, staff, client):
    actions.leave(panel.chair, by=staff, reason="Moved.")
    chair = make_appointment(panel.round, capacity=CHAIR)
    panel_page = reverse("judging:panel", args=[panel.round.pk])
    client.force_login(chair.user)

    assert client.get(panel_page).status_code == 404
    refused(
        "not_chair", actions.decide_tie, panel.round, [], by=chair.user, reason="Lot."
    )
    accept(chair)
    assert client.get(panel_page).status_code == 200


# Conflicts ----------------------------------------------------------------------------


def test_a_conflict_with_an_office_holds_for_entries_accepted_later(
    panel, asked, offices
):
    work = make_submission(
        panel.round, make_entry(panel.round.stage.category, offices["3320"])
    )
    seat = accept(asked, {f"o{offices['3320'].pk}": "My wife works there."})

    work.accepted_version, work.state = work.versions.get(), "accepted"
    work.save()

    assert bar(seat, work) == Bar.DECLARED
    assert bar(seat, panel.phu_sing) is None
    assert bar(panel.judge, work) is None
    bars = progress_of(panel.round, at=timezone.now()).bars
    assert bars == {(seat.pk, work.pk): Bar.DECLARED}


def test_a_conflict_with_a_person_holds_wherever_they_are_named(panel, asked):
    person = {"given_name": "Somsri", "surname": "Boonmee"}
    content = {
        **panel.phu_sing.accepted_version.content,
        "form": [{"kind": "people", "key": "team"}],
        "answers": {"team": [person]},
    }
    for work in (panel.phu_sing, accepted(panel.round, "3320")):
        work.accepted_version = make_version(work, content=content)
        work.save()

    [name] = names_in(panel.round, at=timezone.now()).people
    seat = accept(asked, {name.key: "My cousin."})

    assert (name.line, name.text) == (line_of(*person.values()), "Somsri Boonmee")
    assert bar(seat, panel.phu_sing) == bar(seat, work) == Bar.DECLARED
    assert bar(seat, panel.sila_lat) is None


def test_offices_and_people_are_two_lists_by_name_and_linked_only_where_told(
    panel, offices
):
    linked = names_in(panel.round, at=timezone.now())
    blind = names_in(panel.round, at=timezone.now(), linked=False)

    assert [each.text for each in linked.offices] == sorted(
        each.entry.office.title for each in (panel.phu_sing, panel.sila_lat)
    )
    assert [each.text for each in blind.offices] == [e.text for e in linked.offices]
    assert not any(each.of for each in blind)
    # Never a title of an entry.
    assert not {panel.phu_sing.title, panel.sila_lat.title} & {e.text for e in linked}


def test_names_that_come_after_the_answer_are_new_until_looked_at(panel, asked):
    seat = accept(asked)
    seat.refresh_from_db()
    now = timezone.now() + HOUR
    assert new_to([seat], at=now) == {}

    entry = make_entry(panel.round.stage.category, make_office("3320"))
    make_submission(panel.round, entry, handed_in_at=now)
    later = now + HOUR
    [name] = new_to([seat], at=later)[seat.pk]

    assert name.office == entry.office_id
    # A list that was opened before the name came leaves it new.
    look = {"by": seat.user, "at": later}
    seat = actions.look_again(seat, conflicts={}, names_seen_at=now - HOUR, **look)
    assert seat.pk in new_to([seat], at=later)
    seat = actions.look_again(seat, conflicts={name.key: "Kin."}, **look)
    assert new_to([seat], at=later) == {}
    assert seat.stated_conflicts.get().office == entry.office


def test_what_was_stated_by_mistake_is_taken_back_on_record(panel, staff, offices):
    stated = make_stated_conflict(panel.judge, offices["3317"])
    assert bar(panel.judge, panel.phu_sing) == Bar.DECLARED

    actions.lift_stated(stated, by=staff, reason="Wrong box.")

    assert bar(panel.judge, panel.phu_sing) is None
    refused("stale", actions.lift_stated, stated, by=staff, reason="Again.")
    [event] = Event.objects.about(panel.judge)
    assert event.reason == "Wrong box."


# The database -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "columns",
    [
        {"declined_at": "now", "decline_reason": "No.", "left_at": "now"},
        {"decline_reason": "No."},
        {"names_seen_at": None},
        {"conduct_version": 1},
        {"accepted_at": None, "declined_at": "now", "decline_reason": "No."},
        {"accepted_at": None, "declined_at": "now", "left_at": "now"},
    ],
)
def test_the_database_keeps_an_answer_whole(panel, columns):
    now = timezone.now()
    columns = {key: now if each == "now" else each for key, each in columns.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Judge.objects.filter(pk=panel.judge.pk).update(**columns)


def test_the_database_keeps_a_stated_conflict_whole_and_once(panel, offices):
    def breaks(*args, **columns):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_stated_conflict(panel.judge, *args, **columns)

    breaks()
    breaks(offices["3317"], reason="")
    breaks(offices["3317"], name="somsri boonmee")
    make_stated_conflict(panel.judge, offices["3317"])
    make_stated_conflict(panel.judge, name="somsri boonmee")
    make_stated_conflict(panel.judge, person=panel.chair.user, name="a b")
    breaks(offices["3317"])
    breaks(name="somsri boonmee")
    breaks(person=panel.chair.user)


# The pages ----------------------------------------------------------------------------


def url_of(seat, name="answer"):
    return reverse(f"judging:{name}", args=[seat.pk])


def test_a_judge_accepts_on_the_page_with_reasons_for_what_was_ticked(
    panel, asked, client, offices
):
    client.force_login(asked.user)
    key = f"o{offices['3317'].pk}"
    sent = {f"with_{key}": "on", f"why_{key}": " "}

    page = client.post(url_of(asked), sent)
    assert {row.name.key: row.error for row in page.context["form"].rows if row.error}
    assert page.context["form"].errors["agrees"]
    asked.refresh_from_db()
    assert asked.awaits_answer

    sent |= {f"why_{key}": "My wife.", "agrees": "on"}
    page = client.post(url_of(asked), sent | {"seen": page.context["form"].shown_at})
    assert page.url == reverse("judging:entries", args=[panel.round.pk])
    assert asked.stated_conflicts.get().office == offices["3317"]


def test_every_way_to_an_entry_leads_to_the_answer_first(panel, asked, client):
    client.force_login(asked.user)
    work = panel.phu_sing.pk
    answer = url_of(asked)

    for name, args in (
        ("entries", [panel.round.pk]),
        ("sheet", [work]),
        ("sign", [work]),
        ("declare", [work]),
        ("file", [work, 1]),
        ("page", [work, 1, 1]),
    ):
        page = client.get(reverse(f"judging:{name}", args=args))
        assert (page.status_code, page.headers.get("Location")) == (302, answer), name
    sent = client.post(reverse("judging:mark", args=[work]), {"points_c1": "5"})
    assert sent.status_code == 409
    assert not asked.sheets.exists()


def test_a_seat_is_answered_by_its_person_alone_and_once(panel, asked, client, staff):
    for person in (panel.judge.user, staff):
        client.force_login(person)
        assert client.get(url_of(asked)).status_code == 404
        assert client.post(url_of(asked, "decline"), {}).status_code == 404
    client.force_login(asked.user)
    client.post(url_of(asked, "decline"), {"reason": "Away."})
    # The other window, still open.
    client.post(url_of(asked), {"agrees": "on"})
    client.post(url_of(asked, "decline"), {"reason": "Twice."})

    asked.refresh_from_db()
    assert (asked.accepted_at, asked.decline_reason) == (None, "Away.")
    assert client.get(url_of(asked)).status_code == 200


def test_more_names_than_a_browser_may_send_boxes_for_have_them_once_ticked(
    panel, asked, client, monkeypatch, offices
):
    monkeypatch.setattr("judging.statement.MOST_BOXES", 1)
    client.force_login(asked.user)
    key = f"o{offices['3317'].pk}"

    assert "why_o" not in client.get(url_of(asked)).content.decode()
    page = client.post(url_of(asked), {f"with_{key}": "on", "agrees": "on"})
    assert f'name="why_{key}"' in page.content.decode()


def test_the_answers_page_costs_the_same_for_one_and_for_five(
    queries_do_not_grow, panel, asked
):
    codes = iter(("3301", "3302", "3303", "3304", "3305"))

    def add_entry_and_judge():
        accepted(panel.round, next(codes))
        make_judge(panel.round)

    url = url_of(asked)
    assert queries_do_not_grow(url, add_entry_and_judge, by=asked.user) <= 12


def test_stating_is_read_only_once_however_much_is_stated(queries_do_not_grow, panel):
    codes = iter(("3301", "3302", "3303", "3304", "3305"))

    def state():
        make_stated_conflict(panel.judge, make_office(next(codes)))

    url = reverse("judging:entries", args=[panel.round.pk])
    assert queries_do_not_grow(url, state, by=panel.judge.user) <= 12
    assert StatedConflict.objects.count() > 1
