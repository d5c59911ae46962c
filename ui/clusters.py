"""Let a Thai letter and its signs be copied from a PDF once, not twice.

Typst draws a sign that it raises a little (the tone of ทั้ง, ซึ่ง) in a text object of
its own, and gives it the text of the whole cluster, which its letter has as well
(typst #4225, krilla #411): copied, ทั้ง came out as ทั้ทั้ง. Here the letter keeps the
cluster but for its last sign, and the raised sign says that one.
"""

import io
import re
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from itertools import pairwise

MAPPED = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n")
# A raised sign lies less than this above its letter, in parts of the type's size.
RAISED = Decimal("0.5")


@dataclass
class Show:
    """What one operator shows: where, the text it stands for, and what says so."""

    at: int
    said: int | None
    text: str
    y: Decimal
    size: Decimal
    glyphs: int
    text_object: int


def say_once(pdf: bytes) -> bytes:
    """Return the PDF with every cluster said once; the same input, the same bytes."""
    pikepdf = import_module("pikepdf")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            instructions = list(pikepdf.parse_content_stream(page))
            if mend(instructions, shown(instructions, texts_of(page))):
                page.Contents = document.make_stream(
                    pikepdf.unparse_content_stream(instructions)
                )
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def texts_of(page) -> dict[str, dict[bytes, str]]:
    """Return, for each font of a page, the text that each glyph stands for."""
    fonts = page.get("/Resources", {}).get("/Font", {})
    return {
        name: {
            bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode(
                "utf-16-be"
            )
            for glyph, text in MAPPED.findall(font.ToUnicode.read_bytes())
        }
        for name, font in fonts.items()
    }


def shown(instructions, texts) -> list[Show]:
    """Return what the operators show, in order."""
    found, said, font, size, y, text_object = [], [], "", Decimal(0), Decimal(0), 0
    for at, (operands, operator) in enumerate(instructions):
        match str(operator):
            case "cm":
                y = Decimal(operands[5])
            case "BT":
                text_object += 1
            case "Tf":
                font, size = str(operands[0]), Decimal(operands[1])
            case "BDC":
                said.append(at if "/ActualText" in operands[1] else None)
            case "BMC":
                said.append(None)
            case "EMC":
                said.pop()
            case "Tj" | "TJ":
                glyphs = glyphs_of(operands[0])
                mark = said[-1] if said else None
                if mark is None:
                    text = texts[font].get(glyphs[-2:], "")
                else:
                    text = str(instructions[mark][0][1].ActualText)
                found.append(
                    Show(at, mark, text, y, size, len(glyphs) // 2, text_object)
                )
    return found


def glyphs_of(operand) -> bytes:
    """Return the codes of the glyphs, two bytes each, without the gaps between."""
    if not isinstance(operand, import_module("pikepdf").Array):
        return bytes(operand)
    string = import_module("pikepdf").String
    return b"".join(bytes(part) for part in operand if isinstance(part, string))


def mend(instructions, shows) -> int:
    """Share each cluster that is said twice between its letter and its raised sign."""
    twice = [pair for pair in pairwise(shows) if is_raised(*pair)]
    # From the end, so that what is put in moves nothing that is still to come.
    for letter, sign in reversed(twice):
        say(instructions, sign, sign.text[-1])
        say(instructions, letter, letter.text[:-1])
    return len(twice)


def is_raised(letter, sign):
    """Say whether a glyph alone, a little off the line, repeats the one before it."""
    off = abs(sign.y - letter.y)
    return (
        (letter.said is not None or letter.glyphs == 1)
        and sign.glyphs == 1
        and sign.text_object != letter.text_object
        and 0 < off < RAISED * sign.size
        and len(sign.text) > 1
        and sign.text == letter.text
    )


def say(instructions, show, text):
    """Let what is shown stand for `text`."""
    pikepdf = import_module("pikepdf")
    words = pikepdf.Dictionary(
        ActualText=pikepdf.String(b"\xfe\xff" + text.encode("utf-16-be"))
    )
    begin = pikepdf.ContentStreamInstruction(
        [pikepdf.Name.Span, words], pikepdf.Operator("BDC")
    )
    if show.said is not None:
        instructions[show.said] = begin
        return
    end = pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC"))
    instructions[show.at : show.at + 1] = [begin, instructions[show.at], end]
