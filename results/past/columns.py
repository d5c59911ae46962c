"""The columns of the sheet, in their order. Its words are Thai, whoever fills it in."""

from dataclasses import dataclass

SHEET = "ผลการประกวด"
# Rows below the head: a category's 76 provinces, 18 regions and the nation with four
# places each are 380. They are published in one transaction, which is to be short.
MOST_ROWS = 500


@dataclass(frozen=True)
class Column:
    """A column: its key in a row, its head, and what the sheet says about it."""

    key: str
    head: str
    width: int
    longest: int
    needed: str
    about: str


COLUMNS = (
    Column("year", "ปีงบประมาณ", 13, 10, "ต้องกรอก", "ปี พ.ศ. ของการประกวด เช่น 2564"),
    Column(
        "category",
        "ประเภท",
        10,
        250,
        "ต้องกรอก",
        "หมายเลขประเภทการประกวดของปีนั้น ดูรายการด้านล่าง",
    ),
    Column(
        "level",
        "ระดับ",
        12,
        40,
        "ต้องกรอก",
        "อำเภอ จังหวัด เขต หรือ ประเทศ ตามระดับที่ประเภทนั้นจัดประกวด",
    ),
    Column(
        "area",
        "พื้นที่ของรอบ",
        24,
        200,
        "ต้องกรอก ยกเว้นระดับประเทศ",
        "หน่วยงานที่จัดรอบนั้น: ชื่อจังหวัด เขตตรวจราชการที่เท่าใด หรืออำเภอ จะใช้รหัสแทนชื่อก็ได้",
    ),
    Column(
        "rank",
        "อันดับหรือรางวัล",
        18,
        80,
        "ต้องกรอก",
        "อันดับเป็นตัวเลข หรือชื่อรางวัลตามประกาศ อย่างใดอย่างหนึ่งทั้งรอบ "
        "ผู้ที่ได้อันดับร่วมกันใช้เลขเดียวกัน เช่น 1, 2, 2, 4",
    ),
    Column(
        "office",
        "หน่วยงาน",
        30,
        200,
        "ต้องกรอก",
        "รหัสหรือชื่อหน่วยงานที่ส่งผลงาน ดูแผ่นงาน “รหัสหน่วยงาน”",
    ),
    Column(
        "province",
        "จังหวัดของหน่วยงาน",
        20,
        120,
        "เมื่อชื่ออำเภอซ้ำกัน",
        "จังหวัดของอำเภอในช่องก่อนหน้า ไม่ต้องกรอกถ้าใช้รหัส หรือรอบนั้นเป็นของจังหวัดเดียว",
    ),
    Column(
        "person",
        "ผู้ได้รับรางวัล",
        28,
        200,
        "เฉพาะประเภทบุคคล",
        "คำนำหน้า ชื่อ และนามสกุลตามประกาศ ประเภทหน่วยงานให้เว้นว่าง",
    ),
    Column("title", "ชื่อผลงาน", 40, 300, "ถ้าทราบ", "ชื่อผลงานตามประกาศ"),
    Column(
        "source",
        "ที่มา",
        40,
        1000,
        "ต้องกรอกอย่างน้อยหนึ่งแถวของแต่ละรอบ",
        "ประกาศ เลขที่ และวันที่ ทุกคนจะอ่านได้ข้างผลการประกวด แถวที่เว้นว่างใช้ที่มาเดียวกับรอบของตน",
    ),
)
KEYS = tuple(column.key for column in COLUMNS)
LETTERS = {key: "ABCDEFGHIJ"[place] for place, key in enumerate(KEYS)}


@dataclass(frozen=True)
class Fault:
    """What is wrong in a cell ("B7"), or with the sheet where there is none."""

    cell: str
    sentence: str


def cell(key: str, number: int) -> str:
    """Return how Excel names a cell: "B7"."""
    return f"{LETTERS[key]}{number}"
