"""The whole story through the browser: from an empty season to a published winner.

Nothing here looks into the database: what people see is what is checked. The marks and
the numbers that follow from them were worked out by hand.
"""

from datetime import datetime

import pytest
import time_machine
from django.core.management import call_command
from playwright.sync_api import expect

from offices.roles import Role
from tests.browser.person import Person
from tests.browser.works import document, fill_in
from tests.factories import make_membership
from ui.thai import BANGKOK

CATEGORY = "ประเภทสุดยอดสำนักงานพัฒนาชุมชนอำเภอแห่งการเรียนรู้"
PHU_SING, SILA_LAT = "โมเดลภูสิงห์เรียนรู้", "ศิลาลาดเล่าเรื่อง"
CRITERIA = ("c1", "c2", "c3", "c4", "c5", "c6", "c7")
# Full marks: 15, 10, 25, 15, 10, 15, 10; steps of a half; each judge's total is a sum.
MARKS = {
    "chair": {
        PHU_SING: ("13", "8.5", "21", "12", "8", "12.5", "8"),  # 83.0
        SILA_LAT: ("12", "8", "20", "12", "8", "12", "8"),  # 80.0
    },
    "judge": {
        PHU_SING: ("12", "8", "20.5", "12.5", "7.5", "12", "9"),  # 81.5
        SILA_LAT: ("13", "8.5", "21", "12.5", "8.5", "12.5", "8.5"),  # 84.5
    },
    "guest": {
        PHU_SING: ("14", "9", "22", "13", "9", "13", "9"),  # 89.0
        SILA_LAT: ("13", "9", "22", "13.5", "9", "13", "9"),  # 88.5
    },
}
TOTALS = {
    PHU_SING: ["83.00", "81.50", "89.00"],
    SILA_LAT: ["80.00", "84.50", "88.50"],
}
# 253.5 / 3 and 253 / 3, which is 84.333…
SCORES = {PHU_SING: "84.50", SILA_LAT: "84.33"}
GUEST_EMAIL = "guest@example.org"
GUEST_PASSWORD = "a panel of three"
REASON = "กรุณาแก้ชื่อโมเดลให้ตรงกับเอกสารแนบ"


def on(day, month, hour=9):
    """Return a moment of 2570, the year of the story, on Bangkok's clock."""
    return datetime(2570 - 543, month, day, hour, tzinfo=BANGKOK)


@pytest.fixture
def clock():
    """The portal's clock, which the story moves; it runs on between two moves."""
    with time_machine.travel(on(2, 3), tick=True) as coordinates:
        yield coordinates


@pytest.fixture
def cast(clock, page_of, people, offices, settings, live_server):
    """The people of the story, each before a browser of their own, in Thai."""
    settings.SITE_URL = live_server.url
    call_command("load_offices", verbosity=0)
    make_membership(people.chair, offices["33"], Role.STAFF)
    make_membership(people.judge, offices["33"], Role.OFFICER)
    names = (
        *("administrator", "officer", "other_officer", "staff", "other_staff"),
        *("chair", "judge", "region_staff"),
    )
    cast = {name: Person(page_of(), getattr(people, name).email) for name in names}
    return {
        **cast,
        "guest": Person(page_of(), GUEST_EMAIL),
        "public": Person(page_of()),
    }


@pytest.fixture
def pdf(tmp_path):
    """A real document of two pages."""
    return document(tmp_path / "หลักฐานการจัดการความรู้.pdf", pages=2)


def test_from_an_empty_season_to_the_region(cast, clock, pdf):
    set_up_the_season(cast["administrator"])
    prepare_the_round(cast["staff"])

    clock.move_to(on(24, 5))
    first = enter(cast["officer"], PHU_SING, pdf)
    second = enter(cast["other_officer"], SILA_LAT, pdf)
    accept(cast["staff"].signs_in(), PHU_SING, waiting=2)
    send_back(cast["staff"], SILA_LAT, waiting=1)
    correct(cast["other_officer"], second)
    accept(cast["staff"], SILA_LAT, waiting=1)
    appoint_the_panel(cast)

    clock.move_to(on(19, 6))
    watch_before_the_marks(cast["staff"].signs_in())
    answer_the_appointment(cast["chair"].signs_in())
    answer_the_appointment(cast["judge"].signs_in())
    judge(cast["chair"], MARKS["chair"])
    watch_one_judge(cast["staff"])
    judge(cast["judge"], MARKS["judge"])
    judge(cast["guest"].signs_in(GUEST_PASSWORD), MARKS["guest"])
    watch_the_ranking(cast["staff"])

    seal(cast["chair"])
    approve(cast["other_staff"].signs_in())
    publish(cast["staff"])

    read_the_result(cast["public"])
    see_the_winner_come(cast["region_staff"].signs_in(), first)
    hear_of_it(cast["officer"].signs_in())


