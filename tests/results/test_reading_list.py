"""The reading list on paper; its page is in `test_library`."""

from datetime import UTC, datetime

from results.library.items import ItemCard, Won
from results.library.reading_list import reading_list_pdf
from results.public.names import Entrant

AT = datetime(2026, 5, 6, 3, tzinfo=UTC)


def card(pk, title, *, is_sample=False, awards=()):
    office = "สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ จังหวัดศรีสะเกษ"
    return ItemCard(
        pk=pk,
        number=pk,
        title=title,
        plain_title=title,
        snippet="",
        summary="แลกเปลี่ยนเรียนรู้ด้วย CoP, BAR และ AAR เพื่อขับเคลื่อนน้ำใจในชุมชน",
        who=Entrant(office, "", office, "3317", is_sample=is_sample),
        year=2565,
        category="ระดับหน่วยงาน ประเภทสุดยอดสำนักงานพัฒนาชุมชนอำเภอแห่งการเรียนรู้",
        awards=awards,
        used=0,
        is_sample=is_sample,
    )


def test_the_paper_lists_what_to_read_and_where(paper_of, settings):
    settings.SITE_URL = "https://km.example.org"
    won = Won(1, "ชนะเลิศ", "ระดับจังหวัด", "ศรีสะเกษ")
    cards = [
        card(1, "โมเดลภูสิงห์เสวนา", awards=(won,)),
        card(2, "กลุ่มทอผ้าพยุห์เรียนรู้ไปด้วยกัน", is_sample=True),
    ]

    paper = paper_of(reading_list_pdf(cards, at=AT))

    paper.looks_like("reading_list")
    paper.says(
        "๖ พฤษภาคม ๒๕๖๙",
        "โมเดลภูสิงห์เสวนา",
        "ชนะเลิศ ระดับจังหวัด",
        "ขับเคลื่อนน้ำใจ",
        "https://km.example.org/library/1/",
        "กลุ่มทอผ้าพยุห์เรียนรู้ไปด้วยกัน",
        "ข้อมูลตัวอย่าง",
    )
