"""Three looks at every paper: its glyphs, its picture, its text.

    paper = paper_of(receipt_pdf(submission, version))  # every glyph is there
    paper.looks_like("receipt")  # page by page as in tests/references
    paper.says("ใบรับผลงาน", "ปั๊มน้ำที่ดี.pdf")  # can be copied, or whole: reads(text)

`pytest --renew-pictures` draws the references again: look at each before it is kept.
"""

import io
import re
import subprocess
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from ui import thai
from ui.clusters import glyphs_of

REFERENCES = Path(__file__).parent / "references"
DOTS_PER_INCH = 60
# A square of so many dots may differ by so many of 255 shades in the mean: less than a
# letter, more than the rounding of another machine.
SQUARE, SHADES = 8, 20
# A letter with its vowels and tones, as the eye takes it for one.
CLUSTER = re.compile(r"[เแโใไ]?[^\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
                     r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*[ะาำๅ]?")  # fmt: skip
NOTDEF = b"\0\0"


class Paper:
    def __init__(self, pdf, fonts, renews):
        self.pdf, self.renews = pdf, renews
        self.text = copied(pdf)
        glyphs_are_there(pdf, fonts)

    @property
    def pages(self):
        with pypdfium2.PdfDocument(self.pdf) as document:
            return len(document)

    def looks_like(self, name):
        """Hold each page against its reference, a looked-at picture."""
        for number, picture in enumerate(pictures_of(self.pdf), start=1):
            path = REFERENCES / f"{name}-{number}.png"
            if self.renews:
                path.parent.mkdir(exist_ok=True)
                picture.quantize(16).save(path, optimize=True)
            with Image.open(path) as kept:
                off = difference(picture, kept.convert("L"))
            assert off <= SHADES, f"page {number} of {name} looks different ({off})"
        beyond = REFERENCES / f"{name}-{self.pages + 1}.png"
        assert not beyond.exists(), f"{name} lost a page"

    def says(self, *words):
        """Assert that all of these can be copied, whatever the spaces and lines."""
        missing = [each for each in words if plain(each) not in plain(self.text)]
        assert not missing, f"{missing} not in:\n{self.text}"

    def reads(self, text, at_least=0.98):
        """Assert that the clusters of a text come back in their order."""
        wanted, got = clusters(text), clusters(self.text)
        same = SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks()
        share = sum(block.size for block in same) / len(wanted)
        assert share >= at_least, f"{share:.2%} of the clusters; missing: " + " ".join(
            "".join(wanted[one.a + one.size : two.a]) for one, two in pairwise(same)
        )


@pytest.fixture
def paper_of(request, settings):
    """Return a function that takes a PDF; `fonts` are the families it may be set in.

    In earnest: in a demo every paper says that it is one.
    """
    settings.DEMO = False
    renews = request.config.getoption("renew_pictures")

    def paper(pdf, fonts=("Sarabun",)):
        return Paper(pdf, fonts, renews)

    return paper


def pytest_addoption(parser):
    parser.addoption(
        "--renew-pictures",
        action="store_true",
        help="draw the reference pictures of papers again; look at them after",
    )


def copied(pdf):
    """Return the text as pdftotext gives it."""
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(
        command, input=pdf, capture_output=True, check=True
    ).stdout.decode()


def plain(text):
    """Return a text without spaces, its ำ in one piece."""
    return "".join(thai.tidy(text).split())


def clusters(text):
    return CLUSTER.findall(plain(text))


def pictures_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            drawn = page.render(scale=DOTS_PER_INCH / 72, grayscale=True)
            yield drawn.to_pil().convert("L")


def difference(one, other):
    """Return by how many shades the worst square differs in the mean."""
    if one.size != other.size:
        return 255
    return ImageChops.difference(one, other).reduce(SQUARE).getextrema()[1]


def glyphs_are_there(pdf, fonts):
    """Assert that nothing is shown that a font has not, nor in a font by chance."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            used = page.get("/Resources", {}).get("/Font", {})
            for font in used.values():
                name = str(font.BaseFont).rpartition("+")[2]
                assert name.startswith(tuple(f.replace(" ", "") for f in fonts)), (
                    f"{name} stands in for letters that {fonts} lack"
                )
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("Tj", "TJ"):
                    shown = glyphs_of(operands[0])
                    codes = (shown[n : n + 2] for n in range(0, len(shown), 2))
                    assert NOTDEF not in codes, "a font lacks a glyph"