# The department and the province --------------------------------------------------


def set_up_the_season(administrator):
    administrator.signs_in().follows("Contests").follows("New season")
    administrator.presses("Set up the season %(year)s", year="2570")
    administrator.reads("The season is set up. Look it over, then make its rounds.")
    administrator.presses("Make all rounds")
    # 878 + 76 + 18 + 1 of category 1, 76 + 18 + 1 of category 2, 18 + 1 of category 3.
    administrator.reads_text(f"{973 + 95 + 19:d}")


def prepare_the_round(staff):
    staff.signs_in()
    task = "Prepare the round: dates, contact person, instructions"
    staff.task(task, CATEGORY).follows("Edit dates and contact")
    staff.types("Contact person", "วิไล ใจดี").types("Telephone", "045 611 111")
    closing = {"day": "11", "year": "2570", "time": "16.30"}
    for part, text in closing.items():
        staff.page.locator(f"[name=own_closes_at_{part}]").fill(text)
    staff.page.locator("[name=own_closes_at_month]").select_option("6")
    staff.types("Reason for dates of its own", "มีการประชุมประจำเดือน").presses("Save")
    staff.reads("The round is saved.").reads_text("วิไล ใจดี")
    staff.reads_text("11 มิถุนายน พ.ศ. 2570")


# The districts --------------------------------------------------------------------


def enter(officer, title, pdf):
    """Write an entry, attach a document, hand it in; return the receipt's number."""
    page = officer.signs_in().page
    officer.task("Start the entry", CATEGORY).presses("Begin an entry")
    page.wait_for_load_state()
    page.locator("button[name=hand-in]").click()
    expect(page.locator("#readiness")).to_be_focused()
    fill_in(page, title)
    page.locator("input[type=file][name=evidence]").set_input_files(pdf)
    expect(page.get_by_role("link", name=pdf.name)).to_be_visible()
    officer.presses("Save the draft").reads("The draft is saved.")
    officer.reads("Everything required is there.")
    return hand_in(officer)


def hand_in(officer):
    officer.page.locator("button[name=hand-in]").click()
    officer.presses("Hand in now")
    officer.reads("Received. Here is your receipt.")
    return officer.page.locator(".receipt dd strong").first.inner_text()


def correct(officer, number):
    """Mend what was returned; the second version keeps the number."""
    officer.task("Correct the entry and hand it in again", SILA_LAT)
    officer.reads_text(REASON)
    officer.page.locator("[name=spread]").fill("อำเภอใกล้เคียงนำไปใช้แล้ว")
    assert hand_in(officer) == number


# Screening and the panel ----------------------------------------------------------


def accept(staff, title, waiting):
    choose(staff, title, waiting)
    staff.presses("Accept").presses("Accept").reads(
        "All is done. The offices were told."
    )


def send_back(staff, title, waiting):
    choose(staff, title, waiting)
    staff.presses("Return").types("Reason", REASON).presses("Return")
    staff.reads("All is done. The offices were told.")


def choose(staff, title, waiting):
    check(staff, waiting).row(title).get_by_role("checkbox").check()


def check(staff, waiting):
    """Open the screening, where so many entries wait."""
    return staff.task(
        "Check %(n)d entry", CATEGORY, many="Check %(n)d entries", n=waiting
    )


def appoint_the_panel(cast):
    staff = cast["staff"]
    staff.task("Appoint the panel", CATEGORY)
    for name, capacity in (("chair", "Chair"), ("judge", "Member")):
        staff.follows("Appoint a person")
        staff.types("Name, position or e-mail", name.capitalize()).presses("Find")
        staff.row(name.capitalize()).get_by_role("link").click()
        staff.picks("Capacity", capacity).presses("Appoint")
        expect(staff.row(name.capitalize())).to_be_visible()
    staff.follows("Appoint by e-mail").types("E-mail address", GUEST_EMAIL)
    staff.types("Given name", "กานดา").types("Surname", "แขกรับเชิญ").presses("Appoint")
    accept_the_invitation(cast["guest"], letter_to(GUEST_EMAIL, cast["administrator"]))


def letter_to(address, administrator):
    """Return the link of an invitation, read where the portal keeps its mail."""
    administrator.signs_in().follows("Mail")
    subject = administrator.words("You are invited to KM Challenge")
    administrator.row(address).get_by_role("link", name=subject).click()
    link = administrator.page.get_by_role("link", name="/invitation/")
    return link.get_attribute("href")


