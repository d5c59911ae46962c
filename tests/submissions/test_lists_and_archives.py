"""The table's filters and order, the same list as a file, all files as one archive."""

import csv
import datetime
import io
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from contests.phases import Phase
from submissions.listing import listed
from submissions.models import Submission
from submissions.packing import Names, folder_name, safe
from submissions.paper_list import list_on_paper
from tests import factories

pytest_plugins = ["tests.submissions.storages"]


@pytest.fixture
def round_(offices):
    return factories.make_round(phase=Phase.SCREENING)


@pytest.fixture
def portal(client_of, staff):
    return client_of(staff)


@pytest.fixture
def add(round_, offices):
    """Add the work of an office: its files as (name, bytes), then its title."""

    def add_work(code, *files, title="งาน", state="handed_in", **columns):
        office = factories.make_office(code)
        entry = factories.make_entry(round_.stage.category, office, title=title)
        for name, data in files:
            stored = factories.make_stored_file(data)
            factories.make_attachment(entry, stored, name=name)
        return factories.make_submission(round_, entry, state, **columns)

    return add_work


def url(name, *args, **query):
    return reverse(f"submissions:{name}", args=args, query=query or None)


def body(response):
    return response.getvalue()


def opened(response):
    return zipfile.ZipFile(io.BytesIO(body(response)))


# The table ------------------------------------------------------------------------


def test_the_table_is_sorted_as_people_ask(portal, round_, add):
    now = timezone.now()
    a = add("3317", title="แผน", handed_in_at=now - datetime.timedelta(hours=3))
    b = add("3320", title="เกลือ", handed_in_at=now - datetime.timedelta(hours=5))
    c = add("3322", title="กล้วย", handed_in_at=now - datetime.timedelta(hours=4))

    def order(sort):
        return list(portal.get(url("screening", round_.pk, sort=sort)).context["page"])

    assert order("number") == order("") == order("nonsense") == [a, b, c]
    # พยุห์, ภูสิงห์, ศิลาลาด; and a leading vowel counts after its consonant.
    assert order("office") == [b, a, c]
    assert order("title") == [c, b, a]
    assert order("first") == [b, c, a]
    assert order("last") == [a, c, b]


def test_the_table_is_filtered_by_lateness_and_area(portal, round_, add, offices):
    in_time, late = add("3317"), add("3322", is_late=True)

    def listed(**query):
        return list(portal.get(url("screening", round_.pk, **query)).context["page"])

    assert (listed(late="yes"), listed(late="no")) == ([late], [in_time])
    assert listed(area="3317") == [in_time]
    assert listed(area="3317", late="yes") == []
    assert listed(area="5001") == [in_time, late]


def test_the_areas_are_those_that_works_came_from(
    client_of, region_staff, offices, round_
):
    stage = factories.make_stage(round_.stage.category, "region", Phase.SCREENING)
    above = factories.make_round(stage, offices["R14"])
    for code in ("3317", "3322", "3402"):
        office = factories.make_office(code)
        entry = factories.make_entry(above.stage.category, office)
        factories.make_submission(above, entry)
    portal = client_of(region_staff)
    page = portal.get(url("screening", above.pk))

    choices = dict(page.context["form"].fields["area"].choices[1:])

    areas = [[code for code, _name in group] for group in choices.values()]
    assert [sorted(group) for group in areas] == [
        ["33", "34"],
        ["3317", "3322", "3402"],
    ]
    [work] = (
        client_of(region_staff)
        .get(url("screening", above.pk, area="34"))
        .context["page"]
    )
    assert work.entry.office.code == "3402"


def test_choosing_all_works_without_a_script(portal, round_, add):
    add("3317"), add("3322")

    page = portal.get(url("screening", round_.pk, chosen="page")).content.decode()
    every = portal.get(
        url("screening", round_.pk, chosen="all", state="handed_in")
    ).content.decode()

    assert page.count(" checked>") == 2
    assert '<input type="hidden" name="all" value="1">' in every
    assert '<input type="hidden" name="state" value="handed_in">' in every
    assert every.count(" checked disabled>") == 2


def test_every_filter_at_once_stays_within_the_budget(portal, round_, add):
    for code in ("3317", "3320", "3322"):
        add(code, title="งานดี")
    query = {"q": "งาน", "state": "handed_in", "late": "no", "checked": "no"}
    address = url("screening", round_.pk, sort="title", area="3317", **query)
    portal.get(address)

    with CaptureQueriesContext(connection) as queries:
        page = portal.get(address)

    assert len(page.context["page"].object_list) == 1
    assert len(queries) <= 12


# The list as a file ---------------------------------------------------------------


@pytest.fixture
def sheet(portal, round_, add):
    add("3317", title='=HYPERLINK("http://x")', handed_in_at=moment())
    add("3322", title="ศิลาลาด", state="returned", is_late=True)
    response = portal.get(url("screening-list", round_.pk, "xlsx"))
    return load_workbook(io.BytesIO(body(response))).worksheets[0]


