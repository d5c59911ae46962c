"""Is a file a font in which a paper can be set: asked of Typst, which will set it."""

from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

# Every consonant, vowel, sign and digit, and what else stands on an official paper.
ALPHABET = (
    "".join(chr(code) for code in range(0x0E01, 0x0E2F))
    + "ะ า กิ กี กึ กื กุ กู เ แ โ ใ ไ ๆ ฯ ำ กั ก็ ก่ ก้ ก๊ ก๋ ก์ ๐๑๒๓๔๕๖๗๘๙"
    + "0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz ().,-/:"
)
PROBE = """
#set document(title: "t")
#set text(font: "{family}", fallback: false, lang: "th")
#read("alphabet")
"""


class NotAFont(ValueError):
    """The bytes are no font that Typst can read, or hold more than one."""


class LacksThai(ValueError):
    """The font has not every letter that an official paper needs."""


def family_of(*fonts: bytes) -> str:
    """Return the family that the files are of, or raise NotAFont or LacksThai."""
    typst = import_module("typst")
    with TemporaryDirectory(prefix="font-") as name:
        folder = Path(name)
        for number, font in enumerate(fonts):
            (folder / f"{number}.otf").write_bytes(font)
        found = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[name],
        )
        families = found.families()
        if len(families) != 1 or len(found.fonts()) != len(fonts):
            raise NotAFont
        [family] = families
        if '"' in family or "\\" in family:
            raise NotAFont
        (folder / "alphabet").write_text(ALPHABET)
        (folder / "main.typ").write_text(PROBE.format(family=family))
        try:
            typst.compile(
                input=str(folder / "main.typ"),
                root=name,
                font_paths=[name],
                ignore_system_fonts=True,
                pdf_standards="ua-1",
            )
        except typst.TypstError as refusal:
            raise LacksThai from refusal
    return family
