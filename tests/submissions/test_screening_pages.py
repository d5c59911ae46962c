from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from contests.phases import Phase
from submissions import actions
from submissions.models import LateDoor, Submission
from tests import factories


@pytest.fixture
def round_(offices):
    return factories.make_round(phase=Phase.SCREENING)


@pytest.fixture
def work(round_, offices):
    entry = factories.make_entry(
        round_.stage.category, offices["3317"], title="โมเดลภูสิงห์เสวนา"
    )
    return factories.make_submission(round_, entry)


@pytest.fixture
def portal(client_of, staff):
    return client_of(staff)


def url(name, *args):
    return reverse(f"submissions:{name}", args=args)


def moment(prefix, at):
    """A moment as the boxes of the form take it."""
    at = timezone.localtime(at)
    parts = [at.day, at.month, at.year + 543, f"{at:%H.%M}"]
    names = ("day", "month", "year", "time")
    return {f"{prefix}_{name}": part for name, part in zip(names, parts, strict=True)}


def chosen(*works):
    return [f"{each.pk}:{each.versions.count()}" for each in works]


@pytest.mark.parametrize(
    ("phase", "has_lower", "is_shown"),
    [
        (Phase.SCREENING, False, True),
        (Phase.OPEN, False, False),
        # An office of the stage below may be let in here.
        (Phase.OPEN, True, True),
    ],
)
def test_the_late_door_is_offered_where_somebody_can_be_late(
    portal, offices, phase, has_lower, is_shown
):
    round_ = factories.make_round(phase=phase)
    if has_lower:
        factories.make_stage(round_.stage.category, "district")

    page = portal.get(url("screening", round_.pk)).content.decode()

    assert (url("late-door", round_.pk) in page) == is_shown


def test_staff_see_what_came_in_and_who_did_not_enter(portal, round_, work):
    page = portal.get(url("screening", round_.pk))

    assert list(page.context["page"]) == [work]
    assert page.context["counts"]["handed_in"] == 1
    without = [office.code for office in page.context["without"]]
    assert sorted(without) == ["3319", "3320", "3322"]


def test_what_was_withdrawn_counts_as_not_entered(portal, round_, work):
    factories.make_submission(
        round_,
        factories.make_entry(round_.stage.category, factories.make_office("3322")),
        "withdrawn",
    )

    page = portal.get(url("screening", round_.pk))

    assert "3322" in [office.code for office in page.context["without"]]


def test_the_list_is_filtered_by_state_and_words(portal, round_, work, offices):
    other = factories.make_submission(
        round_,
        factories.make_entry(round_.stage.category, offices["3322"], title="ศิลาลาด"),
        "returned",
    )

    def listed(**query):
        return list(portal.get(url("screening", round_.pk), query).context["page"])

    assert listed(state="returned") == [other]
    assert listed(q="เสวนา") == [work]
    assert listed(q=other.number) == [other]
    assert listed(q="ไม่มี") == []
    assert listed(state="nonsense") == [work, other]


def test_the_list_costs_the_same_for_many_works(
    queries_do_not_grow, staff, round_, offices
):
    codes = iter(["3317", "3318", "3319", "3320", "3321"])

    def add_row():
        office = factories.make_office(next(codes))
        entry = factories.make_entry(round_.stage.category, office)
        factories.make_submission(round_, entry)

    queries_do_not_grow(url("screening", round_.pk), add_row, by=staff)


def test_many_are_accepted_after_they_were_named(portal, round_, work, offices):
    other = factories.make_submission(
        round_, factories.make_entry(round_.stage.category, offices["3322"])
    )
    sent = chosen(work, other)
    named = portal.get(url("decide", round_.pk, "accept"), {"work": sent})
    assert [row.work for row in named.context["rows"]] == [work, other]
    assert Submission.objects.filter(state="accepted").count() == 0

    done = portal.post(url("decide", round_.pk, "accept"), {"work": sent})

    assert [row.refusals for row in done.context["rows"]] == [[], []]
    assert Submission.objects.filter(state="accepted").count() == 2


