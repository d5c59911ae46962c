"""The minutes of a session (รายงานการประชุมคณะกรรมการ) on paper."""

from django.utils.translation import override

from judging.hall.minutes import Item, Minutes, Person
from judging.hall.order import Called
from judging.models import Session
from offices.letterheads import for_paper, head_of
from ui import paper
from ui.thai import clock_time, full_moment, thai_digits

TEMPLATE = "judging/papers/minutes.typ"
NO_NAME = "." * 50


def minutes_pdf(session: Session, minutes: Minutes) -> bytes:
    """Return the minutes as PDF; a draft, marked so, until they are final.

    `minutes` were read in Thai (`override("th")`). Two queries at most.
    """
    on_paper = for_paper(head_of(session.round.office))
    with override("th"):
        data = {**on_paper.data, **in_words(minutes)}
    return paper.pdf(
        TEMPLATE,
        data,
        at=minutes.ended_at or minutes.meets_at,
        files=on_paper.files,
        fonts=on_paper.fonts,
    )


def in_words(minutes: Minutes) -> dict:
    people = [*minutes.attended, *minutes.absent, *minutes.unknown]
    return {
        "title": "รายงานการประชุมคณะกรรมการตัดสิน",
        "subject": [
            thai_digits(minutes.category),
            thai_digits(minutes.office),
            f"ครั้งที่ {thai_digits(minutes.number)}",
            f"เมื่อ{thai_digits(full_moment(minutes.meets_at))}",
            thai_digits(f"ณ {minutes.place}") if minutes.place else "",
        ],
        "lists": [
            {"name": name, "people": [person_on(each) for each in those]}
            for name, those in (
                ("ผู้มาประชุม", minutes.attended),
                ("ผู้ไม่มาประชุม", minutes.absent),
                ("ยังไม่ได้บันทึกการมาประชุม", minutes.unknown),
            )
            if those
        ],
        "others_label": "ผู้เข้าร่วมประชุม",
        "others": lines_of(minutes.others_present),
        "begun": moment_on("เริ่มประชุมเวลา", minutes.begun_at),
        "items": [item_on(each, minutes) for each in minutes.items],
        "remarks_label": "หมายเหตุ",
        "remarks": lines_of(minutes.remarks),
        "ended": moment_on("เลิกประชุมเวลา", minutes.ended_at),
        "signers": [
            {
                "lines": [
                    f"({who.name or NO_NAME})",
                    *([who.position] if who.position else []),
                    role,
                ],
            }
            for who, role in (
                (minutes.recorder, "ผู้จดรายงานการประชุม"),
                (minutes.checker, "ผู้ตรวจรายงานการประชุม"),
            )
        ],
        "mark": "" if minutes.is_final else "ร่าง",
        "sample": paper.sample_mark(is_sample=minutes.is_sample),
        "unbroken": paper.names_for(*(each.name for each in people)),
    }


def person_on(person: Person) -> dict:
    parts = [person.position]
    if person.is_late:
        parts.append(f"(มาถึงเวลา {clock_time(person.arrived_at)})")
    if person.note:
        parts.append(f"({person.note})")
    position = thai_digits(" ".join(part for part in parts if part))
    return {"name": person.name, "position": position, "role": person.in_committee}


def called(entry: Called) -> str:
    return entry.title if entry.is_nameless else f"{entry.title} ({entry.whose})"


def item_on(item: Item, minutes: Minutes) -> dict:
    return {
        "heading": thai_digits(f"ระเบียบวาระที่ {item.number} {item.title}"),
        "text": lines_of(item.text),
        "order": [
            thai_digits(called(each)) + f" เลขที่ {each.number}" for each in item.order
        ],
        "drawn": drawn_on(minutes) if item.order else "",
        "resolution": lines_of(item.resolution),
    }


def drawn_on(minutes: Minutes) -> str:
    """Say how the order came about, so that anybody can draw it again."""
    if not minutes.drawn_at:
        return ""
    text = f"ลำดับการนำเสนอได้จากการจับสลาก รหัสตั้งต้น {thai_digits(str(minutes.seed))}"
    if minutes.changed_reason:
        text += f" และปรับลำดับภายหลัง เนื่องจาก{thai_digits(minutes.changed_reason)}"
    return text


def lines_of(text: str) -> list[str]:
    return [thai_digits(line) for line in text.splitlines() if line.strip()]


def moment_on(label, moment) -> str:
    return (
        f"{label} {thai_digits(clock_time(moment))}" if moment else f"{label} ........"
    )
