"""`.env.example` names exactly the variables that the portal reads."""

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
READS = re.compile(r"""(?:env\.\w+|environ\.get)\(\s*"([A-Z_]+)\"""")
NAMES = re.compile(r"^(?:# )?([A-Z_]+)=", re.MULTILINE)


def test_the_example_names_what_is_read_and_nothing_else():
    read = {
        name
        for path in ("kmchallenge/settings.py", "deploy/gunicorn.py")
        for name in READS.findall((HERE / path).read_text(encoding="utf-8"))
    }
    example = NAMES.findall((HERE / ".env.example").read_text(encoding="utf-8"))

    assert sorted(example) == sorted(read)