def accept_the_invitation(guest, link):
    guest.goes(link).types("Username", "kanda")
    guest.types("Password", GUEST_PASSWORD).types("Password again", GUEST_PASSWORD)
    guest.presses("Accept and sign in")
    answer_the_appointment(guest)
    guest.reads("You are on the panel: judging has not begun")


def answer_the_appointment(person):
    person.task("You were appointed: answer", CATEGORY)
    agree = person.words("I have read the rules of conduct and agree to them")
    person.page.get_by_label(agree).check()
    person.presses("Accept the appointment").goes("/my-work/")


# Judging --------------------------------------------------------------------------


def judge(judge, marks):
    """Read the document's pages, mark every entry, sign; marks save themselves."""
    for left, (title, points) in zip((2, 1), marks.items(), strict=True):
        task = "Score and sign %(n)d entry", CATEGORY
        judge.task(*task, many="Score and sign %(n)d entries", n=left)
        judge.follows_text(title)
        read_the_pages(judge.page)
        for code, text in zip(CRITERIA, points, strict=True):
            judge.page.locator(f"[name=points_{code}]").fill(text)
        judge.presses("Look at it once more and sign").presses("Sign")
    judge.reads("You have signed all your sheets. Thank you.")


def read_the_pages(page):
    page.locator("details.document summary").click()
    pages = page.locator(".document-pages img")
    expect(pages).to_have_count(2)
    for picture in pages.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("picture => picture.naturalWidth") > 0


def watch_before_the_marks(staff):
    staff.task("Follow the judging", CATEGORY)
    expect(staff.page.locator(".finished li")).to_have_count(3)


def watch_one_judge(staff):
    """Only the chair has signed: the mean is the chair's total."""
    staff.task("Follow the judging", CATEGORY)
    assert ranking(staff)[PHU_SING] == ("1", "83.00", ["83.00", "…", "…"])
    assert ranking(staff)[SILA_LAT] == ("2", "80.00", ["80.00", "…", "…"])


def watch_the_ranking(staff):
    staff.task("Follow the judging", CATEGORY)
    for rank, title in (("1", PHU_SING), ("2", SILA_LAT)):
        assert ranking(staff)[title] == (rank, SCORES[title], TOTALS[title])


def ranking(person):
    """Return rank, score and the judges' totals of each entry."""
    rows = person.page.locator("table.ranking tbody tr")
    expect(rows).to_have_count(2)
    found = {}
    for row in rows.all():
        cells = [cell.strip() for cell in row.locator("td").all_inner_texts()]
        title = row.locator("th").evaluate("cell => cell.firstChild.textContent")
        found[title.strip()] = (cells[0], cells[1], cells[2:5])
    return found


# The result -----------------------------------------------------------------------


def seal(chair):
    chair.task("Look at the ranking and seal it", CATEGORY)
    chair.follows("Look at the result and seal it")
    chair.presses("Seal the result").reads("The result is sealed.")


def approve(colleague):
    colleague.task("Approve or refuse the sealed result", CATEGORY)
    colleague.follows("Approve the result").presses("Approve the result")
    colleague.reads("The result is approved.")


def publish(staff):
    staff.task("Publish the approved result", CATEGORY)
    staff.follows("See what publishing does")
    staff.reads_text(PHU_SING).presses("Publish the result")
    staff.reads("The result is published.")


def read_the_result(public):
    public.goes("/").follows_text("ภูสิงห์")
    places = public.page.locator(".podium .place")
    expect(places).to_have_count(2)
    expect(places.nth(0)).to_contain_text("ชนะเลิศ")
    expect(places.nth(0)).to_contain_text("สำนักงานพัฒนาชุมชนอำเภอภูสิงห์")
    expect(places.nth(1)).to_contain_text("รองชนะเลิศอันดับ 1")
    expect(places.nth(1)).to_contain_text("สำนักงานพัฒนาชุมชนอำเภอศิลาลาด")
    # What the judges gave is not for everybody.
    expect(public.page.get_by_text(SCORES[PHU_SING])).to_have_count(0)


def see_the_winner_come(staff, number):
    """The winner is in the region's round, with where it comes from."""
    check(staff, waiting=1)
    expect(staff.row(SILA_LAT)).to_have_count(0)
    staff.row(PHU_SING).get_by_role("link").first.click()
    staff.reads("Came up from").reads_text(number)
    expect(staff.page.locator(".timeline")).to_contain_text("Staff")


def hear_of_it(officer):
    """The news of the result leads to it."""
    officer.goes("/offices/notices/")
    officer.page.get_by_role("button", name="ประกาศผลการประกวด").click()
    expect(officer.page.locator(".podium .place").first).to_contain_text("ภูสิงห์")
