"""The documents' links lead somewhere, and what they name is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    [*HERE.glob("*.md"), *HERE.glob("docs/**/*.md"), *HERE.glob("*/data/*.md")]
)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
# What a list is about: the bold beginning of an item, the first cell of a row.
ABOUT = re.compile(r"^(?:- \*\*(.+?)\*\*|\| ([^|]+?) \|)", re.MULTILINE)
TARGET = re.compile(r"`make ([a-z-]+)")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    links = LINK.findall(path.read_text(encoding="utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_what_can_be_made_is_in_the_makefile(path):
    makefile = (HERE / "Makefile").read_text(encoding="utf-8")
    made = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))

    assert set(TARGET.findall(path.read_text(encoding="utf-8"))) - made == set()


@pytest.mark.parametrize("name", ["CHANGELOG.md", "docs/architecture.md"])
def test_a_list_tells_each_thing_once(name):
    found = ABOUT.findall((HERE / name).read_text(encoding="utf-8"))
    told = [item or row for item, row in found if item or row.strip(" -")]

    assert len(told) > 10
    assert [each for each, times in Counter(told).items() if times > 1] == []


def test_records_are_numbered_in_a_row_and_say_so():
    records = sorted(HERE.glob("docs/decisions/*.md"))
    begin = [path.read_text(encoding="utf-8").partition(". ")[0] for path in records]

    assert [path.name[:4] for path in records] == [
        f"{number:04}" for number in range(1, len(records) + 1)
    ]
    assert begin == [f"# {number}" for number in range(1, len(records) + 1)]
