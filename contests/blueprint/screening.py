"""The checklists and ready-made reasons that the portal proposes for screening.

What a committee's secretary looks at before the judges do; an administrator changes
them on the category's page. See `contests.screening_lists`.
"""


def line(key, th, en):
    return {"key": key, "label_th": th, "label_en": en}


COMMON = [
    line("opens", "ไฟล์ทุกไฟล์เปิดอ่านได้", "Every file opens"),
    line("complete", "กรอกแบบฟอร์มครบทุกหัวข้อ", "Every part of the form is filled in"),
    line(
        "signed",
        "ลงนามหรือรับรองโดยหัวหน้าหน่วยงาน",
        "Signed or certified by the head of the office",
    ),
]
RETURN = [
    line("opens", "ไฟล์เปิดไม่ได้หรืออ่านไม่ออก", "A file does not open or cannot be read"),
    line("complete", "กรอกข้อมูลในแบบฟอร์มไม่ครบ", "The form is not filled in completely"),
    line(
        "signed",
        "ไม่มีลายมือชื่อหรือการรับรองของหัวหน้าหน่วยงาน",
        "The signature of the head of the office is missing",
    ),
    line(
        "pictures",
        "ภาพประกอบไม่ชัดหรือไม่ตรงกับเนื้อหา",
        "The pictures are unclear or do not fit",
    ),
    line("links", "ลิงก์คลิปวิดีโอเปิดไม่ได้", "A link to a video does not open"),
]
DISQUALIFY = [
    line(
        "entitled", "ผู้ส่งไม่มีคุณสมบัติตามหลักเกณฑ์", "The rules do not let this entrant enter"
    ),
    line("copied", "คัดลอกผลงานของผู้อื่น", "The work is copied from somebody else"),
    line("rewarded", "เป็นผลงานที่เคยได้รับรางวัลแล้ว", "The work has won an award before"),
]

INDIVIDUAL = {
    "checklist": [
        *COMMON,
        line(
            "serves",
            "เจ้าขององค์ความรู้สังกัดหน่วยงานที่ส่ง",
            "The person serves at the office that entered",
        ),
        line("own", "เป็นองค์ความรู้ของผู้ส่งเอง", "The knowledge is the person's own"),
    ],
    "return": RETURN,
    "disqualify": DISQUALIFY,
}
UNIT = {
    "checklist": [
        *COMMON,
        line(
            "year",
            "เป็นผลการดำเนินงานในปีที่ประกวด",
            "The work was done in the year of the contest",
        ),
        line(
            "evidence", "มีหลักฐานประกอบผลการดำเนินงาน", "There is evidence of the results"
        ),
    ],
    "return": RETURN,
    "disqualify": DISQUALIFY,
}