def moment():
    return datetime.datetime(2022, 7, 21, 9, 30, tzinfo=datetime.UTC)


def column(sheet, heading):
    headings = [cell.value for cell in sheet[1]]
    return [row[headings.index(heading)] for row in sheet.iter_rows(min_row=2)]


def test_the_spreadsheet_can_be_read_and_its_dates_are_dates_in_the_era(sheet):
    assert sheet.title == "ผลงานในรอบ"
    assert sheet.freeze_panes == "B2"
    assert sheet.column_dimensions["B"].width > 40
    first, _second = column(sheet, "ส่งเมื่อ")
    assert first.value == datetime.datetime(2022, 7, 21, 16, 30)
    assert first.is_date
    # Calendar 7 is the Thai Buddhist one, 041E is Thai.
    assert first.number_format.startswith("[$-107041E]")
    assert [cell.value for cell in column(sheet, "ส่งล่าช้า")] == [None, "ส่งล่าช้า"]


def test_no_text_of_the_spreadsheet_is_a_formula(sheet):
    title = column(sheet, "ชื่อผลงาน")[0]

    assert title.value == '=HYPERLINK("http://x")'
    assert title.data_type == "s"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_of_the_csv_is_a_formula(portal, round_, add, start):
    add("3317", title=f"{start}1+1")

    text = body(portal.get(url("screening-list", round_.pk, "csv"))).decode()

    _head, row = csv.reader(io.StringIO(text, newline=""))
    assert text.startswith("\ufeff")
    assert row[1] == f"'{start}1+1"


def test_a_file_has_what_the_page_is_filtered_to_in_its_order(portal, round_, add):
    add("3317", title="ข", is_late=True)
    add("3320", title="ก", is_late=True)
    chosen = add("3322", title="ค")

    def titles(**query):
        query = url("screening-list", round_.pk, "csv", **query)
        text = body(portal.get(query)).decode()
        return [row[1] for row in csv.reader(io.StringIO(text, newline=""))][1:]

    assert titles(late="yes", sort="title") == ["ก", "ข"]
    assert titles(work=f"{chosen.pk}:1") == ["ค"]
    assert titles(work=f"{chosen.pk}:1", all=1, area="3317") == ["ข"]


def test_the_list_is_a_paper_too(portal, round_, add, paper_of):
    for code, title in (("3317", "ปั๊มน้ำที่ดี"), ("3319", "ขุมความรู้")):
        work = add(code, title=title)
        type(work).objects.filter(pk=work.pk).update(number=f"KM-{code}")

    works = listed(Submission.objects.filter(round=round_), {}, round_)
    paper = paper_of(list_on_paper(works, {}, round_, at=moment()))

    paper.looks_like("list")
    paper.says("บัญชีผลงาน", "ปั๊มน้ำที่ดี", "อำเภอเบญจลักษ์", "KM-3319", "รวม ๒ เรื่อง")
    answer = portal.get(url("screening-list", round_.pk, "pdf"))
    assert answer["Content-Type"] == "application/pdf"


def test_no_other_kind_of_file_is_made(portal, round_):
    assert portal.get(url("screening-list", round_.pk, "exe")).status_code == 404


@pytest.mark.parametrize("name", ["screening-list", "screening-files"])
def test_a_file_costs_the_same_queries_however_many_works(portal, round_, add, name):
    address = url(name, round_.pk, *(["xlsx"] if name == "screening-list" else []))
    codes = iter(["3317", "3318", "3319", "3320", "3321", "3322"])

    def cost():
        add(next(codes), ("a.pdf", b"%PDF"))
        with CaptureQueriesContext(connection) as queries:
            body(portal.get(address))
        return len(queries)

    cost()
    # The archive also asks which files hold a virus.
    most = 5 if name == "screening-list" else 6
    assert [cost(), cost(), cost()] == [most] * 3


# The archive ----------------------------------------------------------------------


def test_the_archive_has_a_folder_for_each_work_and_the_list(portal, round_, add):
    work = add("3317", ("คลิป.mp4", b"film"), ("แผน.pdf", b"%PDF plan"))
    other = add("3322", ("แผน.pdf", b"%PDF other"))

    response = portal.get(url("screening-files", round_.pk))

    archive = opened(response)
    first = f"{work.number} สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ จังหวัดศรีสะเกษ"
    second = f"{other.number} สำนักงานพัฒนาชุมชนอำเภอศิลาลาด จังหวัดศรีสะเกษ"
    assert response["Content-Type"] == "application/zip"
    names = archive.namelist()
    assert names[1:] == [f"{first}/คลิป.mp4", f"{first}/แผน.pdf", f"{second}/แผน.pdf"]
    assert archive.read(f"{second}/แผน.pdf") == b"%PDF other"
    assert archive.testzip() is None
    listed = load_workbook(io.BytesIO(archive.read(names[0]))).worksheets[0]
    assert listed.max_row == 3
    for info in archive.infolist():
        # Bit 11 is by what Windows knows that the name is UTF-8.
        assert info.flag_bits & 0x800
        assert info.compress_type == zipfile.ZIP_STORED