def test_each_is_reported_and_one_refusal_stops_no_other(portal, round_, work, offices):
    other = factories.make_submission(
        round_,
        factories.make_entry(round_.stage.category, offices["3322"]),
        "withdrawn",
    )

    done = portal.post(
        url("decide", round_.pk, "accept"), {"work": chosen(work, other)}
    )

    first, second = done.context["rows"]
    assert (first.refusals, bool(second.refusals)) == ([], True)
    work.refresh_from_db()
    assert work.state == "accepted"


def test_a_newer_version_is_not_accepted_unseen(portal, round_, work):
    sent = chosen(work)
    factories.make_version(work)

    done = portal.post(url("decide", round_.pk, "accept"), {"work": sent})

    assert done.context["failed"] == 1


def test_a_work_is_returned_with_reason_and_moment(portal, round_, work):
    until = timezone.now().replace(second=0, microsecond=0) + timedelta(days=2)
    data = {"work": chosen(work), "reason": "ขาดภาพ", **moment("until", until)}

    without = portal.post(url("decide", round_.pk, "return"), {**data, "reason": ""})
    portal.post(url("decide", round_.pk, "return"), data)

    work.refresh_from_db()
    assert without.context["form"].errors["reason"]
    assert (work.state, work.state_reason, work.open_until) == (
        "returned",
        "ขาดภาพ",
        until,
    )


def test_nothing_chosen_is_answered_with_what_to_do(portal, round_):
    page = portal.get(url("decide", round_.pk, "accept"))

    assert 'class="empty"' in page.content.decode()


@pytest.mark.parametrize(
    "sent", ["x", "1", "x:y", "99999:1", "9" * 30 + ":1", "9" * 5000 + ":1"]
)
def test_garbled_choices_touch_nothing(portal, round_, work, sent):
    page = portal.post(url("decide", round_.pk, "accept"), {"work": sent})

    assert page.context["rows"] == []
    assert 'class="empty"' in page.content.decode()


def test_an_unknown_act_is_not_found(portal, round_):
    assert portal.get(url("decide", round_.pk, "praise")).status_code == 404


def test_works_of_another_round_are_not_touched(portal, round_, work):
    other = factories.make_round(
        factories.make_stage(factories.make_category(3), phase=Phase.SCREENING)
    )

    page = portal.get(url("decide", other.pk, "accept"), {"work": chosen(work)})

    assert page.context["rows"] == []


def test_staff_above_look_and_do_not_decide(client_of, region_staff, round_, work):
    portal = client_of(region_staff)

    assert not portal.get(url("screening", round_.pk)).context["may_screen"]
    assert portal.get(url("decide", round_.pk, "accept")).status_code == 403
    assert portal.get(url("late-door", round_.pk)).status_code == 403
    assert portal.get(url("name", round_.pk)).status_code == 403


def test_an_officer_does_not_see_the_other_offices(client_of, officer, round_, work):
    assert client_of(officer).get(url("screening", round_.pk)).status_code == 403


def test_staff_see_the_work_and_its_acts(portal, round_, work):
    page = portal.get(url("submission", work.pk)).content.decode()

    assert url("decide", round_.pk, "accept") in page
    assert url("decide", round_.pk, "return") in page


def test_staff_do_not_see_drafts(portal, work, offices):
    factories.make_attachment(work.entry)

    assert portal.get(url("entry", work.entry.pk)).status_code == 404


def test_a_late_door_is_opened_with_a_reason(portal, round_, offices):
    until = timezone.now().replace(second=0, microsecond=0) + timedelta(days=1)
    data = {"office": "3322", "reason": "น้ำท่วม", **moment("until", until)}

    outside = portal.post(url("late-door", round_.pk), {**data, "office": "5001"})
    answer = portal.post(url("late-door", round_.pk), data)

    door = LateDoor.objects.get()
    assert outside.context["form"].errors["office"]
    assert answer.url == url("screening", round_.pk)
    assert (door.office, door.open_until) == (offices["3322"], until)
    page = portal.get(url("screening", round_.pk))
    [office] = [o for o in page.context["without"] if o.code == "3322"]
    assert office.door_until == until


