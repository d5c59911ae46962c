"""Blank scoresheets on paper: one page for each judge and entry, each with its code."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import override

from contests.rules import is_blind, points_text, rules_of
from judging.models import Judge
from judging.paper_codes import code_of
from judging.rulebook import Row, Rulebook
from judging.works import work_of
from offices.letterheads import for_paper, head_of
from submissions.models import Submission
from ui import paper
from ui.thai import thai_digits

TEMPLATE = "judging/papers/scoresheets.typ"


def scoresheets_pdf(seat: Judge, works: Iterable[Submission], *, at: datetime) -> bytes:
    """Return a judge's blank sheets as PDF, for them to fill in and sign.

    `seat` is loaded `with_round`, the works with entry, office and accepted version.
    """
    with override("th"):
        on_paper = for_paper(head_of(seat.round.office))
        return paper.pdf(
            TEMPLATE,
            {**on_paper.data, **in_words(seat, works)},
            at=at,
            files=on_paper.files,
            fonts=on_paper.fonts,
        )


def in_words(seat, works) -> dict:
    round_ = seat.round
    category = round_.stage.category
    rulebook = Rulebook.of(rules_of(round_))
    name = seat.user.get_full_name()
    is_sample = category.season.is_sample
    return {
        "title": "แบบให้คะแนน",
        "subject": [
            thai_digits(f"{category.season.name_th} {category.name_th}"),
            thai_digits(f"{round_.stage.name} {round_.office.title_th}"),
        ],
        "judge": f"กรรมการ {name}",
        "seat": f"{seat.title} {seat.position}".strip(),
        "columns": ["ที่", "เกณฑ์การให้คะแนน", "คะแนนเต็ม", "คะแนนที่ได้"],
        "rows": [row_on(row) for row in rulebook.rows],
        "total": "รวม",
        "comment": "ความคิดเห็น",
        "signs": {"name": name, "role": str(seat.title), "signs": "ลงชื่อ"},
        "code_label": "รหัสแบบ",
        "where": settings.SITE_URL,
        "sample": "ข้อมูลตัวอย่าง" if is_sample else "",
        "unbroken": paper.names_for(name),
        "sheets": [sheet_on(seat, work) for work in works],
    }


def row_on(row: Row) -> list[str]:
    text = row.name_th
    if row.levels:
        text += "".join(
            f"\nระดับ {number} ({points_text(row.step * number)}) {words['th']}"
            for number, words in enumerate(row.levels, 1)
        )
    full = row.full_points
    return [thai_digits(str(row.number)), thai_digits(text), thai_digits(full)]


def sheet_on(seat, submission) -> dict:
    """Return what names one sheet: as much of whose work it is as its judge may see."""
    hides = is_blind(seat.round)
    work = work_of(submission, lambda file: "", is_blind=hides)
    return {
        "code": code_of(seat.pk, submission.pk),
        "work": f"ผลงาน {work.number}",
        "work_title": work.title,
        "whose": thai_digits(work.whose),
    }
