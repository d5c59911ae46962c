"""What staff type from an office's paper: marked, with its scan."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import Event
from offices.models import Notice
from submissions import actions, permissions
from submissions.models import Entry, Submission
from tests.submissions import files
from tests.submissions.files import upload
from tests.submissions.scene import NOW
from tests.submissions.sending import Sender


def scan():
    return upload("ต้นฉบับลงนาม.pdf", files.pdf())


@pytest.fixture
def typed(world, province_round):
    """The district's entry, typed by the staff of the province from paper."""
    entry = actions.enter_from_paper(
        province_round, world.office["3317"], scan(), by=world.staff, at=NOW
    )
    return actions.save_entry(
        entry,
        by=world.staff,
        title="โมเดลบนกระดาษ",
        answers={"goals": "พัฒนาคน"},
        revision=entry.revision,
        at=NOW,
    )


def test_it_is_marked_with_its_scan_and_the_office_hears_of_it(world, typed):
    [attached] = typed.attachments.all()
    acts = [event.act for event in Event.objects.about(typed)]

    assert (typed.paper_by, typed.paper_at, typed.created_by) == (
        world.staff,
        NOW,
        world.staff,
    )
    assert (attached.field, attached.name) == (Entry.SCAN, "ต้นฉบับลงนาม.pdf")
    assert "Entered from paper for the office" in acts
    assert {notice.user for notice in Notice.objects.all()} == {
        world.officer,
        world.colleague,
    }


def test_staff_hand_it_in_and_the_version_keeps_whose_word_it_is(
    world, typed, province_round
):
    submission = actions.hand_in(typed, province_round, by=world.staff, at=NOW)

    content = submission.versions.get().content
    assert content["files"] == []
    assert content["paper"]["by"] == world.staff.get_full_name()
    assert [each["name"] for each in content["paper"]["scans"]] == ["ต้นฉบับลงนาม.pdf"]


def test_without_its_scan_it_is_not_handed_in(world, typed, province_round, refused):
    actions.remove_attachment(typed.attachments.get(), by=world.officer, at=NOW)

    codes = refused(actions.hand_in, typed, province_round, by=world.staff, at=NOW)

    assert codes == ["missing"]


def test_staff_enter_only_for_offices_of_their_round(world, province_round, refused):
    codes = refused(
        actions.enter_from_paper,
        province_round,
        world.office["3402"],
        scan(),
        by=world.staff,
        at=NOW,
    )

    assert codes == ["not_of_this_round"]
    assert not Entry.objects.exists()


def test_a_scan_that_is_none_is_refused_and_nothing_begun(
    world, province_round, refused
):
    codes = refused(
        actions.enter_from_paper,
        province_round,
        world.office["3317"],
        upload("scan.pdf", files.PROGRAM),
        by=world.staff,
        at=NOW,
    )

    assert len(codes) == 1
    assert not Entry.objects.exists()


def test_who_has_begun_already_is_not_entered_twice(
    world, entry, province_round, refused
):
    codes = refused(
        actions.enter_from_paper,
        province_round,
        entry.office,
        scan(),
        by=world.staff,
        at=NOW,
    )

    assert codes == ["enough"]


def test_the_draft_is_open_to_the_rounds_staff_until_the_office_takes_it_over(
    world, typed
):
    def who():
        people = vars(world).items()
        return {
            name
            for name, person in people
            if hasattr(person, "memberships")
            and Entry.objects.visible_to(person).exists()
        }

    before = who()
    actions.take_over(typed, by=world.officer, at=NOW)

    typed.refresh_from_db()
    assert before == {"officer", "colleague", "staff"}
    assert who() == {"officer", "colleague"}
    assert (typed.paper_by, permissions.can_hand_in(world.staff, typed)) == (
        world.staff,
        False,
    )


def test_it_is_taken_over_once(world, typed, refused):
    actions.take_over(typed, by=world.officer, at=NOW)

    assert refused(actions.take_over, typed, by=world.colleague, at=NOW) == ["stale"]


