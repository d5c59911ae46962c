"""How the proposed forms write a field, and the fields and limits that they share."""

from contests.entry_form import Kind


def one(key, kind, th, en, help_th="", help_en="", *, required=False, **more):
    return {
        "key": key,
        "kind": str(kind),
        "label_th": th,
        "label_en": en,
        "help_th": help_th,
        "help_en": help_en,
        "required": required,
        "is_public": True,
        "is_hidden_when_blind": kind == Kind.PEOPLE,
        **more,
    }


def option(value, th, en):
    return {"value": value, "label_th": th, "label_en": en}


VIDEOS = one(
    "videos",
    Kind.VIDEOS,
    "ลิงก์วิดีโอ",
    "Video links",
    "ตั้งค่าวิดีโอให้เปิดดูได้โดยไม่ต้องเข้าสู่ระบบ แล้วคัดลอกลิงก์มาวาง",
    "Let the video be seen without signing in, then copy its link to here.",
    most_rows=5,
)
# A record runs to three or four pages of A4.
STORY = {"most_characters": 12_000}
SECTION = {"most_characters": 4_000}
FILES = {"most_files": 20, "mb_total": 400}
