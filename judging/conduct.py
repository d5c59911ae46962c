"""The rules of conduct to which a judge agrees, in every wording there ever was.

A seat keeps the number of the wording that its person agreed to. A wording that
somebody has agreed to is never changed: add the next one.
"""

from ui.language import page_language

WORDINGS = {
    1: {
        "th": [
            "ข้าพเจ้าจะให้คะแนนทุกผลงานตามเกณฑ์ที่ประกาศไว้ด้วยความเที่ยงธรรม โดยไม่เห็นแก่บุคคล"
            "หรือหน่วยงานใด",
            "ข้าพเจ้าได้แจ้งความเกี่ยวข้องกับหน่วยงานและบุคคลที่ส่งผลงานตามความเป็นจริงแล้ว "
            "และจะแจ้งเพิ่มทันทีที่ทราบว่ามี",
            "ข้าพเจ้าจะให้คะแนนด้วยตนเอง ไม่ให้ผู้อื่นใช้บัญชีผู้ใช้ของข้าพเจ้า "
            "และไม่ชักจูงหรือยอมให้ผู้ใดชักจูงการให้คะแนน",
            "ข้าพเจ้าจะรักษาความลับของผลงาน คะแนน และความเห็นของกรรมการ จนกว่าจะประกาศผล",
            "ข้าพเจ้าจะไม่รับของขวัญหรือประโยชน์อื่นใดจากผู้ส่งผลงานหรือผู้ที่เกี่ยวข้อง",
            "ข้าพเจ้าจะใช้ข้อมูลส่วนบุคคลในผลงานเพื่อการตัดสินเท่านั้น และไม่เผยแพร่หรือเก็บสำเนาไว้",
        ],
        "en": [
            "I score every entry by the published criteria, fairly, and favour no "
            "person or office.",
            "I have told the truth about my ties to the offices and people that "
            "enter, and tell of any other as soon as I know it.",
            "I give my marks myself, let nobody use my account, and neither sway "
            "others nor let myself be swayed.",
            "I keep entries, marks and what judges say in confidence until the "
            "result is published.",
            "I accept no gift or other benefit from entrants or people near to them.",
            "I use personal data in the entries for judging only, and neither publish "
            "nor keep copies of them.",
        ],
    },
}
CURRENT = max(WORDINGS)


def sentences(version: int = CURRENT) -> list[str]:
    """Return a wording in the language of the page."""
    return WORDINGS[version][page_language()]
