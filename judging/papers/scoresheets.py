"""Scoresheets on paper, a page for each: blank with its code, or as it was signed."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.utils.translation import override

from contests.rules import is_blind, points_text, rules_of
from judging import decimals
from judging.models import Judge, Scoresheet
from judging.paper_codes import code_of
from judging.rulebook import Row, Rulebook
from judging.sheets import shown, total_text
from judging.works import work_of
from offices.letterheads import for_paper, head_of
from submissions.models import Submission
from ui import paper
from ui.thai import clock_time, official_date, thai_digits

TEMPLATE = "judging/papers/scoresheets.typ"


def scoresheets_pdf(seat: Judge, works: Iterable[Submission], *, at: datetime) -> bytes:
    """Return a judge's blank sheets as PDF, for them to fill in and sign.

    `seat` is loaded `with_round`, the works with entry, office and accepted version.
    """
    is_blind_ = is_blind(seat.round)
    return printed(
        seat, lambda: [on_sheet(seat, each, is_blind_) for each in works], at
    )


def signed_sheets_pdf(
    seat: Judge, sheets: Iterable[Scoresheet], *, hides_names: bool, at: datetime
) -> bytes:
    """Return a judge's signed sheets as PDF, with every mark and comment.

    `seat` is loaded `with_round`, the sheets `for_print`.
    """
    rulebook = Rulebook.of(rules_of(seat.round))
    return printed(
        seat,
        lambda: [
            on_sheet(seat, each.submission, hides_names) | given_on(each, rulebook)
            for each in sheets
        ],
        at,
    )


def printed(seat, sheets, at):
    with override("th"):
        on_paper = for_paper(head_of(seat.round.office))
        return paper.pdf(
            TEMPLATE,
            {**on_paper.data, **in_words(seat), "sheets": sheets()},
            at=at,
            files=on_paper.files,
            fonts=on_paper.fonts,
        )


def in_words(seat) -> dict:
    round_ = seat.round
    category = round_.stage.category
    rulebook = Rulebook.of(rules_of(round_))
    name = seat.user.get_full_name()
    return {
        "title": "แบบให้คะแนน",
        "subject": [
            thai_digits(line)
            for line in (
                category.season.name_th,
                *category.lines_th,
                f"{round_.stage.name} {round_.office.title_th}",
            )
        ],
        "judge": f"กรรมการ {name}",
        "seat": f"{seat.title} {seat.position}".strip(),
        "columns": ["ที่", "เกณฑ์การให้คะแนน", "คะแนนเต็ม", "คะแนนที่ได้"],
        "rows": [row_on(row) for row in rulebook.rows],
        "comment": "ข้อคิดเห็น",
        "signs": {"name": name, "role": str(seat.title), "signs": "ลงชื่อ"},
        "code_label": "รหัสแบบ",
        "where": settings.SITE_URL,
        "sample": paper.sample_mark(is_sample=category.season.is_sample),
        "unbroken": paper.names_for(name),
    }


def is_plain(rulebook: Rulebook) -> bool:
    """Say whether the total is the sum of the points, no criterion weighing more."""
    return all(row.weight * 100 == row.full for row in rulebook.rows)


def row_on(row: Row) -> list:
    """Return number, name, the lines of its levels and full marks of a criterion."""
    levels = [
        f"ระดับ {number} ({points_text(row.step * number)} คะแนน) {words['th']}"
        for number, words in enumerate(row.levels, 1)
    ]
    return [
        thai_digits(str(row.number)),
        thai_digits(row.name_th),
        [thai_digits(level) for level in levels],
        thai_digits(row.full_points),
    ]


def on_sheet(seat, submission, hides_names) -> dict:
    """Return what names one sheet, still blank."""
    work = work_of(submission, lambda file: "", is_blind=hides_names)
    return {
        "code": code_of(seat.pk, submission.pk),
        "work": f"ผลงาน {work.number}",
        "work_title": work.title,
        "whose": thai_digits(work.whose),
        "given": [],
        "total_name": "รวม",
        "full": "",
        "total": "",
        "comment": "",
        "signed": "",
    }


def given_on(sheet: Scoresheet, rulebook: Rulebook) -> Mapping:
    """Return what a signed sheet holds; its marks in the order of the criteria."""
    scores = {each.criterion: each for each in sheet.scores.all()}
    rows = [scores.get(row.code) for row in rulebook.rows]
    points = {code: score.points for code, score in scores.items()}
    when = f"{official_date(sheet.signed_at)} เวลา {clock_time(sheet.signed_at)}"
    how = f"ถือว่าลงนามแล้วเมื่อวันที่ {when}"
    if sheet.paper:
        how = f"บันทึกจากแบบกระดาษโดย {sheet.paper.keyed_by} {how}"
    else:
        how = f"ลงนามในระบบเมื่อวันที่ {when}"
    return {
        "given": [
            [thai_digits(shown(each and each.points)), each.comment if each else ""]
            for each in rows
        ],
        "total_name": "รวม" if is_plain(rulebook) else "รวมตามน้ำหนัก",
        "full": thai_digits(decimals.exact(rulebook.full_total)),
        "total": thai_digits(total_text(rulebook.total(points))),
        "comment": sheet.comment,
        "signed": thai_digits(how),
    }
