import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from judging import actions, conduct
from judging.doors import works_of
from judging.models import Conflict, Judge, Score, Scoresheet, TieDecision
from judging.permissions import is_chair
from judging.progress import progress_of
from judging.ranking import ranking_of
from judging.ranking.table import table_of
from judging.watching import NOT_ASKED, UNTOUCHED, watch_of
from offices.models import User
from tests.factories import (
    make_judge,
    make_membership,
    make_score,
    make_sheet,
    make_tie_decision,
    make_user,
)
from tests.judging.conftest import accepted, fill, fill_and_sign

CHAIR, MEMBER, SECRETARY = Judge.Capacity.values
SEAT = {"capacity": MEMBER}


def refused(code, act, *args, **kwargs):
    with pytest.raises(ValidationError) as refusal:
        act(*args, **kwargs)
    assert refusal.value.code == code


def test_an_appointed_person_has_a_seat_and_is_told(panel, staff):
    person = make_user(given_name="สมชาย")

    judge = actions.appoint(
        panel.round, person, capacity=MEMBER, by=staff, committee_title=" ผู้ทรงคุณวุฒิ "
    )

    assert (judge.user, judge.capacity, judge.scores) == (person, MEMBER, True)
    assert judge.title == "ผู้ทรงคุณวุฒิ"
    notice = person.notices.get()
    assert notice.url == reverse("judging:answer", args=[judge.pk])
    assert [event.act for event in Event.objects.about(judge)] == [
        "Appointed to the panel"
    ]


def test_staff_may_sit_on_the_panel(panel, staff):
    assert actions.appoint(panel.round, staff, capacity=MEMBER, by=staff).scores


def test_a_secretary_scores_or_not_and_a_member_always_does(panel, staff):
    secretary = actions.appoint(
        panel.round, make_user(), capacity=SECRETARY, by=staff, scores=False
    )
    member = actions.appoint(
        panel.round, make_user(), capacity=MEMBER, by=staff, scores=False
    )

    assert (secretary.scores, member.scores) == (False, True)


def test_a_panel_has_one_chair_and_each_person_one_seat(panel, staff):
    appoint = actions.appoint
    refused("has_chair", appoint, panel.round, make_user(), capacity=CHAIR, by=staff)
    refused(
        "here_already",
        appoint,
        panel.round,
        panel.judge.user,
        capacity=MEMBER,
        by=staff,
    )


def test_a_deactivated_account_is_not_appointed(panel, staff):
    person = make_user(is_active=False)

    refused("inactive", actions.appoint, panel.round, person, capacity=MEMBER, by=staff)


def test_whoever_left_takes_the_old_seat_again_with_what_they_signed(panel, staff):
    sheet = fill_and_sign(panel.judge, panel.phu_sing, 5, 6)
    actions.leave(panel.judge, by=staff, reason="Ill.")

    again = actions.appoint(panel.round, panel.judge.user, capacity=SECRETARY, by=staff)

    assert again.pk == panel.judge.pk
    assert (again.left_at, again.capacity) == (None, SECRETARY)
    assert again.sheets.get() == sheet


def test_by_e_mail_somebody_new_is_invited_and_has_a_seat(panel, staff):
    judge, invitation = actions.invite_judge(
        panel.round,
        "New.Judge@example.org ",
        capacity=MEMBER,
        by=staff,
        given_name="ใหม่",
        surname="มาก",
    )

    assert judge.user == User.objects.get(email="new.judge@example.org")
    assert judge.user.get_full_name() == "ใหม่ มาก"
    assert not judge.user.has_usable_password()
    assert (invitation.user, invitation.office) == (judge.user, None)


def test_by_e_mail_somebody_with_an_account_is_appointed_as_they_are(panel, staff):
    person = make_user(email="known@example.org", given_name="เดิม")

    judge, invitation = actions.invite_judge(
        panel.round, "KNOWN@example.org", capacity=MEMBER, by=staff, given_name="อื่น"
    )

    assert (judge.user, invitation) == (person, None)
    assert judge.user.given_name == "เดิม"


def test_a_refused_appointment_invites_nobody(panel, staff):
    refused(
        "has_chair",
        actions.invite_judge,
        panel.round,
        "new@example.org",
        capacity=CHAIR,
        by=staff,
    )

    assert not User.objects.filter(email="new@example.org").exists()


def test_a_seat_changes_and_the_history_says_how(panel, staff):
    actions.change_seat(panel.chair, capacity=MEMBER, by=staff)
    actions.change_seat(
        panel.judge, capacity=CHAIR, committee_title="ประธาน", scores=False, by=staff
    )

    panel.judge.refresh_from_db()
    assert (panel.judge.is_chair, panel.judge.scores) == (True, False)
    assert Event.objects.about(panel.judge)[0].changes == {
        "capacity": ["member", "chair"],
        "committee_title": ["", "ประธาน"],
        "scores": [True, False],
    }


