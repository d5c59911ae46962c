"""The empty sheet to fill in, with its instructions and every allowed value."""

from importlib import import_module
from io import BytesIO

from contests.award_names import names_of
from contests.ladder import by_rung
from contests.models import Season
from offices.models import Office
from offices.roles import Level
from results.past.columns import COLUMNS, LETTERS, MOST_ROWS, SHEET

LEVELS = {
    Level.DISTRICT: "อำเภอ",
    Level.PROVINCE: "จังหวัด",
    Level.REGION: "เขต",
    Level.DEPARTMENT: "ประเทศ",
}
RULES = (
    "กรอกแผ่นงาน “ผลการประกวด” หนึ่งแถวต่อผลงานหนึ่งเรื่องที่ได้รับการจัดอันดับ ห้ามย้ายหรือเปลี่ยนหัวคอลัมน์",
    "วางเป็นค่า ไม่ใช่สูตร และอย่าผสานเซลล์ ระบบข้ามแถวว่าง แต่นับแถวที่ซ่อนหรือกรองไว้ด้วย",
    f"ไฟล์หนึ่งมีได้ไม่เกิน {MOST_ROWS} แถว และเป็นของปีงบประมาณเดียว",
    "หากต้องแก้ผลที่นำเข้าแล้ว ให้เจ้าหน้าที่ของรอบยกเลิกประกาศผลก่อน แล้วนำเข้าไฟล์ที่มีทุกแถวของรอบนั้น",
    "หากมีที่ผิดแม้ช่องเดียว ระบบจะไม่รับทั้งไฟล์ และบอกทุกช่องที่ต้องแก้ เช่น B7",
    "ตัวเลขไทยหรือตัวเลขอารบิกก็ได้ เขตและจังหวัดนับตามที่เป็นอยู่ในปีนั้น",
)


def template(season: Season) -> bytes:
    """Return the workbook for a season. Three queries."""
    file = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with import_module("xlsxwriter").Workbook(file, options) as book:
        head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EAF6"}
        )
        text = book.add_format({"text_wrap": True, "valign": "top"})
        # As text, so that a code keeps its form and a date is not made of "1/2".
        typed = book.add_format({"num_format": "@", "valign": "top"})
        write_rows(book.add_worksheet(SHEET), head, typed)
        stages = write_instructions(book.add_worksheet("คำแนะนำ"), season, head, text)
        write_offices(book.add_worksheet("รหัสหน่วยงาน"), head, text)
        book.get_worksheet_by_name(SHEET).data_validation(
            1,
            2,
            MOST_ROWS,
            2,
            {
                "validate": "list",
                "source": [name for level, name in LEVELS.items() if level in stages],
                "error_type": "warning",
            },
        )
    return file.getvalue()


def write_rows(sheet, head, typed):
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width, typed)
        sheet.write_string(0, place, column.head, head)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def write_instructions(sheet, season, head, text):
    """Write what to do; return the levels at which the season has stages."""
    lines = [(("คำแนะนำ",), head), *(((rule,), text) for rule in RULES), ((), text)]
    lines.append((("คอลัมน์", "ต้องกรอกหรือไม่", "กรอกอะไร"), head))
    lines += [
        ((f"{LETTERS[each.key]} · {each.head}", each.needed, each.about), text)
        for each in COLUMNS
    ]
    lines += [((), text), (("ประเภท", "ระดับที่จัด", "ชื่อประเภทและรางวัลที่ใช้ได้"), head)]
    levels = set()
    for category in season.categories.prefetch_related("stages"):
        stages = by_rung(category.stages.all())
        levels |= {stage.level for stage in stages}
        awards = dict.fromkeys(
            names["th"]
            for stage in stages
            for names in names_of(stage.award_names).values()
        )
        where = ", ".join(LEVELS[stage.level] for stage in stages)
        what = f"{category.name_th} · {', '.join(awards)}"
        lines.append(((str(category.number), where, what), text))
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 2, 80)
    for row, (cells, form) in enumerate(lines):
        for place, each in enumerate(cells):
            sheet.write_string(row, place, each, form)
    return levels


def write_offices(sheet, head, text):
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, 1, 70)
    sheet.freeze_panes(1, 0)
    for place, each in enumerate(("รหัส", "หน่วยงาน")):
        sheet.write_string(0, place, each, head)
    offices = Office.objects.order_by("path").values_list("code", "title_th")
    row = 0
    for row, (code, title) in enumerate(offices, start=1):
        sheet.write_string(row, 0, code, text)
        sheet.write_string(row, 1, title, text)
    sheet.autofilter(0, 0, row, 1)
