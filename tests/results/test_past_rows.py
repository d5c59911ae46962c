"""The sheet of a past season: what is read from it, and what is wrong in which cell."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from contests.models import Round, Stage
from contests.phases import Phase
from offices.roles import Level
from results.past.columns import COLUMNS, MOST_ROWS, SHEET
from results.past.plan import plan_of
from results.past.sheet import read
from results.past.template import template
from tests.factories import (
    make_category,
    make_entry,
    make_round,
    make_season,
    make_stage,
    make_submission,
)

PROVINCE = [2564, 2, "จังหวัด", "ศรีสะเกษ", 1, "3317", "", "", "งาน", "ประกาศ 1/2564"]
# Where nothing is wrong, one row of each: columns A to J.
A_PERSON = [
    "๒๕๖๔",
    "ประเภทที่ 1",
    "ระดับเขต",
    "เขต 14",
    "ชนะเลิศ",
    "สพอ.ภูสิงห์",
    "จ.ศรีสะเกษ",
    "นางสาวมานี  รักเรียน",
    "เรื่องเล่า",
    "ประกาศเขต",
]


# What an .xls and a workbook with a password begin with.
OLD_XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048)


@pytest.fixture
def season(offices):
    """A past year: its rounds are made in no place."""
    season = make_season(2564)
    for number, levels in ((1, (Level.PROVINCE, Level.REGION)), (2, Level.values[:3])):
        category = make_category(number, season)
        for level in levels:
            if level != category.entrant_level or number == 1:
                make_stage(category, level, Phase.JUDGING)
    return season


@pytest.fixture
def faults(season):
    """Return a function that says what is wrong in which cell of these rows."""

    def found(*rows, changed=None):
        upload = sheet_of(*rows, changed=changed)
        read_rows, unread = read(upload)
        plan = plan_of(season, read_rows, at=timezone.now(), unread=unread)
        return [each.cell for each in plan.faults]

    return found


def sheet_of(*rows, changed=None, name="past.xlsx"):
    book = openpyxl.Workbook()
    book.active.title = SHEET
    book.active.append([column.head for column in COLUMNS])
    for row in rows:
        book.active.append(row)
    for cell, value in (changed or {}).items():
        book.active[cell] = value
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile(name, file.getvalue())


def with_cells(**cells):
    row = list(PROVINCE)
    for letter, value in cells.items():
        row["ABCDEFGHIJ".index(letter)] = value
    return row


def test_the_template_filled_in_is_read_back(season):
    book = openpyxl.load_workbook(BytesIO(template(season)))
    for place, value in enumerate(PROVINCE, start=1):
        book[SHEET].cell(2, place, value)
    file = BytesIO()
    book.save(file)

    rows, faults = read(SimpleUploadedFile("t.xlsx", file.getvalue()))

    assert faults == []
    assert [(n, list(cells.values())) for n, cells in rows] == [
        (2, [str(value) for value in PROVINCE])
    ]


def test_ways_to_write_the_same_are_read_as_one(season):
    rows, faults = read(sheet_of(PROVINCE, A_PERSON))

    plan = plan_of(season, rows, at=timezone.now())

    assert [each.cell for each in (*faults, *plan.faults)] == []
    by_province, by_region = plan.rounds
    assert (by_province.office.code, by_region.office.code) == ("33", "R14")
    placing = by_region.placings[0]
    assert (placing.office.code, placing.rank, placing.award, placing.person) == (
        "3317",
        1,
        "winner",
        "นางสาวมานี รักเรียน",
    )


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"A": 2565}, "A2"),
        ({"A": ""}, "A2"),
        ({"B": 9}, "B2"),
        ({"C": "หมู่บ้าน"}, "C2"),
        ({"C": "ประเทศ"}, "C2"),
        ({"D": "ศรีษะเกษ"}, "D2"),
        ({"D": ""}, "D2"),
        ({"E": ""}, "E2"),
        ({"E": "ดีมาก"}, "E2"),
        ({"E": 2}, "E2"),
        ({"E": "ชมเชย"}, "E2"),
        ({"F": ""}, "F2"),
        ({"F": "ภูสิงค์"}, "F2"),
        ({"F": "5001"}, "F2"),
        ({"F": "33"}, "F2"),
        ({"G": "ไม่มี"}, "G2"),
        ({"H": "นายสมชาย ใจดี"}, "H2"),
        ({"B": 1, "H": "สมชาย"}, "H2"),
        ({"B": 1, "H": ""}, "H2"),
        ({"F": "=1+1"}, "F2"),
        ({"I": "#REF!"}, "I2"),
        ({"I": date(2021, 7, 1)}, "I2"),
        ({"A": date(2564, 1, 1)}, "A2"),
        ({"I": True}, "I2"),
        ({"I": "ก" * 301}, "I2"),
        ({"J": ""}, "J2"),
    ],
)
def test_a_wrong_cell_is_named(faults, cells, wrong):
    assert faults(with_cells(**cells)) == [wrong]


@pytest.mark.parametrize(
    ("second", "wrong"),
    [
        ({"E": 2}, "F3"),
        ({"E": "รองชนะเลิศอันดับ 1", "F": "3322"}, "E3"),
        ({"E": 3, "F": "3322"}, "E3"),
        ({"E": 2, "F": "3322", "J": "อีกฉบับ"}, "J3"),
        ({"E": 2, "F": "3322", "A": 2563, "B": 7}, ["A3", "B3"]),
        ({"E": 4, "F": "ไม่มี", "J": "อีกฉบับ"}, "F3"),
    ],
)
def test_rows_of_a_round_that_do_not_fit_together_are_named(faults, second, wrong):
    wrong = [wrong] if isinstance(wrong, str) else wrong

    assert faults(PROVINCE, with_cells(**second)) == wrong


def test_a_person_is_in_one_category_and_office_of_a_year(faults):
    again = [*A_PERSON[:5], "3322", "", "น.ส.มานี รักเรียน", "", ""]

    assert faults([*A_PERSON[:4], 1, *A_PERSON[5:]], [*again[:4], 2, *again[5:]]) == [
        "H3"
    ]


def test_a_round_that_is_in_use_takes_no_result(faults, season):
    stage = Stage.objects.get(category__number=2, level=Level.PROVINCE)
    round_ = make_round(stage)
    make_submission(round_, make_entry(stage.category))

    assert faults(PROVINCE) == ["D2"]

    Round.objects.update(sealed_at=timezone.now())
    assert faults(PROVINCE) == ["D2"]


def test_heads_are_the_templates(faults):
    assert faults(PROVINCE, changed={"E1": "คะแนน", "J1": None}) == ["E1", "J1"]


def test_rows_have_an_end(faults):
    assert faults() == ["A2"]
    assert faults(*[[2564]] * (MOST_ROWS + 1))[-1:] != []
    upload = sheet_of(*[[2564]] * (MOST_ROWS + 1))
    assert [each.cell for each in read(upload)[1]] == [f"A{MOST_ROWS + 2}"]


def test_every_row_counts_however_far_down_and_whatever_the_sheet_says(faults):
    assert faults(PROVINCE, changed={"H20005": "นางสาวมานี รักเรียน"}) == [
        f"{column}20005" for column in "ABCEF"
    ]

    upload, file = sheet_of(PROVINCE, PROVINCE), BytesIO()
    with ZipFile(upload) as old, ZipFile(file, "w") as new:
        for part in old.infolist():
            told = old.read(part).replace(b'ref="A1:J3"', b'ref="A1:J2"')
            new.writestr(part.filename, told)
    rows, _faults = read(SimpleUploadedFile("past.xlsx", file.getvalue()))
    assert [number for number, _texts in rows] == [2, 3]


@pytest.mark.parametrize("title", [SHEET, "Sheet1"])
def test_the_sheet_is_found_behind_another(title):
    book = openpyxl.load_workbook(sheet_of(PROVINCE))
    book.active.title = title
    book.create_sheet("อื่น ๆ", 0)["A1"] = "คำแนะนำ"
    file = BytesIO()
    book.save(file)

    rows, unread = read(SimpleUploadedFile("past.xlsx", file.getvalue()))

    assert ([number for number, _texts in rows], unread) == ([2], [])


def test_merged_cells_lack_what_only_the_first_has():
    book = openpyxl.load_workbook(sheet_of(PROVINCE, with_cells(E=2, F="3322")))
    book[SHEET].merge_cells("D2:D3")
    file = BytesIO()
    book.save(file)

    rows, _unread = read(SimpleUploadedFile("past.xlsx", file.getvalue()))

    assert [texts["area"] for _number, texts in rows] == ["ศรีสะเกษ", ""]


def bomb():
    """A workbook of 64 MB of spaces, packed to less than a hundred kilobytes."""
    sound = sheet_of(PROVINCE)
    file = BytesIO()
    with ZipFile(sound) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part))
        new.writestr("xl/sharedStrings2.xml", b" " * (64 * 1024 * 1024))
    return SimpleUploadedFile("bomb.xlsx", file.getvalue())


def broken_inside():
    sound = sheet_of(PROVINCE)
    file = BytesIO()
    with ZipFile(sound) as old, ZipFile(file, "w") as new:
        for part in old.infolist():
            is_sheet = part.filename.startswith("xl/worksheets")
            new.writestr(part.filename, b"<no" if is_sheet else old.read(part))
    return SimpleUploadedFile("past.xlsx", file.getvalue())


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (lambda: SimpleUploadedFile("past.csv", b"2564,2"), "type"),
        (lambda: SimpleUploadedFile("past.pdf", b"%PDF-1.7"), "type"),
        (lambda: SimpleUploadedFile("past.xlsx", b"not a package"), "mismatch"),
        (lambda: SimpleUploadedFile("past.xlsx", b"0" * 3_000_000), "too_large"),
        (lambda: SimpleUploadedFile("past.xlsx", OLD_XLS), "encrypted"),
        (bomb, "broken"),
        (broken_inside, "broken"),
    ],
)
def test_what_is_no_workbook_is_refused(upload, code):
    with pytest.raises(ValidationError) as refused:
        read(upload())

    assert refused.value.code == code