def test_nothing_changed_is_no_event(panel, staff):
    actions.change_seat(panel.judge, capacity=MEMBER, by=staff)

    assert not Event.objects.about(panel.judge).exists()


def test_a_judge_with_sheets_does_not_stop_to_score(panel, staff):
    fill_and_sign(panel.chair, panel.phu_sing, 5, 6)

    refused(
        "has_sheets",
        actions.change_seat,
        panel.chair,
        capacity=CHAIR,
        scores=False,
        by=staff,
    )


def test_whoever_left_has_no_seat_to_change_or_leave(panel, staff):
    actions.leave(panel.judge, by=staff, reason="Ill.")

    refused("left", actions.leave, panel.judge, by=staff, reason="Again.")
    refused("left", actions.change_seat, panel.judge, capacity=CHAIR, by=staff)


@pytest.mark.parametrize("fact", ["sealed_at", "cancelled_at", "closed_empty_at"])
def test_the_panel_of_a_sealed_or_ended_round_stays(panel, staff, fact):
    type(panel.round).objects.filter(pk=panel.round.pk).update(**{fact: timezone.now()})
    by = {"by": staff}

    refused("over", actions.appoint, panel.round, make_user(), capacity=MEMBER, **by)
    refused("over", actions.change_seat, panel.judge, capacity=CHAIR, **by)
    refused("over", actions.leave, panel.judge, reason="x", **by)
    refused(
        "over",
        actions.declare_conflict,
        panel.judge,
        panel.phu_sing,
        reason="x",
        **by,
    )
    refused("over", actions.excuse, panel.judge, panel.phu_sing, reason="x", **by)


# A substitute -------------------------------------------------------------------------


def substitute(panel, staff, seat=None, user=None):
    """Put somebody in the judge's place and let them accept."""
    user = user or make_user()
    seat = actions.substitute(seat or panel.judge, user, by=staff, reason="Ill.")
    return actions.accept(seat, by=user, agrees_to=conduct.CURRENT)


def due(panel):
    progress = progress_of(panel.round, at=timezone.now())
    return {seat.judge.pk: (seat.due, seat.signed) for seat in progress.by_seat}


def test_a_substitute_is_due_what_the_first_had_not_signed(panel, staff):
    sheet = fill_and_sign(panel.judge, panel.phu_sing, 5, 6)
    fill(panel.judge, panel.sila_lat, 7)

    second = substitute(panel, staff)

    panel.judge.refresh_from_db()
    assert (second.capacity, second.stands_in_for) == ("member", panel.judge)
    assert panel.judge.left_at and sheet.pk
    assert due(panel)[second.pk] == (1, 0)
    refused("signed_before", fill, second, panel.phu_sing, 9)
    fill_and_sign(second, panel.sila_lat, 8, 8)
    assert due(panel)[second.pk] == (1, 1)
    ranking = ranking_of(panel.round)
    counted = {work: set(by) for work, by in ranking.totals.sheets.items()}
    assert counted == {
        panel.phu_sing.number: {str(panel.judge.pk)},
        panel.sila_lat.number: {str(second.pk)},
    }
    for seat in (panel.judge, second):
        acts = [e.act for e in Event.objects.about(seat)]
        assert acts.count("Replaced the judge") == 1


def test_what_the_first_has_signed_is_no_conflict_of_the_substitute(panel, staff):
    fill_and_sign(panel.judge, panel.phu_sing, 5, 6)

    second = substitute(panel, staff)

    watch = watch_of(panel.round, staff, at=timezone.now())
    ranking = ranking_of(panel.round)
    at = [seat.pk for seat in watch.columns].index(second.pk)
    assert [line.cells[at] for line in watch.lines] == [NOT_ASKED, UNTOUCHED]
    cells = {row.work.number: row.cells[at] for row in table_of(ranking)}
    assert list(cells.values()) == ["", "…"]


def test_a_substitute_of_a_substitute_is_due_what_neither_signed(panel, staff):
    third = accepted(panel.round, "3320")
    fill_and_sign(panel.judge, panel.phu_sing, 5, 6)
    second = substitute(panel, staff)
    fill_and_sign(second, panel.sila_lat, 8, 8)

    last = substitute(panel, staff, second)

    assert due(panel)[last.pk] == (1, 0)
    works = works_of(Judge.objects.with_round().get(pk=last.pk), at=timezone.now())
    assert list(works) == [third]


