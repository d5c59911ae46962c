from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from contests.phases import Phase
from submissions import actions
from submissions.merging import fingerprint
from submissions.models import Entry, Submission
from tests import factories
from tests.submissions import files
from tests.submissions.files import upload
from tests.submissions.scene import FORM
from ui.thai import short_moment


@pytest.fixture
def round_(offices):
    """Si Sa Ket's round of category 2, open, with a small form."""
    round_ = factories.make_round()
    category = round_.stage.category
    category.form = FORM
    category.save()
    return round_


@pytest.fixture
def entry(round_, officer, offices):
    return factories.make_entry(round_.stage.category, offices["3317"], by=officer)


@pytest.fixture
def portal(client_of, officer):
    return client_of(officer)


def url(name, *args):
    return reverse(f"submissions:{name}", args=args)


def typed(entry, **more):
    return {
        "revision": entry.revision,
        "title": "โมเดลภูสิงห์เสวนา",
        "goals": "พัฒนาคน",
        **more,
    }


def sentences(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# The desk ---------------------------------------------------------------------------


def test_the_desk_shows_what_is_open_and_what_waits(portal, round_, entry, offices):
    returned = factories.make_submission(round_, entry, "returned")

    page = portal.get(url("entries"))

    assert [each.round for each in page.context["openings"]] == [round_]
    assert list(page.context["returned"]) == [returned]
    assert returned.number in page.content.decode()


def test_the_desk_shows_nobody_elses_work(client_of, outsider, entry, round_):
    factories.make_submission(round_, entry)

    page = client_of(outsider).get(url("entries"))

    assert list(page.context["drafts"]) == list(page.context["page"]) == []


def test_the_desk_costs_the_same_for_many_works(
    queries_do_not_grow, officer, offices, round_
):
    def add_row():
        stage = factories.make_stage(
            factories.make_category(2, factories.make_season(2500 + add_row.year))
        )
        add_row.year += 1
        work = factories.make_entry(stage.category, offices["3317"], by=officer)
        factories.make_submission(factories.make_round(stage), work)
        factories.make_entry(
            factories.make_category(3, stage.category.season),
            offices["3317"],
            by=officer,
        )

    add_row.year = 1
    queries_do_not_grow(url("entries"), add_row, by=officer)


def test_an_officer_begins_an_entry(portal, round_):
    page = portal.get(url("entry-new"))
    [form] = page.context["forms"]

    answer = portal.post(url("entry-new"), {"opening": form.prefix})

    entry = Entry.objects.get()
    assert answer.url == url("entry", entry.pk)
    assert entry.category == round_.stage.category


def test_an_individual_entry_names_its_person(portal, officer, offices):
    stage = factories.make_stage(factories.make_category(1), "district")
    factories.make_round(stage, offices["3317"])
    colleague = factories.make_membership(office=offices["3317"]).user
    stranger = factories.make_membership(office=offices["3322"]).user
    [form] = portal.get(url("entry-new")).context["forms"]

    def begin(person):
        data = {"opening": form.prefix, f"{form.prefix}-person": person.pk}
        return portal.post(url("entry-new"), data)

    assert begin(stranger).status_code == 200
    assert begin(colleague).status_code == 302
    assert Entry.objects.get().person == colleague


def test_an_entry_is_put_away_and_taken_back(portal, entry):
    portal.post(url("entry-discard", entry.pk))
    discarded = portal.get(url("entries")).context["discarded"]
    assert list(discarded) == [entry]

    portal.post(url("entry-restore", entry.pk))

    entry.refresh_from_db()
    assert entry.discarded_at is None


# Writing ----------------------------------------------------------------------------


def test_the_page_shows_criteria_and_what_is_missing(portal, entry):
    page = portal.get(url("entry", entry.pk), headers={"accept-language": "en"})

    text = page.content.decode()
    assert [c["name"] for c in page.context["criteria"]] == ["เกณฑ์ c1", "เกณฑ์ c2"]
    assert [gap.field for gap in page.context["missing"]] == ["goals"]
    assert 'href="#field-goals"' in text


def test_the_entry_page_costs_the_same_for_many_files(
    queries_do_not_grow, officer, entry
):
    def add_row():
        stored = factories.make_stored_file(b"%d" % entry.attachments.count())
        factories.make_attachment(entry, stored)

    queries_do_not_grow(url("entry", entry.pk), add_row, by=officer)


def test_a_draft_is_saved_with_gaps(portal, entry):
    answer = portal.post(
        url("entry", entry.pk),
        {"revision": entry.revision, "title": " ชื่อ  เรื่อง ", "steps": "ก\n\nข"},
    )

    entry.refresh_from_db()
    assert answer.url == url("entry", entry.pk)
    assert entry.title == "ชื่อ เรื่อง"
    assert entry.answers["steps"] == ["ก", "ข"]


def test_a_wrong_field_keeps_what_was_typed_and_the_rest_is_saved(portal, entry):
    data = typed(entry, **{"clips-url": "คลิป", "clips-label": "ของเรา"})

    page = portal.post(url("entry", entry.pk), data)

    entry.refresh_from_db()
    text = page.content.decode()
    assert page.status_code == 200
    assert entry.answers["goals"] == "พัฒนาคน"
    assert not entry.answers.get("clips")
    assert 'value="คลิป"' in text
    assert list(next(f for f in page.context["fields"] if f.errors).errors)


def test_good_files_stay_and_each_bad_one_is_reported(portal, entry):
    sent = [
        upload("ดี.pdf", files.pdf()),
        upload("ปลอม.pdf", files.PROGRAM),
        upload("ว่าง.docx", b""),
    ]

    page = portal.post(url("entry", entry.pk), typed(entry, evidence=sent))

    entry.refresh_from_db()
    [field] = [f for f in page.context["fields"] if f.shown.key == "evidence"]
    assert [attachment.name for attachment in field.files] == ["ดี.pdf"]
    assert [("ปลอม.pdf" in e, "ว่าง.docx" in e) for e in field.errors] == [
        (True, False),
        (False, True),
    ]
    assert entry.answers["goals"] == "พัฒนาคน"


def test_a_file_is_taken_off_and_the_text_is_saved(portal, entry):
    attachment = factories.make_attachment(entry)

    portal.post(url("entry", entry.pk), typed(entry, **{"take-off": attachment.pk}))

    entry.refresh_from_db()
    assert not entry.attachments.kept().exists()
    assert entry.answers["goals"] == "พัฒนาคน"


@pytest.fixture
def colleague(client_of, offices):
    """A colleague at the same office, in their own browser."""
    return client_of(factories.make_membership(office=offices["3317"]).user)


def seen(portal, entry):
    """Return what a page sends that was opened now and not written in."""
    page = portal.get(url("entry", entry.pk))
    began = {f"{f.shown.key}-began": f.began for f in page.context["fields"]}
    return {"revision": entry.revision, "title": entry.title, **began, "goals": ""}


def test_a_field_that_both_changed_is_chosen_and_the_rest_is_merged(
    portal, colleague, entry
):
    opened = seen(portal, entry)
    theirs = {**opened, "goals": "ของเพื่อน", "title": "ชื่อใหม่"}
    colleague.post(url("entry", entry.pk), theirs)

    mine = {**opened, "goals": "ของฉัน", "steps": "หนึ่ง"}
    page = portal.post(url("entry", entry.pk), mine)

    entry.refresh_from_db()
    assert (entry.title, entry.answers["steps"]) == ("ชื่อใหม่", ["หนึ่ง"])
    assert entry.answers["goals"] == "ของเพื่อน"
    assert page.context["has_clashes"]
    [clash] = [field for field in page.context["fields"] if field.theirs]
    assert (clash.shown.value, clash.theirs.value) == ("ของฉัน", "ของเพื่อน")


def test_an_open_choice_stays_open_until_it_is_made(portal, colleague, entry):
    opened = seen(portal, entry)
    colleague.post(url("entry", entry.pk), {**opened, "goals": "ของเพื่อน"})
    mine = {**opened, "goals": "ของฉัน"}

    def stored(**more):
        portal.post(url("entry", entry.pk), {**mine, **more})
        entry.refresh_from_db()
        return entry.answers["goals"]

    choice = f"goals:{fingerprint('longtext', 'ของเพื่อน')}"
    assert stored() == "ของเพื่อน"
    assert stored() == "ของเพื่อน"
    assert stored(**{"take-theirs": "goals"}) == "ของเพื่อน"
    assert stored(**{"keep-mine": choice}) == "ของฉัน"


def test_a_choice_counts_against_the_text_that_was_seen(portal, colleague, entry):
    opened = seen(portal, entry)
    colleague.post(url("entry", entry.pk), {**opened, "goals": "ของเพื่อน"})
    later = seen(portal, entry)
    colleague.post(url("entry", entry.pk), {**later, "goals": "แก้อีกที"})

    choice = f"goals:{fingerprint('longtext', 'ของเพื่อน')}"
    mine = {**opened, "goals": "ของฉัน", "keep-mine": choice}
    page = portal.post(url("entry", entry.pk), mine)

    entry.refresh_from_db()
    assert entry.answers["goals"] == "แก้อีกที"
    assert page.context["has_clashes"]


def test_a_garbled_revision_replaces_nothing(portal, entry):
    page = portal.post(url("entry", entry.pk), typed(entry, revision="x"))

    entry.refresh_from_db()
    assert page.context["has_clashes"]
    assert "goals" not in entry.answers


def test_what_was_discarded_meanwhile_is_shown_as_typed(portal, entry, officer):
    opened = seen(portal, entry)
    actions.discard_entry(entry, by=officer)

    page = portal.post(url("entry", entry.pk), {**opened, "goals": "ของฉัน"})

    assert "ของฉัน" in page.content.decode()
    assert len(sentences(page)) == 1


def test_files_go_up_while_the_rest_is_being_filled_in(portal, entry):
    page = portal.post(
        url("entry-attach", entry.pk),
        {"evidence": upload("ดี.pdf", files.pdf())},
        headers={"HX-Request": "true"},
    )

    text = page.content.decode()
    assert "<html" not in text
    assert "ดี.pdf" in text
    assert 'hx-swap-oob="true"' in text


def test_the_plain_form_takes_files_too(portal, entry):
    answer = portal.post(
        url("entry-attach", entry.pk), {"evidence": upload("ปลอม.pdf", files.PROGRAM)}
    )

    assert answer.url == url("entry", entry.pk)
    assert len(sentences(answer)) == 1


# Handing in -------------------------------------------------------------------------


@pytest.fixture
def ready(entry, officer):
    return actions.save_entry(
        entry,
        by=officer,
        title="โมเดลภูสิงห์เสวนา",
        answers={"goals": "พัฒนาคน"},
        revision=entry.revision,
    )


def hand_in(portal, entry):
    page = portal.get(url("entry-hand-in", entry.pk))
    data = {
        "digest": page.context["digest"],
        "round": page.context["target"].round.pk,
    }
    return portal.post(url("entry-hand-in", entry.pk), data)


def test_what_is_looked_over_is_handed_in_and_receipted(portal, ready, round_):
    page = portal.get(url("entry-hand-in", ready.pk))
    assert "พัฒนาคน" in page.content.decode()

    answer = hand_in(portal, ready)

    submission = Submission.objects.get()
    assert answer.url == url("receipt", submission.pk, 1)
    receipt = portal.get(answer.url).content.decode()
    assert submission.number in receipt
    assert submission.versions.get().digest in receipt


def test_what_changed_since_it_was_shown_is_shown_again(portal, ready, officer, round_):
    digest = portal.get(url("entry-hand-in", ready.pk)).context["digest"]
    actions.save_entry(
        ready,
        by=officer,
        title="อีกชื่อ",
        answers=ready.answers,
        revision=ready.revision,
    )

    sent = {"digest": digest, "round": round_.pk}
    page = portal.post(url("entry-hand-in", ready.pk), sent)

    assert page.status_code == 200
    assert page.context["refusals"]
    assert "อีกชื่อ" in page.content.decode()
    assert not Submission.objects.exists()


def test_an_incomplete_entry_has_no_button_and_is_refused(portal, entry):
    page = portal.get(url("entry-hand-in", entry.pk))
    assert [gap.field for gap in page.context["missing"]] == ["goals"]
    assert "btn-lg" not in page.content.decode()

    sent = {"round": page.context["target"].round.pk}
    refused = portal.post(url("entry-hand-in", entry.pk), sent)

    assert refused.context["refusals"]


def test_after_the_deadline_the_draft_is_kept_and_the_way_is_told(portal, ready):
    stage = ready.category.stages.get()
    dates = factories.stage_dates(Phase.SCREENING, stage.opens_at)
    type(stage).objects.filter(pk=stage.pk).update(**dates)

    page = hand_in(portal, ready)

    assert page.status_code == 200
    assert page.context["refusals"]
    assert not Submission.objects.exists()


def test_saving_leads_to_the_look_over(portal, entry):
    answer = portal.post(url("entry", entry.pk), typed(entry, **{"hand-in": "1"}))

    assert answer.url == url("entry-hand-in", entry.pk)


def test_a_work_is_withdrawn_with_a_reason(portal, ready):
    hand_in(portal, ready)
    submission = Submission.objects.get()

    without = portal.post(url("withdraw", submission.pk), {"reason": ""})
    answer = portal.post(url("withdraw", submission.pk), {"reason": "ส่งผิดเรื่อง"})

    submission.refresh_from_db()
    assert without.status_code == 200
    assert answer.url == url("submission", submission.pk)
    assert submission.state == "withdrawn"


def test_a_withdrawn_work_is_not_said_to_stand(portal, ready):
    hand_in(portal, ready)
    received = portal.get(url("entry", ready.pk)).content.decode()
    portal.post(url("withdraw", Submission.objects.get().pk), {"reason": "ส่งผิดเรื่อง"})

    withdrawn = portal.get(url("entry", ready.pk)).content.decode()

    stands = "ระหว่างนี้ยังใช้ฉบับที่รับไว้"
    assert stands in received
    assert stands not in withdrawn
    assert "ผลงานนี้จึงไม่ได้รับการตัดสิน" in withdrawn


@pytest.mark.parametrize("days", [-1, 1])
def test_a_return_in_an_open_round_leaves_the_later_time(
    portal, ready, staff, days, round_
):
    hand_in(portal, ready)
    submission = Submission.objects.get()
    until = round_.closes_at + timedelta(days=days)
    actions.return_for_correction(submission, reason="แก้ชื่อ", until=until, by=staff)

    page = portal.get(url("entry", ready.pk))

    later = max(until, round_.closes_at)
    assert page.context["target"].way.until == later
    assert f"ส่งใหม่ภายใน {short_moment(later)}" in page.content.decode()


def test_the_office_sees_what_was_received_with_every_version(portal, ready, officer):
    hand_in(portal, ready)
    actions.save_entry(
        ready,
        by=officer,
        title="ฉบับสอง",
        answers=ready.answers,
        revision=ready.revision,
    )
    hand_in(portal, ready)
    submission = Submission.objects.get()

    newest = portal.get(url("submission", submission.pk))
    first = portal.get(url("submission", submission.pk) + "?version=1")

    assert newest.context["version"].content["title"] == "ฉบับสอง"
    assert first.context["version"].content["title"] == "โมเดลภูสิงห์เสวนา"


def test_pages_of_a_made_up_entry_say_so(portal, ready):
    Entry.objects.filter(pk=ready.pk).update(is_sample=True)
    hand_in(portal, ready)
    submission = Submission.objects.get()

    for page in (
        url("entries"),
        url("entry", ready.pk),
        url("entry-hand-in", ready.pk),
        url("submission", submission.pk),
        url("receipt", submission.pk, 1),
    ):
        assert 'class="sample"' in portal.get(page).content.decode(), page
