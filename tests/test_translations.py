"""Every string has its Thai, none is a guess, and the places to fill are the same."""

import re
from string import Formatter

from tests.messages import CATALOGUE, catalogue, in_python, messages

PLACES = re.compile(r"%\((\w+)\)[sd]|%[sd]")


def test_every_string_is_in_the_catalogue_and_nothing_else():
    strings, entries = set(messages()), set(catalogue())

    assert sorted(string for _context, string, _plural in strings - entries) == []
    assert sorted(string for _context, string, _plural in entries - strings) == []


def test_a_string_within_an_f_string_is_found():
    found = in_python("""line = f'<b>{_("Tied")} {ngettext("mark", "marks", n)}</b>'""")

    assert list(found) == [(None, "Tied", None), (None, "mark", "marks")]


def test_every_string_has_its_thai():
    gaps = [e.msgid for e in catalogue().values() if not e.translated()]

    assert gaps == []


def test_nothing_is_fuzzy():
    assert "#, fuzzy" not in CATALOGUE.read_text(encoding="utf-8")


def test_thai_fills_the_same_places():
    """Thai has one form; it fills what the English plural fills."""
    wrong = [
        entry.msgid
        for entry in catalogue().values()
        for thai in [entry.msgstr, *entry.msgstr_plural.values()]
        if thai and places(thai) != places(entry.msgid_plural or entry.msgid)
    ]

    assert wrong == []


def places(text):
    """Return the names to be filled: %(name)s and {name}."""
    braces = {name for _, name, _, _ in Formatter().parse(text) if name}
    return sorted({match[0] for match in PLACES.finditer(text)} | braces)
