"""Files go up in the background, over a link that drops, and arrive whole."""

import os
import re
from hashlib import sha256

import pytest
from django.core.files.storage import default_storage
from playwright.sync_api import expect

from submissions.models import Upload
from tests import factories
from tests.browser.person import Person
from tests.submissions import files
from tests.submissions.scene import FORM

MIB = 1024 * 1024
SLOW = 3 * MIB  # bytes a second


def film(path, size=8 * MIB):
    """Write a film of random bytes; return its path."""
    path.write_bytes(files.mp4() + files.box(b"free", os.urandom(size)))
    return path


@pytest.fixture
def entry(officer, offices):
    category = factories.make_round().stage.category
    category.form = FORM
    category.save()
    return factories.make_entry(
        category, offices["3317"], by=officer, answers={"goals": "พัฒนาคน"}
    )


class Link:
    """How good the connection of a page is."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")

    def becomes(self, *, offline=False, upload=-1):
        self.session.send(
            "Network.emulateNetworkConditions",
            {
                "offline": offline,
                "latency": 0,
                "downloadThroughput": -1,
                "uploadThroughput": upload,
            },
        )


class Desk:
    """An officer before their entry, in English."""

    def __init__(self, page, entry):
        self.page = page
        self.entry = entry
        self.person = Person(page, language="en")
        self.link = Link(page)
        self.opens()

    def opens(self):
        self.page.goto(f"/entries/{self.entry.pk}/")
        self.field = self.page.locator("#field-evidence")
        self.rows = self.field.locator(".uploads > li")

    def chooses(self, *paths):
        self.page.locator("input[type=file][name=evidence]").set_input_files(paths)

    def sees_attached(self, name):
        link = self.field.locator(".files").get_by_role("link", name=name)
        expect(link).to_be_visible(timeout=60_000)


@pytest.fixture
def desk(page_of, officer, entry):
    return Desk(page_of(officer, language="en"), entry)


def some_arrived():
    return Upload.objects.filter(offset__gt=0, outcome="").exists()


def holds(entry, *paths):
    """Say whether each file is attached, byte by byte, and no more is."""
    found = {}
    for attachment in entry.attachments.kept().select_related("stored"):
        with default_storage.open(attachment.stored.path) as file:
            found[attachment.name] = sha256(file.read()).hexdigest()
    return found == {path.name: sha256(path.read_bytes()).hexdigest() for path in paths}


def test_the_link_drops_in_the_middle_and_every_byte_arrives(
    desk, entry, tmp_path, wait_for
):
    path = film(tmp_path / "คลิป ภูสิงห์.mp4")
    desk.link.becomes(upload=SLOW)
    desk.chooses(path)
    wait_for(some_arrived)

    desk.link.becomes(offline=True)

    expect(desk.rows).to_contain_text("Waiting for the link")
    assert not entry.attachments.exists()
    desk.link.becomes()
    desk.sees_attached(path.name)
    assert holds(entry, path)
    assert Upload.objects.count() == 1
    expect(desk.rows).to_have_count(0)


def test_a_portal_that_forgets_every_upload_is_not_hurried(desk, tmp_path):
    begun = []
    desk.page.on(
        "request", lambda each: each.method == "POST" and begun.append(each.url)
    )
    desk.page.route(
        "**/entries/uploads/**",
        lambda route: route.fulfill(status=404, headers={"Tus-Resumable": "1.0.0"}),
    )

    desk.chooses(film(tmp_path / "คลิป.mp4"))
    desk.page.wait_for_timeout(2500)

    assert 2 <= len(begun) <= 3


def test_after_a_reload_it_goes_on_by_itself(desk, entry, tmp_path, wait_for):
    path = film(tmp_path / "คลิป.mp4")
    desk.link.becomes(upload=SLOW)
    desk.chooses(path)
    wait_for(some_arrived)

    desk.link.becomes()
    desk.page.reload()

    desk.sees_attached(path.name)
    assert holds(entry, path)
    assert Upload.objects.count() == 1


def test_on_another_device_the_same_file_is_chosen_again(
    desk, entry, officer, page_of, tmp_path, wait_for
):
    path = film(tmp_path / "คลิป.mp4", 24 * MIB)
    desk.link.becomes(upload=SLOW)
    desk.chooses(path)
    wait_for(some_arrived)
    desk.link.becomes(offline=True)
    desk.page.close()
    there = Upload.objects.get().offset

    other = Desk(page_of(officer, language="en"), entry)

    expect(other.rows).to_contain_text("Choose the same file again to go on.")
    assert 0 < there < path.stat().st_size
    other.chooses(path)
    other.sees_attached(path.name)
    assert holds(entry, path)
    assert Upload.objects.count() == 1


def test_several_go_up_at_once_and_a_bad_one_costs_nothing(desk, entry, tmp_path):
    good = [film(tmp_path / f"{number}.mp4", MIB) for number in range(3)]
    bad = tmp_path / "แผน.pdf"
    bad.write_bytes(files.PROGRAM)
    unknown = tmp_path / "run.exe"
    unknown.write_bytes(files.PROGRAM)
    desk.page.locator("[name=title]").fill("โมเดลภูสิงห์เสวนา")

    desk.chooses(good[0], bad, unknown, *good[1:])

    for path in good:
        desk.sees_attached(path.name)
    refused = desk.rows.filter(has_text="แผน.pdf")
    expect(refused).to_contain_text("is not a PDF inside")
    expect(desk.rows.filter(has_text="run.exe")).to_contain_text("is not taken")
    expect(desk.page.locator("[name=title]")).to_have_value("โมเดลภูสิงห์เสวนา")
    assert holds(entry, *good)
    refused.get_by_role("button").click()
    desk.rows.filter(has_text="run.exe").get_by_role("button").click()
    expect(desk.rows).to_have_count(0)
    desk.page.reload()
    expect(desk.rows).to_have_count(0)


def test_a_file_that_is_on_its_way_is_cancelled(desk, entry, tmp_path, wait_for):
    desk.link.becomes(upload=MIB // 2)
    desk.chooses(film(tmp_path / "คลิป.mp4"))
    wait_for(Upload.objects.exists)

    desk.rows.get_by_role("button", name="Cancel").click()

    wait_for(Upload.objects.filter(outcome="cancelled").exists)
    expect(desk.rows).to_have_count(0)
    assert not entry.attachments.exists()


def test_files_are_dropped_onto_the_field(desk, entry, tmp_path):
    transfer = desk.page.evaluate_handle(
        """() => {
            const transfer = new DataTransfer();
            transfer.items.add(new File(["not a film"], "dropped.mp4"));
            return transfer;
        }"""
    )

    desk.field.dispatch_event("dragover", {"dataTransfer": transfer})
    desk.field.dispatch_event("drop", {"dataTransfer": transfer})

    expect(desk.rows.filter(has_text="dropped.mp4")).to_contain_text(
        "is not a MP4 inside"
    )


def test_nobody_hands_in_without_a_file_by_oversight(desk, tmp_path, wait_for):
    desk.page.locator("[name=title]").fill("โมเดลภูสิงห์เสวนา")
    desk.page.locator("[name=goals]").fill("พัฒนาคน")
    desk.link.becomes(upload=MIB // 2)
    desk.chooses(film(tmp_path / "คลิป.mp4"))
    wait_for(Upload.objects.exists)
    hand_in = desk.page.locator("button[name=hand-in]")

    hand_in.click()
    question = desk.page.get_by_role("dialog")
    expect(question).to_contain_text("Files are still on their way.")
    desk.person.presses("Not now", within=question)
    expect(desk.page).to_have_url(re.compile(f"/entries/{desk.entry.pk}/$"))

    hand_in.click()
    desk.link.becomes()
    desk.person.presses("Yes, go on", within=question)
    expect(desk.page).to_have_url(re.compile("/hand-in/$"))


def test_whoever_is_signed_out_meanwhile_is_told_and_goes_on(
    desk, entry, officer, client_of, tmp_path, wait_for
):
    path = film(tmp_path / "คลิป.mp4")
    context = desk.page.context
    [session] = [c for c in context.cookies() if c["name"] == "sessionid"]
    desk.link.becomes(upload=SLOW)
    desk.chooses(path)
    wait_for(some_arrived)

    context.clear_cookies(name="sessionid")

    expect(desk.rows).to_contain_text("You are signed out.")
    context.add_cookies([session])
    desk.sees_attached(path.name)
    assert holds(entry, path)
