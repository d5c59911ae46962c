"""A table in each kind of file: what is kept, and what is made harmless."""

import datetime
import io
import json

import pytest
from django.http import Http404
from openpyxl import load_workbook

from tests.read_tables import lines_in, sheet_in
from ui.answers import table_answer
from ui.tables import Column, Holds, Table, xlsx, xlsx_pieces

MOMENT = datetime.datetime(2022, 7, 21, 9, 30, tzinfo=datetime.UTC)
COLUMNS = (
    Column("title", "ชื่อ", 48),
    Column("marks", "คะแนน", 10, Holds.NUMBER),
    Column("score", "เฉลี่ย", 10, Holds.SCORE),
    Column("exact"),
    Column("at", "เมื่อ", 22, Holds.MOMENT),
    Column("is_late", "ล่าช้า", 10, says=lambda late: "ล่าช้า" if late else ""),
)
ROWS = (
    ("ภูสิงห์", 7.5, "92.30", "923/10", MOMENT, True),
    ("=1+1", 7, "–", None, None, False),
)


def answered(kind, rows=ROWS):
    table = Table("ตาราง[1]", COLUMNS, iter(rows), kind="trial")
    return table_answer(table, kind, thai="ตารางอันดับ-33", ascii="ranking-33")


def test_a_workbook_is_read_back_with_its_formats():
    sheet = sheet_in(answered("xlsx"))

    assert list(sheet.values) == [
        ("ชื่อ", "คะแนน", "เฉลี่ย", "เมื่อ", "ล่าช้า"),
        ("ภูสิงห์", 7.5, 92.3, datetime.datetime(2022, 7, 21, 16, 30), "ล่าช้า"),
        ("=1+1", 7, "–", None, None),
    ]
    assert [cell.data_type for cell in sheet["A"]] == ["s", "s", "s"]
    # Somebody who edits the cell does not make a formula of it either.
    assert [cell.quotePrefix for cell in sheet["A"]] == [False, False, True]
    assert sheet["C2"].number_format == "0.00"
    assert sheet["D2"].number_format.startswith("[$-107041E]")
    assert (sheet.title, sheet.freeze_panes) == ("ตาราง1", "B2")
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width > 48
    assert (sheet.auto_filter.ref, sheet.print_title_rows) == ("A1:E3", "$1:$1")


def test_a_workbook_may_have_no_rows_and_more_columns_than_letters():
    wide = [Column(f"c{number}", f"{number}") for number in range(30)]

    empty = sheet_in(answered("xlsx", rows=()))
    [sheet] = load_workbook(
        io.BytesIO(xlsx(Table("กว้าง", wide, [range(30)])))
    ).worksheets

    assert empty.max_row == 1
    assert [sheet["AA1"].value, sheet["AD2"].value] == ["26", "29"]


def test_a_head_that_somebody_typed_is_no_formula_when_it_is_edited():
    columns = [Column("a", "อันดับ"), Column("b", "=สมชาย")]

    [sheet] = load_workbook(io.BytesIO(xlsx(Table("ก", columns, [(1, 2)])))).worksheets

    heads = [(cell.value, cell.data_type, cell.quotePrefix) for cell in sheet[1]]
    assert heads == [("อันดับ", "s", False), ("=สมชาย", "s", True)]
    assert all(cell.font.bold for cell in sheet[1])


def test_no_letter_breaks_a_workbook():
    text = " <ก> & \x0b \ufffe _x0041_ \r\n ข "

    [sheet] = load_workbook(
        io.BytesIO(xlsx(Table("ก", [Column("t", "ต")], [[text], ["ย" * 40_000]])))
    ).worksheets

    # openpyxl does not read the codes that Excel does.
    assert sheet["A2"].value == " <ก> & _x000B_ _xFFFE_ _x005F_x0041_ _x000D_\n ข "
    assert len(sheet["A3"].value) == 32_767


def test_a_workbook_begins_before_its_last_row_is_asked_for():
    asked = []

    def rows():
        for number in range(20_000):
            asked.append(number)
            yield [f"{number * 7919}"]

    next(xlsx_pieces(Table("ก", [Column("t", "ต")], rows())))

    assert len(asked) < 20_000


def test_csv_has_the_mark_of_utf8_and_no_formula():
    answer = answered("csv")

    assert answer.streaming
    assert lines_in(answer) == [
        ["ชื่อ", "คะแนน", "เฉลี่ย", "เมื่อ", "ล่าช้า"],
        ["ภูสิงห์", "7.5", "92.30", "21 ก.ค. 2565 16.30\u00a0น.", "ล่าช้า"],
        ["'=1+1", "7", "–", "", ""],
    ]


def test_no_half_of_a_cell_is_a_formula_where_semicolons_part_them():
    rows = [("ก;=1+1", 1, "1.00", "1", None, False)]

    text = answered("csv", rows=rows).getvalue().decode()

    assert '"ก;=1+1"' in text


def test_json_has_whole_values_under_machine_names():
    answer = answered("json")

    assert answer.streaming
    assert json.loads(answer.getvalue()) == {
        "table": "trial",
        "columns": [
            {"name": column.name, "heading": column.heading} for column in COLUMNS
        ],
        "rows": [
            {
                "title": "ภูสิงห์",
                "marks": 7.5,
                "score": 92.3,
                "exact": "923/10",
                "at": "2022-07-21T09:30:00+00:00",
                "is_late": True,
            },
            {
                "title": "=1+1",
                "marks": 7,
                "score": None,
                "exact": None,
                "at": None,
                "is_late": False,
            },
        ],
    }


def test_a_file_has_a_thai_name_and_is_kept_by_nobody():
    answer = answered("xlsx")

    assert answer["Content-Disposition"] == (
        "attachment; filename=\"ranking-33.xlsx\"; filename*=UTF-8''%E0%B8%95%E0%B8%B2"
        "%E0%B8%A3%E0%B8%B2%E0%B8%87%E0%B8%AD%E0%B8%B1%E0%B8%99%E0%B8%94%E0%B8%B1"
        "%E0%B8%9A-33.xlsx"
    )
    assert answer["Cache-Control"] == "private, no-store"
    with pytest.raises(Http404):
        answered("exe")
