"""The contest of 2565 in Si Sa Ket, as the press reported it, and samples around it.

The facts are those of the report of 21 July 2565: the four placed offices, and what Phu
Sing presented to the committee of inspection region 14. The marks, the judges and the
other provinces' entrants are made up, and marked as samples.
"""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from contests.actions import change_round, create_season, make_rounds
from contests.models import Round
from contests.phases import DATES
from contests.rules import rules_of
from judging import conduct
from judging.actions import accept as accept_seat
from judging.actions import appoint, comment_on, give_mark, sign
from judging.models import Judge
from kmchallenge.demo.people import sample_staff
from offices.models import Office
from offices.roles import Level
from results.actions import approve, enter_ranks, issue_certificates, publish
from results.certificates import day_of
from submissions.actions import accept
from submissions.models import Submission

Capacity = Judge.Capacity
BANGKOK = ZoneInfo("Asia/Bangkok")
SOURCE = (
    "ข่าวของสำนักงานพัฒนาชุมชนจังหวัดศรีสะเกษ วันที่ 21 กรกฎาคม 2565 "
    "(ข่าวไม่ได้ระบุวันคัดเลือกระดับจังหวัด วันเวลาที่แสดงในระบบเป็นข้อมูลตัวอย่าง)"
)
SAMPLE_SOURCE = "ข้อมูลตัวอย่างสำหรับทดลองใช้ระบบ ไม่ใช่ผลการประกวดจริง"

# Ranks of the province round of Si Sa Ket, as reported.
SI_SA_KET = ["3317", "3322", "3320", "3319"]
# One made-up winner for each of the region's other provinces.
OTHER_WINNERS = {"34": "3402", "35": "3502", "37": "3702"}
SAMPLE_TITLE = "ผลงานตัวอย่าง"
SAMPLE_COMMENT = "ข้อคิดเห็นตัวอย่าง"
REGION_INSTRUCTIONS = (
    "การประกวดวันพฤหัสบดีที่ 21 กรกฎาคม 2565 เวลา 09.00 น. "
    "ณ ห้องประชุมศรีลาวา ชั้น 2 ศาลากลางจังหวัดศรีสะเกษ "
    "โดยมีนายสรสาสน์ สีเพ็ง ผู้ตรวจราชการกรมการพัฒนาชุมชน เป็นประธาน "
    "วันเวลาอื่น คะแนน และกรรมการที่แสดงในระบบเป็นข้อมูลตัวอย่าง"
)

# What Phu Sing presented, by the keys of the built-in form of an agency's entry.
PHU_SING = {
    "direction": (
        "สร้างวัฒนธรรมองค์กรในการพัฒนากระบวนการเรียนรู้ไปด้วยกัน แบ่งปัน ในการสร้างสรรค์ชุมชน"
    ),
    "goals": ["พัฒนาคน", "พัฒนางาน", "พัฒนาองค์กร"],
    "people_analysis": "วิเคราะห์คนในองค์กรด้านความรู้ ทักษะ และทัศนคติต่อองค์กร",
    "organisation_analysis": (
        "วิเคราะห์ศักยภาพขององค์กร ค้นหาจุดอ่อน จุดแข็ง โอกาส และอุปสรรคในการขับเคลื่อนงาน"
    ),
    "tools": {"chosen": ["cop", "bar", "aar"], "other": ""},
    "processes": [
        "การกำหนดเป้าหมาย",
        "การแลกเปลี่ยนเรียนรู้",
        "การเขียนชุดความรู้",
        "การพัฒนาองค์กรแห่งการเรียนรู้",
    ],
    "results_organisation": (
        "เกิดการเปลี่ยนแปลงในการพัฒนาคน พัฒนางาน และพัฒนาองค์กร "
        "และเป็นต้นแบบในการสร้างองค์กรแห่งการเรียนรู้"
    ),
    "results_network": "เกิดความร่วมมือจากทุกภาคส่วน",
}
# Made-up marks for the first sheets of region 14, in percent of the full marks.
SAMPLE_MARKS = {"judge1": (90, 80, 75, 80), "judge2": (85, 75, 80)}


def moment(year, month, day, hour=9):
    """Return a moment in Bangkok; the year is of the Common Era."""
    return datetime(year, month, day, hour, tzinfo=BANGKOK)