def test_a_substitute_who_declines_leaves_the_place_to_another(panel, staff):
    fill_and_sign(panel.judge, panel.phu_sing, 5, 6)
    second = actions.substitute(panel.judge, make_user(), by=staff, reason="Ill.")
    taken = (panel.judge, make_user())
    refused("place_taken", actions.substitute, *taken, by=staff, reason="Again.")
    actions.decline(second, by=second.user, reason="Busy.")

    back = substitute(panel, staff, second, panel.judge.user)

    assert back == panel.judge
    # What they signed themselves is theirs still.
    assert due(panel)[back.pk] == (2, 1)


def test_a_place_is_not_taken_twice_and_a_judge_of_the_panel_takes_no_other(
    panel, staff
):
    second = substitute(panel, staff)
    first = panel.judge.user
    act = {"by": staff, "reason": "x"}

    refused("place_taken", actions.appoint, panel.round, first, **SEAT, by=staff)
    refused("here_already", actions.substitute, panel.chair, second.user, **act)
    refused("here_already", actions.substitute, panel.chair, panel.chair.user, **act)
    fill_and_sign(panel.other_judge, panel.phu_sing, 1, 1)
    actions.leave(panel.other_judge, **act)
    refused("has_sheets", actions.substitute, second, panel.other_judge.user, **act)
    breaks(lambda: make_judge(panel.round, place=panel.judge))
    breaks(lambda: make_judge(panel.round, stands_in_for=panel.judge))


def test_a_substitute_chair_chairs(panel, staff):
    second = substitute(panel, staff, panel.chair)

    assert second.is_chair
    assert is_chair(second.user, panel.round)
    assert not is_chair(panel.chair.user, panel.round)


# The database -------------------------------------------------------------------------


