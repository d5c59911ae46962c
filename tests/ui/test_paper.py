"""What is set on paper can be copied, letter by letter."""

import datetime
import io
from importlib import import_module

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from ui import paper, typesetting
from ui.clusters import say_once

# Words whose upper signs the typesetter raises, and others that it leaves.
RAISED = "ซึ่งทั้งนี้เพิ่มชั้นกึ๋นปั๊มน้ำขุมความรู้ที่ญี่ปุ่นกตัญญูพยุห์วิ่งปั่น"
AT = datetime.datetime(2026, 5, 6, tzinfo=datetime.UTC)


def typeset(text):
    return import_module("typst").compile(
        input={
            "main": b'#set text(font: "Sarabun", lang: "th")\n#read("data.txt")',
            "data.txt": text.encode(),
        },
        font_paths=[str(typesetting.FONTS)],
        ignore_system_fonts=True,
    )


def copied(pdf):
    [page] = pypdfium2.PdfDocument(pdf)
    return page.get_textpage().get_text_bounded()


def test_every_cluster_is_said_once():
    plain = typeset(RAISED)

    assert copied(plain) != RAISED  # else nothing is left to mend
    assert copied(say_once(plain)) == RAISED


def test_mending_changes_no_dot_of_the_picture():
    plain = typeset(RAISED)

    before, after = (
        pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil().tobytes()
        for pdf in (plain, say_once(plain))
    )

    assert before == after


def test_what_needs_no_mending_stays_readable():
    assert copied(say_once(typeset("Phu Sing 3317"))) == "Phu Sing 3317"


@pytest.fixture
def template(settings, tmp_path):
    """A template that shows one thing of its data."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "note.typ").write_text(
        '#import "paper.typ": paper\n#let data = json("data.json")\n'
        '#show: paper.with(title: "t", foot: "f")\n#data.text'
    )
    return "note.typ"


def test_what_was_typed_is_not_markup(template):
    typed = '#strong[x] $y$ *z* \\ " #read("/etc/passwd")'

    assert typed in copied(paper.pdf(template, {"text": typed}, at=AT))


def test_a_picture_of_an_office_is_shown(template, settings):
    shown = settings.BASE_DIR / "templates" / template
    shown.write_text(
        shown.read_text() + '\n#image("seal.png", alt: "ตรา", width: 4cm, height: 4cm)'
    )
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "png")

    made = paper.pdf(
        template, {"text": "x"}, at=AT, files={"seal.png": drawn.getvalue()}
    )

    with pypdfium2.PdfDocument(made) as document:
        colours = document[0].render().to_pil().getcolors(maxcolors=100_000)
    assert (255, 0, 0) in [colour for _count, colour in colours]


def test_pages_are_numbered_in_thai(template):
    assert copied(paper.pdf(template, {"text": "x"}, at=AT)).endswith("๑/๑")


def test_a_paper_is_tagged_for_readers_that_speak(template):
    made = pikepdf.open(io.BytesIO(paper.pdf(template, {"text": "x"}, at=AT)))

    assert made.Root.MarkInfo.Marked
    assert str(made.Root.Lang) == "th"


def test_a_process_of_its_own_makes_the_same_paper(template, monkeypatch):
    data = {"text": RAISED * 50 + "ไม่มีในแบบอักษร 𓀀"}
    here = paper.pdf(template, data, at=AT)
    assert typesetting.UNKNOWN in copied(here)

    monkeypatch.setattr(typesetting, "LARGE", 0)
    monkeypatch.setattr(typesetting, "made_in", None)  # not in this process

    assert paper.pdf(template, data, at=AT) == here


def test_what_no_font_shows_is_a_box_and_no_markup_is_obeyed(template):
    """One name with a control character would else break a thousand certificates."""
    typed = '#panic("x") $x$ @ref *b* \\u0007 \\'

    made = copied(paper.pdf(template, {"text": f"{typed}\x07\x81"}, at=AT))

    assert typed.replace(" ", "") in made.replace(" ", "")
    assert made.count(typesetting.UNKNOWN) == 2


def test_a_qr_code_is_a_picture_that_scales():
    assert paper.qr_code("https://km.example.org/").startswith(b"<svg")