def test_staff_of_a_region_name_a_work_of_a_province(
    client_of, region_staff, round_, work, offices
):
    above = factories.make_round(
        factories.make_stage(round_.stage.category, "region", Phase.OPEN),
        offices["R14"],
    )
    portal = client_of(region_staff)
    data = {"submission": work.pk, "reason": "ตัวแทนคนที่สอง"}
    assert work.number in portal.get(url("name", above.pk)).content.decode()

    without = portal.post(url("name", above.pk), {**data, "reason": ""})
    portal.post(url("name", above.pk), data)

    named = Submission.objects.get(round=above)
    assert without.context["form"].errors["reason"]
    assert (named.entry, named.named_reason) == (work.entry, "ตัวแทนคนที่สอง")
    assert work.number not in portal.get(url("name", above.pk)).content.decode()


def test_under_an_embargo_the_round_above_does_not_show_it(
    client_of, region_staff, administrator, staff, round_, work, offices
):
    above = factories.make_round(
        factories.make_stage(round_.stage.category, "region", Phase.OPEN),
        offices["R14"],
    )
    actions.accept(work, by=staff)
    hidden = actions.advance(
        work, above, by=staff, visible_from=timezone.now() + timedelta(days=1)
    )

    for user in (region_staff, administrator):
        portal = client_of(user)
        page = portal.get(url("screening", above.pk))
        assert (list(page.context["page"]), page.context["counts"]["all"]) == ([], 0)
        assert portal.get(url("submission", hidden.pk)).status_code == 404


def test_under_an_embargo_the_winner_stays_among_those_that_can_be_named(
    client_of, region_staff, staff, round_, work, offices
):
    above = factories.make_round(
        factories.make_stage(round_.stage.category, "region", Phase.OPEN),
        offices["R14"],
    )
    actions.accept(work, by=staff)
    until = timezone.now() + timedelta(days=1)
    type(round_).objects.filter(pk=round_.pk).update(
        sealed_at=timezone.now(),
        approved_at=timezone.now(),
        published_at=timezone.now(),
        public_from=until,
    )
    actions.advance(work, above, by=staff, visible_from=until)
    portal = client_of(region_staff)

    listed = portal.get(url("name", above.pk)).content.decode()
    named = actions.name_into(above, work.entry, by=region_staff, reason="รอง")
    page = portal.get(url("submission", named.pk))

    assert work.number in listed
    assert not page.context["came_up"]


def test_lateness_is_shown_wherever_the_work_is(portal, round_, work, settings):
    Submission.objects.filter(pk=work.pk).update(is_late=True)
    portal.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    for page in (
        url("screening", round_.pk),
        url("submission", work.pk),
        url("decide", round_.pk, "accept") + f"?work={chosen(work)[0]}",
    ):
        assert "Late</span>" in portal.get(page).content.decode(), page


def test_staff_read_the_title_that_was_handed_in_not_the_drafts(portal, round_, work):
    type(work.entry).objects.filter(pk=work.entry.pk).update(title="ร่างลับ")

    for page in (
        url("screening", round_.pk),
        url("submission", work.pk),
        url("decide", round_.pk, "accept") + f"?work={chosen(work)[0]}",
    ):
        assert "ร่างลับ" not in portal.get(page).content.decode(), page


def test_above_one_reads_what_happened_below(
    client_of, region_staff, staff, round_, work, offices
):
    above = factories.make_round(
        factories.make_stage(round_.stage.category, "region", Phase.OPEN),
        offices["R14"],
    )
    actions.accept(work, by=staff)
    came_up = actions.advance(work, above, by=staff)

    page = client_of(region_staff).get(url("submission", came_up.pk))

    told = [
        (event.act, getattr(event, "thing", "")) for event in page.context["events"]
    ]
    assert told == [
        ("Came up from the round below", ""),
        ("Accepted the entry", work.number),
    ]
