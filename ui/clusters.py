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
# As Typst writes them; a glyph has two bytes, so that no text looks like an operator.
TEXT_OBJECT = re.compile(
    rb"(?:[-0-9.]+ ){5}(?P<y>[-0-9.]+) cm(?:(?!cm).){0,200}?BT(?P<shown>.*?)ET",
    re.DOTALL,
)
TYPE = re.compile(rb" ([0-9.]+) Tf")


@dataclass(slots=True)
class Show:
    """What one operator shows: where, in which type, and what says its text.

    A paper has a hundred to a page; what it stands for is read of a few.
    """

    at: int
    # The place of the operator that says its text, if one does.
    said: int | None
    operand: object
    font: object
    y: Decimal
    size: Decimal
    text_object: int

    @property
    def glyphs(self) -> bytes:
        return glyphs_of(self.operand)


def say_once(pdf: bytes) -> bytes:
    """Return the PDF with every cluster said once; the same input, the same bytes."""
    pikepdf = import_module("pikepdf")
    known = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            content = page.Contents.read_bytes()
            places = list(near_raised_signs(content))
            if not places:
                continue
            texts = texts_of(page, known)
            # From the end, so that what is put in moves nothing still to come.
            for start, end in reversed(places):
                part = document.make_stream(content[start:end])
                instructions = list(pikepdf.parse_content_stream(part))
                if mend(instructions, shown(instructions), texts):
                    mended = pikepdf.unparse_content_stream(instructions)
                    content = content[:start] + mended + content[end:]
            page.Contents = document.make_stream(content)
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def near_raised_signs(content: bytes):
    """Yield where two text objects stand of which the later is a little off the line.

    To read a thousand pages whole takes ten seconds; these are a tenth of them.
    """
    start = end = 0
    for before, after in pairwise(TEXT_OBJECT.finditer(content)):
        size = TYPE.search(after["shown"])
        off = abs(float(after["y"]) - float(before["y"]))
        if not size or not 0 < off < float(RAISED) * float(size[1]):
            continue
        if before.start() >= end and end:
            yield start, end
        if before.start() >= end:
            start = before.start()
        end = after.end()
    if end:
        yield start, end


def texts_of(page, known) -> dict[str, dict[bytes, str]]:
    """Return, for each font of a page, the text that each glyph stands for.

    `known` holds the fonts of the pages before, by the number of their object.
    """
    texts = {}
    for name, font in page.get("/Resources", {}).get("/Font", {}).items():
        if font.objgen not in known:
            known[font.objgen] = {
                bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode(
                    "utf-16-be"
                )
                for glyph, text in MAPPED.findall(font.ToUnicode.read_bytes())
            }
        texts[name] = known[font.objgen]
    return texts


def shown(instructions) -> list[Show]:
    """Return what the operators show, in order."""
    found, said, font, size, y, text_object = [], [], None, Decimal(0), Decimal(0), 0
    for at, instruction in enumerate(instructions):
        match str(instruction.operator):
            case "cm":
                y = Decimal(instruction.operands[5])
            case "BT":
                text_object += 1
            case "Tf":
                font, size = instruction.operands
            case "BDC":
                said.append(at if "/ActualText" in instruction.operands[1] else None)
            case "BMC":
                said.append(None)
            case "EMC":
                # What was begun before this part of the page says nothing of it.
                said = said[:-1]
            case "Tj" | "TJ":
                mark = said[-1] if said else None
                operand = instruction.operands[0]
                found.append(Show(at, mark, operand, font, y, size, text_object))
    return found


def text_of(show, instructions, texts) -> str:
    """Return the text that a show, or its last glyph, stands for."""
    if show.said is None:
        return texts[str(show.font)].get(show.glyphs[-2:], "")
    return str(instructions[show.said].operands[1].ActualText)


def glyphs_of(operand) -> bytes:
    """Return the codes of the glyphs, two bytes each, without the gaps between."""
    pikepdf = import_module("pikepdf")
    if not isinstance(operand, pikepdf.Array):
        return bytes(operand)
    return b"".join(bytes(part) for part in operand if isinstance(part, pikepdf.String))


def may_be_raised(letter, sign) -> bool:
    """Say whether a show lies a little off the line of the one before it."""
    return sign.text_object != letter.text_object and 0 < abs(
        sign.y - letter.y
    ) < RAISED * Decimal(sign.size)


def mend(instructions, shows, texts) -> int:
    """Share each cluster that is said twice between its letter and its raised sign."""
    mended = 0
    pairs = [pair for pair in pairwise(shows) if may_be_raised(*pair)]
    # From the end, so that what is put in moves nothing that is still to come.
    for letter, sign in reversed(pairs):
        cluster = text_of(sign, instructions, texts)
        if (
            len(cluster) > 1
            and len(sign.glyphs) == 2
            and (letter.said is not None or len(letter.glyphs) == 2)
            and cluster == text_of(letter, instructions, texts)
        ):
            say(instructions, sign, cluster[-1])
            say(instructions, letter, cluster[:-1])
            mended += 1
    return mended


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
