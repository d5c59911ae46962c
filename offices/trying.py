"""A sheet on which an office sees its letterhead, signers and background before use."""

from datetime import datetime

from offices.letterheads import for_paper, head_of
from offices.models import Office
from ui import paper
from ui.thai import official_date, thai_digits

TEMPLATE = "offices/papers/sheet.typ"
# An announcement, and a certificate.
PAGES = (1, 2)


def sheet_of(office: Office, *, at: datetime) -> bytes:
    return paper.pdf(TEMPLATE, at=at, **parts(office, at))


def sheet_pictures(office: Office, *, at: datetime) -> list[bytes]:
    return paper.pictures(TEMPLATE, at=at, **parts(office, at))


def parts(office, at):
    head = head_of(office)
    on_paper = for_paper(head)
    data = {
        **on_paper.data,
        "number": f"{head.number_prefix}{thai_digits('123')}",
        "date": f"ประกาศ ณ วันที่ {official_date(at)}",
    }
    return {"data": data, "files": on_paper.files, "fonts": on_paper.fonts}