def test_the_archive_has_the_files_of_the_last_version(portal, round_, add):
    work = add("3317", ("แผน.pdf", b"%PDF old"))
    stored = factories.make_stored_file(b"%PDF new")
    work.entry.attachments.update(stored=stored, name="ใหม่.pdf")
    factories.make_version(work)

    archive = opened(portal.get(url("screening-files", round_.pk)))

    assert [name.split("/")[1] for name in archive.namelist()[1:]] == ["ใหม่.pdf"]


def test_only_the_chosen_are_in_it(portal, round_, add):
    add("3317", ("a.pdf", b"%PDF a"))
    chosen = add("3322", ("b.pdf", b"%PDF b"))
    address = url("screening-files", round_.pk, work=f"{chosen.pk}:1", only=1)

    assert len(opened(portal.get(address)).namelist()) == 2
    nothing = portal.get(url("screening-files", round_.pk, only=1))
    assert nothing.url == url("screening", round_.pk)


def test_a_file_that_is_gone_or_too_short_is_named_and_ends_nothing(
    portal, round_, add
):
    add("3317", ("หาย.pdf", b"%PDF gone"), ("สั้น.pdf", b"%PDF cut"))
    add("3322", ("ดี.pdf", b"%PDF good"))
    gone, cut = (factories.make_stored_file(d) for d in (b"%PDF gone", b"%PDF cut"))
    default_storage.delete(gone.path)
    with open(default_storage.path(cut.path), "wb") as file:
        file.write(b"%P")

    archive = opened(portal.get(url("screening-files", round_.pk)))

    assert archive.testzip() is None
    *_rest, good, unread = archive.namelist()
    assert archive.read(good) == b"%PDF good"
    assert unread == "ไฟล์ที่อ่านไม่ได้.txt"
    text = archive.read(unread).decode("utf-8-sig")
    assert "หาย.pdf" in text and "สั้น.pdf" in text and "ดี.pdf" not in text


def test_a_file_with_a_virus_is_named_and_not_in_it(portal, round_, add):
    add("3317", ("ร้าย.pdf", b"%PDF bad"), ("ดี.pdf", b"%PDF good"))
    stored = factories.make_stored_file(b"%PDF bad")
    stored.virus, stored.scanned_at = "Test.Virus-1", timezone.now()
    stored.save()

    archive = opened(portal.get(url("screening-files", round_.pk)))

    *_rest, good, unread = archive.namelist()
    assert good.endswith("/ดี.pdf")
    text = archive.read(unread).decode("utf-8-sig")
    assert "ร้าย.pdf (Test.Virus-1)" in text and "ดี.pdf" not in text


def test_it_is_made_from_an_object_store_too(s3, portal, round_, add):
    film = bytes(range(256)) * 2000
    add("3317", ("คลิป.mp4", film), ("หาย.pdf", b"%PDF gone"))
    default_storage.delete(factories.make_stored_file(b"%PDF gone").path)

    archive = opened(portal.get(url("screening-files", round_.pk)))

    _list, clip, unread = archive.namelist()
    assert archive.read(clip) == film
    assert "หาย.pdf" in archive.read(unread).decode("utf-8-sig")


def test_what_an_embargo_hides_is_not_in_it(portal, client_of, region_staff, round_):
    stage = factories.make_stage(round_.stage.category, "region", Phase.SCREENING)
    above = factories.make_round(stage)
    until = timezone.now() + datetime.timedelta(days=1)
    hidden = factories.make_submission(above, visible_from=until)
    region = client_of(region_staff)

    assert Submission.objects.get(round=above) == hidden
    assert len(opened(region.get(url("screening-files", above.pk))).namelist()) == 1


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("CON.pdf", "_CON.pdf"),
        ("con .pdf", "_con.pdf"),
        ("com1.tar.pdf", "_com1.tar.pdf"),
        ("LPT³", "_LPT³"),
        ("console.pdf", "console.pdf"),
        ("../../etc/passwd", "passwd"),
        ("แผน?.pdf", "แผน_.pdf"),
        ("ท้าย. . ", "ท้าย"),
        ("\u202efdp.exe", "fdp.exe"),
    ],
)
def test_names_can_be_saved_by_windows(name, harmless):
    assert safe(name) == harmless


def test_a_long_name_is_cut_and_fits_into_what_a_disk_takes():
    folder = folder_name("KM2569-2-3317-0001", "สำนักงาน" * 30 + "...")

    assert len(folder) <= 80
    assert len(folder.encode()) <= 255
    assert not folder.endswith((" ", "."))


def test_two_of_one_name_are_told_apart_as_windows_sees_them():
    names = Names()

    given = [names.free("ก", name) for name in ("A.pdf", "a.PDF", "A.pdf", "ab")]

    assert given == ["ก/A.pdf", "ก/a (2).PDF", "ก/A (3).pdf", "ก/ab"]
    assert names.free("ข", "A.pdf") == "ข/A.pdf"
