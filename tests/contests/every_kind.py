"""A form with a field of every kind, each with the limits that it can have."""

from contests.blueprint.fields import one, option
from contests.entry_form import TITLE, Kind

EVERY_KIND = [
    one(TITLE, Kind.TEXT, "ชื่อ", "Title", required=True),
    one("text", Kind.TEXT, "บรรทัดเดียว", "One line"),
    one("longtext", Kind.LONGTEXT, "เรื่องเล่า", "Story", most_characters=10),
    one("words", Kind.LONGTEXT, "บทคัดย่อ", "Abstract", most_words=3),
    one("list", Kind.LIST, "แก่นความรู้", "Core knowledge", most_rows=2),
    one("choice", Kind.CHOICE, "หมวด", "Category", options=[option("1", "ก", "A")]),
    one(
        "choices",
        Kind.CHOICES,
        "เครื่องมือ",
        "Tools",
        options=[option("1", "ก", "A"), option("2", "ข", "B")],
        has_other=True,
    ),
    one(
        "number",
        Kind.NUMBER,
        "ครัวเรือน",
        "Households",
        is_whole=True,
        least="1",
        most="5000",
        unit_th="ครัวเรือน",
        unit_en="households",
    ),
    one("income", Kind.NUMBER, "รายได้", "Income", is_whole=False),
    one("date", Kind.DATE, "วันที่เริ่ม", "Begun on"),
    one("people", Kind.PEOPLE, "คณะทำงาน", "Team", most_rows=2, is_public=False),
    one("link", Kind.LINKS, "เว็บไซต์", "Website", most_rows=1),
    one("videos", Kind.VIDEOS, "วิดีโอ", "Videos", most_rows=2),
    one(
        "files",
        Kind.FILES,
        "หลักฐาน",
        "Evidence",
        types=["pdf", "jpeg"],
        most_files=2,
        mb_each=5,
        mb_total=8,
        is_hidden_when_blind=True,
    ),
]
