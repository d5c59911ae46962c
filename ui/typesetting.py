"""A folder with a paper becomes a PDF: by Typst, here or in a process of its own.

Without Django, so that such a process begins fast:
`python -m ui.typesetting FOLDER MOMENT`, in seconds since 1970.
"""

import re
import subprocess
import sys
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from ui.clusters import say_once

FONTS = Path(find_spec("fontpkg_sarabun").submodule_search_locations[0]) / "files"
# The files of such a folder.
MAIN, DATA, MADE = "main.typ", "data.json", "made.pdf"
# Bytes of data. What has more takes Typst so much memory as a web process would never
# give back; a process of its own costs a third of a second.
LARGE = 50_000
# In the place of a character that no font has.
UNKNOWN = "□"
# A control character as JSON writes it, behind backslashes that stand for themselves.
CONTROL = re.compile(r"(?<!\\)((?:\\\\)*)\\(?:u00[01][0-9a-f]|[bf])")
DOTS_PER_INCH = 96
PROBE = b'#set document(title: "t")\n#read("text")'


def pdf_in(folder: Path, at: datetime, *, apart: bool = True) -> bytes:
    """Return the folder's paper as PDF/UA; `at` is the moment that it bears.

    A large one is set `apart`, in a process of its own.
    """
    moment = int(at.timestamp())
    if not apart or (folder / DATA).stat().st_size <= LARGE:
        return made_in(folder, moment)
    command = [sys.executable, "-m", __name__, folder, str(moment)]
    house = Path(__file__).parent.parent
    subprocess.run(command, check=True, cwd=house, stdin=subprocess.DEVNULL)
    return (folder / MADE).read_bytes()


def pictures_in(folder: Path, at: datetime) -> list[bytes]:
    """Return the pages of the folder's paper as PNG."""
    moment = int(at.timestamp())
    typeset(folder, moment)  # what cannot be shown is a box now
    made = compiled(folder / MAIN, moment, format="png", ppi=DOTS_PER_INCH)
    # One page comes as it is, many in a list.
    return made if isinstance(made, list) else [made]


def made_in(folder, moment):
    return say_once(typeset(folder, moment))


def typeset(folder, moment):
    """Return the paper as Typst makes it.

    PDF/UA refuses a paper with a character that no font has. A person may type one, so
    that is no fault of the paper: each is then shown as a box.
    """
    try:
        return compiled(folder / MAIN, moment)
    except import_module("typst").TypstError as refusal:
        if "could not be displayed" not in str(refusal):
            raise
    text = CONTROL.sub(rf"\1{UNKNOWN}", (folder / DATA).read_text())
    for character in filter(is_unusual, set(text)):
        if not is_shown(character, folder, moment):
            text = text.replace(character, UNKNOWN)
    (folder / DATA).write_text(text)
    return compiled(folder / MAIN, moment)


def compiled(main, moment, **how):
    return import_module("typst").compile(
        input=str(main),
        root=str(main.parent),
        font_paths=[str(FONTS), str(main.parent)],
        ignore_system_fonts=True,
        timestamp=moment,
        **(how or {"pdf_standards": "ua-1"}),
    )


def is_unusual(character):
    """Say whether it is neither Latin nor Thai, which every font here has."""
    is_latin = " " <= character <= "~" or "\xa0" <= character < "\u0180"
    return not (is_latin or "\u0e00" < character < "\u0e5c")


def is_shown(character, folder, moment):
    (folder / "text").write_text(character)
    (folder / "probe.typ").write_bytes(PROBE)
    try:
        compiled(folder / "probe.typ", moment)
    except import_module("typst").TypstError:
        return False
    return True


if __name__ == "__main__":
    place = Path(sys.argv[1])
    (place / MADE).write_bytes(made_in(place, int(sys.argv[2])))
