import re
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from contests.phases import Phase
from contests.screening_lists import CHECKLIST, lines_of
from submissions import actions
from submissions.actions.ticking import TICKED
from submissions.models import Submission
from tests import factories


@pytest.fixture
def round_(offices):
    return factories.make_round(phase=Phase.SCREENING)


@pytest.fixture
def work(round_, offices):
    entry = factories.make_entry(round_.stage.category, offices["3317"])
    return factories.make_submission(round_, entry)


@pytest.fixture
def version(work):
    return work.versions.get()


@pytest.fixture
def keys(round_):
    return [line["key"] for line in lines_of(round_.stage.category, CHECKLIST)]


@pytest.fixture
def portal(client_of, staff):
    return client_of(staff)


def url(name, *args):
    return reverse(f"submissions:{name}", args=args)


def ticked(version):
    return set(version.ticks.values_list("item", "ticked_by__username"))


def test_a_tick_keeps_its_giver_and_one_taken_back_goes(
    version, keys, staff, other_staff, work
):
    actions.tick(version, keys[:2], by=staff)
    actions.tick(version, keys[1:3], by=other_staff)

    assert ticked(version) == {(keys[1], "staff"), (keys[2], "other_staff")}
    last, first = Event.objects.about(work).filter(act=TICKED)
    assert (first.by, last.by) == (staff, other_staff)
    assert sorted(map(tuple, last.changes.values())) == [(False, True), (True, False)]


def test_the_same_ticks_again_record_nothing(version, keys, staff, work):
    actions.tick(version, keys, by=staff)

    actions.tick(version, keys, by=staff)

    assert Event.objects.about(work).filter(act=TICKED).count() == 1


def test_what_is_no_line_is_not_ticked(version, staff):
    actions.tick(version, ["nonsense"], by=staff)

    assert not version.ticks.exists()


def test_a_new_version_begins_without_ticks(version, keys, staff, work):
    actions.tick(version, keys, by=staff)

    assert not factories.make_version(work).ticks.exists()


def test_after_the_seal_nothing_is_ticked(version, keys, staff, round_, refused):
    type(round_).objects.filter(pk=round_.pk).update(sealed_at=timezone.now())

    assert refused(actions.tick, version, keys, by=staff) == ["sealed"]


def test_the_database_refuses_the_same_tick_twice(version):
    factories.make_tick(version, "opens")

    with pytest.raises(IntegrityError):
        factories.make_tick(version, "opens")


def test_the_database_refuses_a_tick_of_nothing(version):
    with pytest.raises(IntegrityError):
        factories.make_tick(version, "")


def test_staff_tick_on_the_page_of_the_work(portal, work, keys):
    saved = portal.post(url("checklist", work.pk, 1), {"tick": keys[:2]})

    page = portal.get(saved.url)
    lines = page.context["checklist"]
    assert [bool(line.tick) for line in lines] == [True, True, *[False] * 3]
    assert "Staff Test" in page.content.decode()


def test_the_checklist_on_the_page_is_sent_with_its_token(portal, work, keys, version):
    portal.handler.enforce_csrf_checks = True
    page = portal.get(url("submission", work.pk)).content.decode()
    part = page[page.index('id="checklist"') :].partition("</form>")[0]
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', part)

    data = {"tick": keys[:1], "csrfmiddlewaretoken": token[1] if token else ""}
    portal.post(url("checklist", work.pk, 1), data)

    assert ticked(version) == {(keys[0], "staff")}


def test_who_only_looks_sees_the_ticks_and_the_office_does_not(
    client_of, region_staff, officer, work, version, keys, staff
):
    actions.tick(version, keys[:1], by=staff)
    page = url("submission", work.pk)

    assert client_of(region_staff).get(page).context["checklist"][0].tick
    assert client_of(officer).get(page).context["checklist"] == []


def test_accepting_one_the_checklist_is_ticked_on_the_way(portal, round_, work, keys):
    data = {"works": f"{work.pk}:1", "ticks": keys[:2]}
    named = portal.get(url("decide", round_.pk, "accept"), {"work": f"{work.pk}:1"})

    portal.post(url("decide", round_.pk, "accept"), data)

    work.refresh_from_db()
    assert len(named.context["form"].fields["ticks"].choices) == len(keys)
    assert work.state == "accepted"
    assert {item for item, _by in ticked(work.versions.get())} == set(keys[:2])


def test_accepting_many_says_of_each_what_is_not_ticked(
    portal, round_, work, version, keys, staff, offices
):
    other = factories.make_submission(
        round_, factories.make_entry(round_.stage.category, offices["3322"])
    )
    actions.tick(version, keys, by=staff)
    sent = {"work": [f"{work.pk}:1", f"{other.pk}:1"]}

    rows = portal.get(url("decide", round_.pk, "accept"), sent).context["rows"]

    assert [len(row.unticked) for row in rows] == [0, len(keys)]


def test_the_table_finds_what_is_complete(
    portal, round_, work, version, keys, staff, offices
):
    other = factories.make_submission(
        round_, factories.make_entry(round_.stage.category, offices["3322"])
    )
    actions.tick(version, keys, by=staff)

    def listed(checked):
        page = portal.get(url("screening", round_.pk), {"checked": checked})
        return list(page.context["page"])

    assert (listed("yes"), listed("no")) == ([work], [other])
    factories.make_version(work)
    assert listed("yes") == []


# Ready-made reasons ---------------------------------------------------------------


def test_a_picked_reason_is_enough_and_is_sent_in_thai(portal, round_, work):
    until = timezone.localtime(timezone.now() + timedelta(days=2))
    moment = {
        "until_day": until.day,
        "until_month": until.month,
        "until_year": until.year + 543,
        "until_time": "16.30",
    }
    data = {"works": f"{work.pk}:1", "reason": "", **moment}
    portal.cookies["django_language"] = "en"

    without = portal.post(url("decide", round_.pk, "return"), data)
    portal.post(
        url("decide", round_.pk, "return"),
        {**data, "ready": ["opens", "signed"], "reason": "ดูหน้า 3"},
    )

    work.refresh_from_db()
    assert without.context["form"].errors["reason"]
    assert work.state == "returned"
    assert work.state_reason == (
        "ไฟล์เปิดไม่ได้หรืออ่านไม่ออก\nไม่มีลายมือชื่อหรือการรับรองของหัวหน้าหน่วยงาน\nดูหน้า 3"
    )


def test_each_act_has_its_own_reasons(portal, round_, work):
    def choices(act):
        sent = {"work": f"{work.pk}:1"}
        form = portal.get(url("decide", round_.pk, act), sent).context["form"]
        return [key for key, _label in form.fields["ready"].choices]

    assert "copied" in choices("disqualify")
    assert "links" in choices("return")


def test_all_that_match_are_named_before_they_are_touched(
    portal, round_, work, offices
):
    other = factories.make_submission(
        round_, factories.make_entry(round_.stage.category, offices["3322"]), "returned"
    )
    page = portal.get(
        url("decide", round_.pk, "accept"), {"all": 1, "state": "handed_in"}
    )
    everything = portal.get(url("decide", round_.pk, "accept"), {"all": 1})

    assert [row.work for row in page.context["rows"]] == [work]
    assert [row.work for row in everything.context["rows"]] == [work, other]
    assert f"{work.pk}:1 {other.pk}:1" in everything.content.decode()
    assert not Submission.objects.filter(state="accepted").exists()