@pytest.mark.parametrize(
    "columns",
    [{"paper_at": NOW}, {"paper_by": "staff"}, {"paper_round": "round"}],
)
def test_a_mark_without_its_facts_is_refused(world, entry, province_round, columns):
    stands_for = {"staff": world.staff, "round": province_round}
    columns = {k: stands_for.get(v, v) for k, v in columns.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(**columns)


# The pages ----------------------------------------------------------------------------


@time_machine.travel(NOW, tick=False)
def test_from_the_paper_to_the_receipt(world, province_round, client_of):
    portal = client_of(world.staff)
    page = reverse("submissions:paper", args=[province_round.pk])

    bare = portal.post(page, {"office": "3317"})
    begun = portal.post(page, {"office": "3317", "scan": scan()})
    entry = Entry.objects.get()
    portal.post(
        begun.url,
        {"revision": entry.revision, "title": "โมเดลบนกระดาษ", "goals": "พัฒนาคน"},
    )
    hand_in = reverse("submissions:entry-hand-in", args=[entry.pk])
    shown = portal.get(hand_in).context
    received = portal.post(
        hand_in, {"round": province_round.pk, "digest": shown["digest"]}
    )

    assert list(bare.context["form"].errors) == ["scan"]
    assert begun.url == reverse("submissions:entry", args=[entry.pk])
    submission = Submission.objects.get()
    assert received.url == reverse("submissions:receipt", args=[submission.pk, 1])
    mark = "จากเอกสารกระดาษ"
    for person in (world.staff, world.officer):
        reader = client_of(person)
        for name, args in (
            ("entry", [entry.pk]),
            ("submission", [submission.pk]),
            ("receipt", [submission.pk, 1]),
            ("entries", []),
        ):
            url = reverse(f"submissions:{name}", args=args)
            if (person, name) != (world.staff, "entries"):
                assert mark in reader.get(url).content.decode(), (person, name)
    listed = portal.get(reverse("submissions:screening", args=[province_round.pk]))
    assert mark in listed.content.decode()


def test_the_scan_is_read_by_office_and_staff_alone(
    world, typed, province_round, client_of
):
    submission = actions.hand_in(typed, province_round, by=world.staff, at=NOW)
    scan_url = reverse(
        "submissions:version-file",
        args=[submission.pk, 1, typed.attachments.get().pk],
    )

    answers = {
        person: client_of(getattr(world, person)).get(scan_url).status_code
        for person in ("staff", "officer", "other_officer", "other_staff")
    }

    assert answers == {
        "staff": 200,
        "officer": 200,
        "other_officer": 404,
        "other_staff": 404,
    }


def test_the_scan_is_not_taken_off_by_its_key(world, typed, client_of):
    scan = typed.attachments.get(field=Entry.SCAN)
    url = reverse("submissions:entry", args=[typed.pk])

    client_of(world.staff).post(url, {"revision": typed.revision, "take-off": scan.pk})

    assert typed.attachments.kept().filter(pk=scan.pk).exists()


def test_staff_do_not_withdraw_for_the_office(world, typed, province_round, client_of):
    submission = actions.hand_in(typed, province_round, by=world.staff, at=NOW)
    url = reverse("submissions:withdraw", args=[submission.pk])

    assert client_of(world.staff).get(url).status_code == 403
    assert client_of(world.officer).get(url).status_code == 200


def test_the_office_takes_it_over_by_a_button(world, typed, client_of):
    url = reverse("submissions:entry-take-over", args=[typed.pk])

    by_staff = client_of(world.staff).post(url)
    by_office = client_of(world.officer).post(url)

    typed.refresh_from_db()
    assert (by_staff.status_code, by_office.status_code) == (403, 302)
    assert typed.paper_round is None


@pytest.mark.parametrize(
    ("name", "saved", "sent"), [("staff", 200, 204), ("other_staff", 404, 404)]
)
def test_staff_type_and_send_files_as_an_officer_does(
    world, typed, client_of, name, saved, sent
):
    portal, film = client_of(getattr(world, name)), files.mp4()
    sender = Sender(portal, typed)
    with time_machine.travel(NOW, tick=False):
        answer = portal.post(
            reverse("submissions:entry-autosave", args=[typed.pk]),
            [["sent-field", "goals"], ["goals", "พัฒนาคนและงาน"]],
            content_type="application/json",
        )
        begun = sender.begins(len(film))
        brought = sender.sends(film) if begun.status_code == 201 else begun

    assert (answer.status_code, brought.status_code) == (saved, sent)
    attached = typed.attachments.exclude(field=Entry.SCAN)
    assert attached.count() == (1 if sent == 204 else 0)


def test_who_loses_the_paper_loses_the_upload(world, typed, client_of):
    sender = Sender(client_of(world.staff), typed)
    with time_machine.travel(NOW, tick=False):
        begun = sender.begins(100)
        actions.take_over(typed, by=world.officer)
        refused = sender.sends(b"x" * 100)

    assert (begun.status_code, refused.status_code) == (201, 404)
