"""The order that appoints a panel (คำสั่งแต่งตั้งคณะกรรมการ) on paper."""

from collections.abc import Iterable

from django.utils import timezone

from judging.models import AppointmentOrder, Judge
from judging.orders import OrderPaper, paper_of
from offices.letterheads import for_paper, head_of
from ui import paper
from ui.thai import official_date, thai_digits

TEMPLATE = "judging/papers/order.typ"
# To be filled in by hand while a draft lacks them.
NO_NUMBER = "........ / ........"
NO_DATE = "........ .................... พ.ศ. ........"
NO_NAME = "." * 50


def order_pdf(order: AppointmentOrder, seats: Iterable[Judge]) -> bytes:
    """Return the order as PDF; a draft is marked so. Two queries at most.

    `order` and `seats` are as `judging.orders.paper_of` takes them.
    """
    said = paper_of(order, seats)
    on_paper = for_paper(head_of(order.round.office), is_sample=said.is_sample)
    return paper.pdf(
        TEMPLATE,
        {**on_paper.data, **in_words(said, order.round)},
        at=order.issued_at or timezone.now(),
        files=on_paper.files,
        fonts=on_paper.fonts,
    )


def in_words(said: OrderPaper, round_) -> dict:
    year = thai_digits(str(round_.stage.category.season.year))
    date = official_date(said.dated_on) if said.dated_on else NO_DATE
    office = thai_digits(said.office)
    return {
        "title": f"คำสั่ง{office}",
        "subject": [
            f"ที่ {thai_digits(said.number) or NO_NUMBER}",
            f"เรื่อง {thai_digits(said.subject)}",
        ],
        "reason": (
            f"ด้วย{office} ดำเนินการคัดเลือกผลงานองค์ความรู้ดีเด่น (KM Challenge) "
            f"ประจำปี {year} เพื่อให้การพิจารณาตัดสินเป็นไปด้วยความเรียบร้อย ถูกต้อง "
            "และเป็นธรรม จึงแต่งตั้งคณะกรรมการ ประกอบด้วย"
        ),
        "people": [
            {"name": each.name, "position": each.position, "role": each.capacity}
            for each in said.committee
        ],
        "task": "ให้คณะกรรมการมีหน้าที่ ดังนี้",
        "duties": [thai_digits(line) for line in said.duties],
        "closing": "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป",
        "date": f"สั่ง ณ วันที่ {date}",
        "who_signs": [f"({said.signer_name or NO_NAME})", said.signer_position],
        "mark": "" if said.is_issued else "ร่าง",
        "sample": paper.sample_mark(is_sample=said.is_sample),
        "unbroken": paper.names_for(*(each.name for each in said.committee)),
    }
