"""The list of a round's entries on paper, for the staff's files and the wall."""

import re
from datetime import datetime

from django.utils.translation import override

from contests.models import Round
from offices.letterheads import for_paper, head_of
from submissions.listing import rows_of
from submissions.workflow import State
from ui import paper
from ui.thai import full_moment, thai_digits

PLACE = re.compile("(?:อำเภอ|จังหวัด)(\\S+)")
TEMPLATE = "submissions/papers/list.typ"


def list_on_paper(found, wanted, round_: Round, *, at: datetime) -> bytes:
    """Return the works that `listing.listed` found as PDF, in Thai. Three queries."""
    category = round_.stage.category
    with override("th"):
        on_paper = for_paper(head_of(round_.office))
        rows = rows_of(found, wanted, round_)
        data = {
            **on_paper.data,
            "title": "บัญชีผลงาน",
            "subject": [
                thai_digits(category.name_th),
                thai_digits(f"{round_.stage.name} ประจำปี {category.season.year}"),
            ],
            "office": thai_digits(round_.office.title_th),
            "columns": ["ที่", "เลขที่ผลงาน", "ชื่อผลงาน", "หน่วยงาน", "สถานะ"],
            "rows": [
                [
                    thai_digits(str(place)),
                    row["number"],
                    row["title"],
                    thai_digits(" ".join(filter(None, (row["person"], row["office"])))),
                    str(State(row["state"]).label),
                ]
                for place, row in enumerate(rows, start=1)
            ],
            "total": f"รวม {thai_digits(str(len(rows)))} เรื่อง",
            "unbroken": paper.names_for(*names_in(rows)),
            "foot": f"ข้อมูล ณ {thai_digits(full_moment(at))}",
            "sample": paper.sample_mark(is_sample=category.season.is_sample),
        }
        return paper.pdf(
            TEMPLATE, data, at=at, files=on_paper.files, fonts=on_paper.fonts
        )


def names_in(rows):
    """Yield the people, and the places in the offices' names."""
    for row in rows:
        yield row["person"]
        yield from PLACE.findall(row["office"])