def breaks(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_the_database_keeps_one_live_seat_per_person_and_one_chair(panel):
    breaks(lambda: make_judge(panel.round, panel.judge.user))
    breaks(lambda: make_judge(panel.round, capacity=CHAIR))
    make_judge(panel.round, panel.judge.user, left_at=timezone.now())


def test_the_database_knows_the_capacities(panel):
    breaks(lambda: make_judge(panel.round, capacity="guest"))
    breaks(lambda: make_judge(panel.round, capacity=MEMBER, scores=False))


def test_the_database_keeps_one_conflict_with_a_reason(panel):
    columns = {
        "judge": panel.judge,
        "submission": panel.phu_sing,
        "declared_at": timezone.now(),
        "declared_by": panel.judge.user,
    }
    breaks(lambda: Conflict.objects.create(reason="", **columns))
    Conflict.objects.create(reason="Cousins.", **columns)
    breaks(lambda: Conflict.objects.create(reason="Friends.", **columns))


def test_the_database_keeps_a_sheets_state_and_its_facts_together(panel):
    sheet = make_sheet(panel.judge, panel.phu_sing)
    sheets = Scoresheet.objects.filter(pk=sheet.pk)

    breaks(lambda: make_sheet(panel.judge, panel.phu_sing))
    breaks(lambda: sheets.update(state="signed"))
    breaks(lambda: sheets.update(signed_at=timezone.now()))
    breaks(lambda: sheets.update(state="excused"))
    breaks(lambda: sheets.update(state="lost"))


def test_the_database_keeps_a_mark_within_full_marks_and_once(panel):
    sheet = make_sheet(panel.judge, panel.phu_sing)

    breaks(lambda: make_score(sheet, points=1001))
    make_score(sheet, points=None)
    breaks(lambda: make_score(sheet))
    assert Score.objects.count() == 1


def test_a_decision_has_a_reason_and_is_never_changed(panel):
    breaks(lambda: make_tie_decision(panel.round, [1, 2], reason=""))
    decision = make_tie_decision(panel.round, [1, 2])
    breaks(lambda: TieDecision.objects.filter(pk=decision.pk).update(reason="Other"))
    breaks(decision.delete)


# The pages ----------------------------------------------------------------------------


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


def test_staff_find_a_person_of_the_area_and_appoint_them(
    as_staff, panel, offices, make_colleague
):
    url = reverse("judging:appoint", args=[panel.round.pk])
    person = make_colleague("3320")
    User.objects.filter(pk=person.pk).update(given_name="Somchai")
    elsewhere = make_colleague("5001")
    User.objects.filter(pk=elsewhere.pk).update(given_name="Somchai", surname="Far")

    found = as_staff.get(url, {"q": "somchai"}).context["found"]
    assert list(found) == [person]
    form = as_staff.get(url, {"person": person.pk})
    assert form.context["person"] == person
    response = as_staff.post(
        url, {"person": person.pk, "capacity": "member", "scores": "on"}
    )

    assert response.url == reverse("judging:panel", args=[panel.round.pk])
    assert Judge.objects.filter(round=panel.round, user=person).exists()
    assert list(as_staff.get(url, {"q": "somchai"}).context["found"]) == []


def test_somebody_out_of_reach_is_not_appointed_by_number(
    as_staff, panel, make_colleague
):
    url = reverse("judging:appoint", args=[panel.round.pk])
    elsewhere = make_colleague("5001")

    for wanted in (elsewhere.pk, "x", 10**9, 10**30, "9" * 5000):
        data = {"person": wanted, "capacity": "member"}
        assert as_staff.post(url, data).status_code == 404
    assert not Judge.objects.filter(user=elsewhere).exists()


def test_the_history_names_the_judge_and_the_entry(as_staff, panel, staff):
    work, person = panel.phu_sing, panel.judge.user
    actions.declare_conflict(panel.judge, work, by=person, reason="Kin.")
    actions.excuse(panel.judge, panel.sila_lat, by=staff, reason="Away.")
    name, sila_lat = person.get_full_name(), panel.sila_lat.number

    whole = as_staff.get(reverse("judging:panel", args=[panel.round.pk]))
    own = as_staff.get(reverse("judging:seat", args=[panel.judge.pk]))

    told = {event.act: event.thing for event in whole.context["events"]}
    assert told == {
        "Declared a conflict of interest": f"{name} · {work.number}",
        "Excused from a sheet": f"{name} · {sila_lat}",
    }
    assert [e.thing for e in own.context["events"]] == [sila_lat, work.number]


def test_an_invited_judge_has_a_link_to_pass_on(as_staff, panel):
    url = reverse("judging:invite", args=[panel.round.pk])

    response = as_staff.post(
        url,
        {
            "email": "new@example.org",
            "given_name": "ใหม่",
            "capacity": "member",
            "scores": "on",
        },
        follow=True,
    )

    assert response.resolver_match.view_name == "offices:invitation"
    assert response.context["link"]
    panel_page = reverse("judging:panel", args=[panel.round.pk])
    assert panel_page in response.content.decode()


def test_a_refusal_stands_beside_what_was_typed(as_staff, panel):
    url = reverse("judging:invite", args=[panel.round.pk])

    response = as_staff.post(
        url, {"email": "new@example.org", "given_name": "ใหม่", "capacity": "chair"}
    )

    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    assert "new@example.org" in response.content.decode()


def test_staff_find_a_substitute_and_say_why(as_staff, panel, make_colleague):
    url = reverse("judging:substitute", args=[panel.judge.pk])
    person = make_colleague(
        "3320",
    )
    User.objects.filter(pk=person.pk).update(given_name="Somchai")

    assert list(as_staff.get(url, {"q": "somchai"}).context["found"]) == [person]
    without = as_staff.post(url, {"person": person.pk})
    assert without.context["form"].errors["reason"]
    as_staff.post(url, {"person": person.pk, "reason": "Ill.", "position": "ครู"})

    seat = Judge.objects.live().get(user=person)
    assert (seat.place, seat.position) == (panel.judge, "ครู")
    page = as_staff.get(reverse("judging:seat", args=[seat.pk]))
    told = {event.act: event.thing for event in page.context["events"]}
    first, second = panel.judge.user.get_full_name(), seat.user.get_full_name()
    assert told["Replaced the judge"] == f"{first} → {second}"


def test_a_substitute_may_be_invited_by_e_mail(as_staff, panel):
    url = reverse("judging:invite-substitute", args=[panel.judge.pk])
    sent = {"email": "new@example.org", "given_name": "ใหม่", "reason": "Ill."}

    response = as_staff.post(url, sent, follow=True)

    assert response.resolver_match.view_name == "offices:invitation"
    seat = Judge.objects.live().get(user__email="new@example.org")
    assert (seat.place, seat.awaits_answer) == (panel.judge, True)


def test_the_panels_pages_cost_the_same_for_one_and_for_five(
    queries_do_not_grow, panel, staff
):
    def add_judge():
        make_judge(panel.round)

    url = reverse("judging:panel", args=[panel.round.pk])
    assert queries_do_not_grow(url, add_judge, by=staff) <= 12


def test_a_seats_page_costs_the_same_for_one_and_for_five(
    queries_do_not_grow, panel, staff
):
    codes = iter(("3301", "3302", "3303", "3304", "3305"))

    def add_entry():
        work = accepted(panel.round, next(codes))
        make_sheet(panel.judge, work)

    url = reverse("judging:seat", args=[panel.judge.pk])
    assert queries_do_not_grow(url, add_entry, by=staff) <= 12


def test_searching_costs_the_same_for_one_and_for_five(
    queries_do_not_grow, panel, staff, offices
):
    def add_person():
        make_membership(make_user(surname="Somebody"), offices["3320"])

    url = reverse("judging:appoint", args=[panel.round.pk]) + "?q=somebody"
    assert queries_do_not_grow(url, add_person, by=staff) <= 12
