"""This year's contest, all of it made up, with dates around today.

Si Sa Ket's district rounds of category 1 stand at different points, so that every role
finds something to do: Phu Sing's takes entries, Sila Lat's is being judged, Phayu's is
sealed and waits for a colleague's approval, Benchalak's is published and its office
appeals against it. The province round of category 2 is open.
"""

from datetime import timedelta

from django.utils import timezone

from contests.actions import change_round, create_season, make_rounds
from contests.entry_form import TITLE, Kind
from contests.models import Round
from contests.phases import DATES
from contests.rules import rules_of
from judging import conduct
from judging.actions import accept as accept_seat
from judging.actions import appoint, draw_order, give_mark, plan_session, sign
from judging.models import Judge
from kmchallenge.demo.people import sample_staff
from kmchallenge.demo.season_2565 import sample_points
from offices.roles import Level
from results.actions import approve, file_appeal, publish, seal
from submissions.actions import accept, create_entry, hand_in, save_entry
from ui.thai import era_year, in_bangkok

Capacity = Judge.Capacity
DAY = timedelta(days=1)
REASON = "ปฏิทินตัวอย่าง"
# The days from today on which the stages open, close, begin judging and are due.
CALENDAR = {
    (1, Level.DISTRICT): (-40, 20, 21, 40),
    (1, Level.PROVINCE): (41, 55, 56, 70),
    (1, Level.REGION): (71, 85, 86, 100),
    (1, Level.DEPARTMENT): (101, 115, 116, 130),
    (2, Level.PROVINCE): (-10, 6, 7, 30),
    (2, Level.REGION): (31, 45, 46, 60),
    (2, Level.DEPARTMENT): (61, 75, 76, 90),
    (3, Level.REGION): (12, 45, 46, 60),
    (3, Level.DEPARTMENT): (61, 75, 76, 90),
}
# Rounds that closed early, so that they are being judged today.
EARLY = (-40, -12, -11, 5)
TITLES = {
    "3322": "เรื่องเล่าตัวอย่าง: ตลาดนัดความรู้ของคนศิลาลาด",
    "3320": "เรื่องเล่าตัวอย่าง: กลุ่มทอผ้าพยุห์เรียนรู้ไปด้วยกัน",
    "3319": "เรื่องเล่าตัวอย่าง: ศูนย์เรียนรู้ชุมชนเบญจลักษ์",
}
OFFICERS = {"3322": "silalat", "3320": "phayu", "3319": "benchalak"}
SAMPLE_APPEAL = (
    "คำอุทธรณ์ตัวอย่าง: ขอให้ตรวจการรวมคะแนนของผลงานลำดับที่ 2 อีกครั้ง "
    "เป็นข้อความสำหรับทดลองใช้ระบบ ไม่ใช่คำอุทธรณ์จริง"
)
SECOND_TITLE = "เรื่องเล่าตัวอย่าง: บัญชีครัวเรือนสู่แผนชุมชน"


def load(people, year, *, now):
    """Load this year's season through the portal's own actions."""
    before = now - 45 * DAY
    dates = {key: dates_around(now, days) for key, days in CALENDAR.items()}
    season = create_season(
        year, by=people["admin"], dates=dates, is_sample=True, at=before
    )
    stages = {
        (category.number, stage.level): stage
        for category in season.categories.prefetch_related("stages")
        for stage in category.stages.all()
    }
    for stage in stages.values():
        make_rounds(stage, by=people["admin"], at=before)
    district_stage = stages[1, Level.DISTRICT]
    for code in TITLES:
        judge_early(district_stage, code, people, now=now)
    seal_phayu(district_stage, people, now=now)
    publish_benchalak(district_stage, people, now=now)
    prepare_session(district_stage, people, now=now)


def dates_around(now, days):
    """Return a stage's four dates, so many days from now, in office hours."""
    morning = timezone.localtime(now).replace(
        hour=8, minute=30, second=0, microsecond=0
    )
    hours = (0, 8, 0, 8)
    return {
        name: morning + day * DAY + hour * timedelta(hours=1)
        for name, day, hour in zip(DATES, days, hours, strict=True)
    }


