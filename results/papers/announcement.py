"""The announcement of a result (ประกาศผล)."""

from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import override

from contests.ladder import stage_above
from contests.models import Stage
from offices.letterheads import Head, for_paper, head_of
from results.models import Award, Result
from results.papers.wording import (
    area_of,
    award_on,
    contest_of,
    headings_of,
    names_in,
    office_on,
    public_entrant_on,
)
from results.public.names import entrant_of, public_note, public_title
from results.workflow import State
from ui import paper
from ui.thai import official_date, thai_digits

TEMPLATE = "results/papers/announcement.typ"
# To be filled in by hand until it is published.
NO_DATE = "........ .................... พ.ศ. ........"


def announcement_of(result: Result) -> bytes:
    """Return the announcement as PDF; a draft, marked so, until it is published.

    A published one bears the letterhead that its office had then. `result` is loaded
    with its round. Five queries at most.
    """
    with override("th"):
        return paper.kept_pdf(TEMPLATE, **parts(result))


def parts(result):
    placings = list(
        result.placings.for_public()
        .filter(~Q(award=Award.PARTICIPANT) | Q(advances=True))
        .annotate(
            title=KeyTextTransform("title", "submission__accepted_version__content")
        )
    )
    is_sample = result.round.stage.category.season.is_sample or any(
        entrant_of(each.submission.entry).is_sample for each in placings
    )
    head = Head(**result.letterhead) if result.letterhead else None
    on_paper = for_paper(head or head_of(result.round.office), is_sample=is_sample)
    data = {
        **on_paper.data,
        **in_words(result, placings),
        "sample": paper.sample_mark(is_sample=is_sample),
        "mark": mark_of(result),
    }
    return {
        "data": data,
        "at": result.public_from or result.sealed_at,
        "files": on_paper.files,
        "fonts": on_paper.fonts,
    }


def mark_of(result):
    """Return what is written across a paper that does not stand."""
    if result.state == State.WITHDRAWN:
        return "ยกเลิก"
    return "" if result.state == State.PUBLISHED else "ร่าง"


def in_words(result, placings) -> dict:
    round_ = result.round
    category, contest = round_.stage.category, contest_of(round_)
    first, *others = headings_of(round_)
    year = thai_digits(str(category.season.year))
    office = thai_digits(round_.office.title_th)
    is_out = result.state in (State.PUBLISHED, State.WITHDRAWN)
    date = official_date(result.public_from) if is_out else NO_DATE
    return {
        "title": f"ประกาศ{office}",
        "subject": [f"เรื่อง ผลการคัดเลือก{first}", *others],
        "unbroken": names_in(placings),
        "reason": (
            "ตามที่กรมการพัฒนาชุมชนได้กำหนดการดำเนินโครงการจัดการความรู้งานพัฒนาชุมชน "
            f"ปีงบประมาณ พ.ศ. {year} โดยดำเนินกิจกรรมการประกวดองค์ความรู้ดีเด่น "
            f"(KM Challenge) ประจำปี {year} เพื่อยกย่องและเชิดชูเกียรติบุคคลและหน่วยงาน"
            "ที่มีผลงานการพัฒนาองค์ความรู้ดีเด่น นั้น"
        ),
        "finding": (
            f"บัดนี้ {office} ได้ดำเนินการคัดเลือก{contest} เสร็จเรียบร้อยแล้ว "
            "ปรากฏผลการคัดเลือก ดังนี้"
        ),
        # More may go up than win an award: those are named as who represents the area.
        "placed": [
            line_of(round_, placing)
            for placing in placings
            if placing.award != Award.PARTICIPANT
        ],
        "onward": onward_of(round_, placings),
        "note": note_of(result, placings),
        "closing": "จึงประกาศให้ทราบโดยทั่วกัน",
        "date": f"ประกาศ ณ วันที่ {date}",
    }


def line_of(round_, placing):
    """ชนะเลิศ ได้แก่ สำนักงานพัฒนาชุมชนอำเภอภูสิงห์"""
    entry = placing.submission.entry
    line = f"{award_on(placing)} ได้แก่ {public_entrant_on(round_, entry)}"
    title = public_title(entry, placing.title)
    if entry.honoured and title:
        line += f" ผลงานเรื่อง “{title}”"
    return line


def onward_of(round_, placings):
    """Say who represents the area in the round above, if anybody does. One query."""
    going_up = [placing for placing in placings if placing.advances]
    stages = Stage.objects.filter(category=round_.stage.category_id)
    above = going_up and stage_above(round_.stage, stages)
    if not above:
        return ""
    names = [
        thai_digits(entrant_of(each.submission.entry).name)
        if each.submission.entry.honoured
        else office_on(round_, each.submission.entry.office)
        for each in going_up
    ]
    return (
        f"ทั้งนี้ ให้{' และ'.join(names)} เป็นตัวแทน{area_of(round_.office)} "
        f"เข้าสู่การคัดเลือกใน{above.name}"
    )


def note_of(result, placings):
    """Say where a result without marks comes from."""
    if result.basis == Result.Basis.UNOPPOSED:
        return "ผลการคัดเลือกนี้ไม่มีการให้คะแนน เนื่องจากมีผลงานไม่เกินจำนวนที่ได้เข้าสู่ระดับถัดไป"
    if result.basis == Result.Basis.RANKS:
        entries = [each.submission.entry for each in placings]
        source = thai_digits(public_note(entries, result.source))
        return f"ผลการคัดเลือกนี้บันทึกย้อนหลังในระบบ ที่มา: {source}"
    return ""