def load(people):
    """Load the season through the actions, each at its moment back then."""
    season = create_season(
        2565, by=people["admin"], dates=calendar(), at=moment(2022, 3, 1)
    )
    category = season.categories.get(number=2)
    stages = {stage.level: stage for stage in category.stages.all()}
    for level in (Level.PROVINCE, Level.REGION, Level.DEPARTMENT):
        make_rounds(stages[level], by=people["admin"], at=moment(2022, 3, 2))
    change_round(
        round_of(stages[Level.REGION], "R14"),
        by=people["region14"],
        instructions=REGION_INSTRUCTIONS,
        at=moment(2022, 6, 20),
    )
    publish_sample_winners(stages[Level.PROVINCE], people)
    publish_si_sa_ket(stages[Level.PROVINCE], people)
    begin_judging(stages[Level.REGION], people)


def calendar():
    """Return the dates: the region's day is known, the others fit around it."""
    days = {
        Level.PROVINCE: ((4, 18), (5, 31), (6, 1), (6, 24)),
        Level.REGION: ((6, 25), (7, 15), (7, 21), (8, 5)),
        Level.DEPARTMENT: ((8, 8), (8, 26), (8, 29), (9, 16)),
    }
    return {
        (2, level): {
            name: moment(2022, *day) for name, day in zip(DATES, four, strict=True)
        }
        for level, four in days.items()
    }


def round_of(stage, code):
    """Return the stage's round of the office with this code."""
    return Round.objects.for_list().get(stage=stage, office__code=code)


def publish_si_sa_ket(stage, people):
    """Enter, approve and publish the ranks that the report gives."""
    offices = Office.objects.in_bulk(SI_SA_KET, field_name="code")
    ranks = [
        (offices[code], rank, "โมเดลภูสิงห์เสวนา" if code == "3317" else "")
        for rank, code in enumerate(SI_SA_KET, start=1)
    ]
    round_ = round_of(stage, "33")
    staff = people["sisaket"], people["sisaket2"]
    result = enter_ranks(
        round_,
        ranks,
        answers={"3317": PHU_SING},
        by=staff[0],
        source=SOURCE,
        at=moment(2022, 6, 27),
    )
    result = take_through(result, staff)
    # On paper and wherever they are verified it says that this is a sample.
    issue_certificates(
        result,
        result.placings.all(),
        by=staff[0],
        given_on=day_of(result),
        at=moment(2022, 6, 27, 13),
    )


def publish_sample_winners(stage, people):
    """Let the region's three other provinces send up a made-up winner each."""
    for province, district in OTHER_WINNERS.items():
        staff = sample_staff(province, by=people["admin"], at=moment(2021, 10, 1))
        result = enter_ranks(
            round_of(stage, province),
            [(Office.objects.get(code=district), 1, SAMPLE_TITLE)],
            by=staff[0],
            source=SAMPLE_SOURCE,
            is_sample=True,
            at=moment(2022, 6, 27),
        )
        take_through(result, staff)


def take_through(result, staff):
    """Have the second of two colleagues approve a result and the first publish it."""
    first, second = staff
    approve(result, by=second, at=moment(2022, 6, 27, 10))
    return publish(result, by=first, at=moment(2022, 6, 27, 11))


def begin_judging(stage, people):
    """Accept the four winners in region 14 and let a sample panel begin to score."""
    round_ = round_of(stage, "R14")
    submissions = list(Submission.objects.filter(round=round_).order_by("serial"))
    for submission in submissions:
        accept(submission, by=people["region14"], at=moment(2022, 7, 15, 10))
    capacities = [Capacity.CHAIR, Capacity.MEMBER, Capacity.MEMBER]
    for number, capacity in enumerate(capacities, start=1):
        judge = appoint(
            round_,
            people[f"judge{number}"],
            capacity=capacity,
            by=people["region14"],
            at=moment(2022, 7, 15, 11),
        )
        agrees = {"by": judge.user, "agrees_to": conduct.CURRENT}
        accept_seat(judge, **agrees, at=moment(2022, 7, 15, 13))
    at = moment(2022, 7, 21, 13)
    criteria = rules_of(round_)["criteria"]
    for username, percents in SAMPLE_MARKS.items():
        judge = Judge.objects.get(round=round_, user=people[username])
        for submission, percent in zip(submissions, percents, strict=False):
            for criterion in criteria:
                points = sample_points(criterion, percent)
                give_mark(
                    judge, submission, criterion["code"], points, by=judge.user, at=at
                )
            comment_on(judge, submission, SAMPLE_COMMENT, by=judge.user, at=at)
        sign(judge, submissions[0], by=judge.user, at=moment(2022, 7, 21, 15))


def sample_points(criterion, percent):
    """Return `percent` of the full marks, rounded down to the criterion's step."""
    full, step = Decimal(criterion["full"]), Decimal(criterion["step"])
    return full * percent / 100 // step * step