def judge_early(stage, code, people, *, now):
    """Bring one district round into judging: two entries, three judges, some marks."""
    round_ = Round.objects.for_list().get(stage=stage, office__code=code)
    dates = {f"own_{name}": day for name, day in dates_around(now, EARLY).items()}
    change_round(
        round_,
        by=people["sisaket"],
        own_dates_reason=REASON,
        at=now - 44 * DAY,
        **dates,
    )
    round_.refresh_from_db()
    officer = people[OFFICERS[code]]
    colleague = sample_staff(code, by=people["admin"], at=now - 400 * DAY)[0]
    submissions = [
        hand_in_sample(round_, person, officer, title, people, now=now)
        for person, title in ((officer, TITLES[code]), (colleague, SECOND_TITLE))
    ]
    capacities = [Capacity.CHAIR, Capacity.MEMBER, Capacity.MEMBER]
    for number, capacity in enumerate(capacities, start=1):
        judge = appoint(
            round_,
            people[f"judge{number}"],
            capacity=capacity,
            by=people["sisaket"],
            at=now - 12 * DAY,
        )
        agrees = {"by": judge.user, "agrees_to": conduct.CURRENT}
        judge = accept_seat(judge, **agrees, at=now - 12 * DAY)
        if number > 1 or code != "3322":
            mark(judge, submissions, 95 - 5 * number, now=now)
    if code == "3322":
        # One who has still to answer.
        appoint(
            round_,
            people["sisaket2"],
            capacity=Capacity.SECRETARY,
            scores=False,
            by=people["sisaket"],
            at=now - DAY,
        )


def hand_in_sample(round_, person, officer, title, people, *, now):
    """Write, hand in and accept one made-up story."""
    entry = create_entry(
        round_.stage.category,
        round_.office,
        person=person,
        by=officer,
        is_sample=True,
        at=now - 20 * DAY,
    )
    entry = save_entry(
        entry,
        title=title,
        answers=sample_answers(entry.category.form, title, person),
        revision=entry.revision,
        by=officer,
        at=now - 19 * DAY,
    )
    submission = hand_in(entry, round_, by=officer, at=now - 15 * DAY)
    return accept(submission, by=people["sisaket"], at=now - 13 * DAY)


def sample_answers(form, title, person):
    """Fill each field of a form with words that say that they are a sample."""
    sample = f"ข้อความตัวอย่างสำหรับทดลองใช้ระบบ ({title})"
    owner = {
        "title": "",
        "given_name": person.given_name,
        "surname": "ตัวอย่าง",
        "position": person.position or "นักวิชาการพัฒนาชุมชน",
        "level": person.position_level,
        "phone": "0 0000 0000",
    }
    by_kind = {
        Kind.TEXT: lambda field: sample,
        Kind.LONGTEXT: lambda field: sample,
        Kind.LIST: lambda field: [f"ข้อตัวอย่าง {number}" for number in (1, 2, 3)],
        Kind.PEOPLE: lambda field: [owner],
        Kind.CHOICE: lambda field: field["options"][0]["value"],
        Kind.CHOICES: lambda field: {
            "chosen": [field["options"][0]["value"]],
            "other": "",
        },
    }
    return {
        field["key"]: by_kind[field["kind"]](field)
        for field in form
        if field["kind"] in by_kind and field["key"] != TITLE
    }


def mark(judge, submissions, percent, *, now):
    """Fill and sign one judge's sheets, the second submission a little lower."""
    criteria = rules_of(judge.round)["criteria"]
    for place, submission in enumerate(submissions):
        for criterion in criteria:
            points = sample_points(criterion, percent - 10 * place)
            give_mark(
                judge,
                submission,
                criterion["code"],
                points,
                by=judge.user,
                at=now - 9 * DAY,
            )
        sign(judge, submission, by=judge.user, at=now - 8 * DAY)


def seal_phayu(stage, people, *, now):
    """Have the chair seal Phayu's round; it waits for the staff's approval."""
    round_ = Round.objects.for_list().get(stage=stage, office__code="3320")
    seal(round_, by=people["judge1"], at=now - 7 * DAY)


def publish_benchalak(stage, people, *, now):
    """Publish Benchalak's round, and have its office appeal against the result."""
    round_ = Round.objects.for_list().get(stage=stage, office__code="3319")
    result = seal(round_, by=people["judge1"], at=now - 3 * DAY)
    result = approve(result, by=people["sisaket2"], at=now - 2 * DAY)
    result = publish(result, by=people["sisaket"], at=now - DAY)
    file_appeal(
        result,
        round_.office,
        by=people["benchalak"],
        reason=SAMPLE_APPEAL,
        at=now - DAY / 2,
    )


def prepare_session(stage, people, *, now):
    """Plan a session of Sila Lat's panel, its order drawn, to be opened and tried."""
    round_ = Round.objects.for_list().get(stage=stage, office__code="3322")
    session = plan_session(
        round_,
        by=people["sisaket"],
        number=f"1/{era_year(in_bangkok(now).year)}",
        meets_at=dates_around(now, EARLY)["judging_due_at"],
        place="ห้องประชุมตัวอย่าง",
        presentation_minutes=3,
        question_minutes=2,
        at=now - 6 * DAY,
    )
    draw_order(session, by=people["sisaket"], seed="2569", at=now - 6 * DAY)
