"""What official papers share: looked at, read back, and no glyph missing."""

import datetime
import io
import unicodedata
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.papers import REFERENCES
from ui import paper

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
AT = datetime.datetime(2026, 5, 6, tzinfo=datetime.UTC)
TEXT = (
    "ตามที่กรมการพัฒนาชุมชนได้กำหนดการดำเนินโครงการจัดการความรู้งานพัฒนาชุมชน "
    "ปีงบประมาณ พ.ศ. ๒๕๖๕ ซึ่งทั้งนี้ได้ดำเนินกิจกรรมการประกวดองค์ความรู้ดีเด่น "
    "(KM Challenge) ประจำปี ๒๕๖๕ นั้น บัดนี้ การคัดเลือกเสร็จเรียบร้อยแล้ว"
)
PEOPLE = [
    {"name": "นายหนึ่ง น้ำใจ", "position": "พัฒนาการจังหวัด", "role": "ประธานกรรมการ"},
    {"name": "นางสอง ปั้นดี", "position": "", "role": "กรรมการ"},
    {"name": "นางสาวสาม ชื่นชม", "position": "", "role": "กรรมการและเลขานุการ"},
]


def png(draw):
    picture = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    draw(ImageDraw.Draw(picture))
    out = io.BytesIO()
    picture.save(out, "png")
    return out.getvalue()


@pytest.fixture
def made(settings):
    """Return a function that makes a paper of a template of these tests."""
    settings.BASE_DIR = HERE

    def make(template, data, **more):
        return paper.pdf(template, data, at=AT, **more)

    return make


@pytest.fixture
def everything():
    return {
        "head": {
            "emblem": "",
            "emblem_name": "",
            "placeholder": True,
            "address": "ศาลากลางจังหวัดศรีสะเกษ\nโทรศัพท์ ๐ ๔๕๖๑ ๐๐๐๐",
        },
        "draft": "",
        "sample": "ข้อมูลตัวอย่าง",
        "text": TEXT,
        "items": ["ข้อแรก", {"text": "ข้อสอง", "items": ["ข้อย่อย", "ข้อย่อยที่สอง"]}],
        "people": PEOPLE,
        "signer": {
            "signature": "",
            "signature_name": "",
            "lines": ["(นายหนึ่ง น้ำใจ)", "รักษาราชการแทน", "พัฒนาการจังหวัดศรีสะเกษ"],
        },
    }


def test_all_parts_look_as_they_should(made, everything, paper_of):
    official = paper_of(made("everything.typ", everything))

    official.looks_like("official")
    official.says(TEXT, "๒.๑.", "- ๒ -", "ปั๊มน้ำที่ญี่ปุ่น", "(นายหนึ่ง น้ำใจ)", "รักษาราชการแทน")
    assert official.text.count("หน่วยงาน") == official.pages  # the head of the table


def test_a_draft_with_emblem_and_signature_looks_as_it_should(
    made, everything, paper_of
):
    emblem = png(lambda on: on.ellipse((50, 0, 249, 199), outline="black", width=12))
    signature = png(lambda on: on.line((10, 150, 90, 20, 170, 180, 290, 90), width=8))
    everything["draft"] = "ร่าง"
    everything["head"] |= {"emblem": "emblem.png", "emblem_name": "ตรา"}
    everything["signer"] |= {"signature": "s.png", "signature_name": "ลายมือชื่อ"}

    files = {"emblem.png": emblem, "s.png": signature}
    draft = paper_of(made("everything.typ", everything, files=files))

    draft.looks_like("official-draft")
    draft.says("ร่าง", TEXT)


def test_two_pages_come_back_letter_by_letter(made, paper_of):
    text = (HERE / "two_pages.txt").read_text()

    long = paper_of(made("long_text.typ", {"lines": text.splitlines()}))

    assert long.pages == 2
    long.reads(text)


def test_no_line_breaks_within_a_syllable(made, paper_of):
    """A break is at the end of a word: no line begins with what cannot begin one."""
    text = (HERE / "two_pages.txt").read_text()

    long = paper_of(made("long_text.typ", {"lines": text.splitlines()}))

    for line in filter(None, map(str.strip, long.text.split("\n"))):
        assert unicodedata.category(line[0]) != "Mn", line
        assert line[0] not in "ะาำๅๆฯ", line
        assert line[-1] not in "เแโใไ", line


def test_a_name_stays_in_one_piece(made, paper_of):
    """A dictionary would break เบญ|จลักษ์."""
    words = ["ที่" * n + "สำนักงานพัฒนาชุมชนอำเภอเบญจลักษ์" for n in range(10, 45)]
    data = {"lines": words, "unbroken": paper.names_for("เบญจลักษ์")}

    long = paper_of(made("names.typ", data))

    assert long.text.count("เบญจลักษ์") == len(words)


def test_a_character_that_no_font_has_is_a_box(made, paper_of):
    pdf = made("long_text.typ", {"lines": ["ก", "โมเดล 😀 漢 ภูสิงห์"]})

    typed = paper_of(pdf, ("Sarabun", "Libertinus Serif"))

    typed.says("โมเดล □ □ ภูสิงห์")


def test_a_missing_glyph_does_not_go_unseen(made, paper_of):
    with pytest.raises(AssertionError, match="stands in for"):
        paper_of(made("long_text.typ", {"lines": ["ก", "ລາວ"]}))


def test_a_changed_letter_does_not_go_unseen(made, everything, paper_of):
    everything["signer"]["lines"][0] = "(นายหนึ่ง น้ำเย็น)"
    changed = paper_of(made("everything.typ", everything))
    changed.renews = False

    with pytest.raises(AssertionError, match="looks different"):
        changed.looks_like("official")


def test_every_paper_of_the_portal_has_been_looked_at():
    """Each template is held against a picture; `paper_of` looks at its glyphs."""
    papers = {path.stem for path in (ROOT / "templates").rglob("papers/*.typ")}
    looked_at = {path.stem.removesuffix("-1") for path in REFERENCES.glob("*-1.png")}
    read_in_tests = "".join(path.read_text() for path in ROOT.glob("tests/**/*.py"))

    assert papers - looked_at == set()
    assert [
        name for name in papers if f'looks_like("{name}")' not in read_in_tests
    ] == []
