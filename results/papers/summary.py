"""The score summary (สรุปผลคะแนน) for the panel to sign: of a result by marks."""

from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import override

from judging.models import Judge
from judging.ranking.table import step_in_words
from offices.letterheads import for_paper, head_of
from results.explaining import rulebook_of
from results.models import Result
from results.papers.wording import (
    award_on,
    entrant_on,
    headings_of,
    names_in,
)
from ui import paper
from ui.thai import full_moment, thai_digits

TEMPLATE = "results/papers/summary.typ"
COLUMNS = (
    "อันดับ",
    "เลขที่ผลงาน",
    "ผู้ส่งผลงาน",
    "ชื่อผลงาน",
    "คะแนน",
    "ผลการคัดเลือก",
    "หมายเหตุ",
)
CAPACITIES = (Judge.Capacity.CHAIR, Judge.Capacity.MEMBER, Judge.Capacity.SECRETARY)


def summary_of(result: Result) -> bytes:
    """Return the summary as PDF: all entries by rank, and a line for each to sign.

    `result` is loaded with its round and has marks. Four queries at most.
    """
    with override("th"):
        on_paper = for_paper(head_of(result.round.office))
        return paper.pdf(
            TEMPLATE,
            {**on_paper.data, **in_words(result)},
            at=result.sealed_at,
            files=on_paper.files,
            fonts=on_paper.fonts,
        )


def in_words(result) -> dict:
    round_ = result.round
    placings = list(
        result.placings.for_list().annotate(
            title=KeyTextTransform("title", "submission__accepted_version__content")
        )
    )
    is_sample = round_.stage.category.season.is_sample
    rulebook = rulebook_of(result)
    first, *others = headings_of(round_)
    sealed = thai_digits(full_moment(result.sealed_at))
    return {
        "title": "สรุปผลคะแนน",
        "subject": [f"การคัดเลือก{first}", *others],
        "unbroken": names_in(placings),
        "office": thai_digits(round_.office.title_th),
        "sealed": f"ประธานกรรมการปิดผนึกผลคะแนนเมื่อ{sealed}",
        "columns": list(COLUMNS),
        "rows": [row_of(round_, each, rulebook) for each in placings],
        "seats": seats_of(round_),
        "signs": "ลงชื่อ",
        "sample": paper.sample_mark(is_sample=is_sample),
        "foot": result.digest,
    }


def row_of(round_, placing, rulebook):
    submission = placing.submission
    step = placing.decided_by
    return [
        thai_digits(str(placing.rank)),
        submission.number,
        entrant_on(round_, submission.entry),
        placing.title or "",
        thai_digits(placing.score),
        award_on(placing),
        thai_digits(step_in_words(step, rulebook)) if step else "",
    ]


def seats_of(round_):
    """Return the panel as it is now, the chair first. One query."""
    seats = Judge.objects.live().filter(round=round_).select_related("user")
    ordered = sorted(seats, key=lambda seat: CAPACITIES.index(seat.capacity))
    return [{"name": seat.user.get_full_name(), "role": seat.title} for seat in ordered]
