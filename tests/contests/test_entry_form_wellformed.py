"""A form that is not well-formed, or a change that spoils answers, is found."""

import pytest

from contests.blueprint import CATEGORIES
from contests.blueprint.fields import one, option
from contests.entry_form import Kind
from contests.entry_form.changing import safety_of, unsafe_changes
from contests.entry_form.wellformed import faults, with_keys
from tests.contests.every_kind import EVERY_KIND


def changed(key, /, *without, **columns):
    """Return EVERY_KIND with one field that has other columns, or lacks some."""
    form = [{**each} for each in EVERY_KIND]
    [field] = [each for each in form if each["key"] == key]
    field |= columns
    for name in without:
        field.pop(name, None)
    return form


def many(number):
    return [option(str(n), f"ก{n}", f"A{n}") for n in range(number)]


@pytest.mark.parametrize("form", [EVERY_KIND, *(each["form"] for each in CATEGORIES)])
def test_the_portals_own_forms_are_well_formed(form):
    assert faults(form) == []


A, B = option("1", "ก", "A"), option("2", "ข", "B")


@pytest.mark.parametrize(
    ("form", "code", "column"),
    [
        (changed("text", kind="colour"), "kind", "kind"),
        (changed("text", label_th=""), "label", "label_th"),
        (changed("text", label_en="x" * 251), "too_long", "label_en"),
        (changed("text", help_th="\0"), "control", "help_th"),
        (changed("text", help_en="x" * 2001), "too_long", "help_en"),
        (changed("text", most_characters=5), "unknown", "most_characters"),
        (changed("text", colour="red"), "unknown", "colour"),
        (changed("longtext", most_characters=0), "limit", "most_characters"),
        (changed("longtext", most_characters=30_001), "limit", "most_characters"),
        (changed("longtext", most_characters="5"), "limit", "most_characters"),
        (changed("longtext", most_words=5), "limit", "most_words"),
        (changed("list", most_rows=101), "limit", "most_rows"),
        (changed("people", most_rows=21), "limit", "most_rows"),
        (changed("choice", options=[]), "no_options", "options"),
        (changed("choice", options=[A, A]), "twice", "options"),
        (changed("choice", options=[A, {**A, "value": "3"}]), "twice", "options"),
        (
            changed("choice", options=[option("1", "ก" * 251, "A")]),
            "too_long",
            "options",
        ),
        (
            changed("choices", options=many(101)),
            "too_many",
            "options",
        ),
        (changed("choice", options=[option("1", "ก\0", "A")]), "control", "options"),
        (changed("number", least="many"), "number", "least"),
        (changed("number", least="0.5"), "number", "least"),
        (changed("number", least="6000"), "order", "most"),
        (changed("number", unit_th="ก" * 41), "too_long", "unit_th"),
        (changed("files", types=[]), "types", "types"),
        (changed("files", types=["exe"]), "types", "types"),
        (changed("files", most_files=21), "limit", "most_files"),
        (changed("files", mb_each=201), "limit", "mb_each"),
        (changed("files", mb_total=4), "order", "mb_total"),
        (changed("title", kind="list"), "no_title", "kind"),
        (changed("title", required=False), "no_title", "required"),
        (changed("title", is_public=False), "no_title", "is_public"),
        (
            changed("title", is_hidden_when_blind=True),
            "no_title",
            "is_hidden_when_blind",
        ),
        (EVERY_KIND[1:], "no_title", "DELETE"),
        ([*EVERY_KIND, EVERY_KIND[1]], "key", "key"),
        (
            EVERY_KIND + [one(f"f{n}", Kind.TEXT, "ก", "A") for n in range(60)],
            "too_many",
            "label_th",
        ),
    ],
)
def test_a_fault_is_found_at_its_place(form, code, column):
    found = {(each.code, each.column): each for each in faults(form)}
    fault = found[code, column]

    assert str(fault.sentence)
    if fault.place is not None and code != "too_many":
        assert form[fault.place]["key"] == fault.key


@pytest.mark.parametrize(
    "form",
    [
        EVERY_KIND[::-1],
        changed("text", label_th="ใหม่", label_en="New", help_th="ก", help_en="A"),
        changed("title", label_th="ใหม่"),
        changed("people", is_hidden_when_blind=True),
        changed("text", is_public=False, is_hidden_when_blind=True),
        [*EVERY_KIND, one("new", Kind.NUMBER, "ใหม่", "New", is_whole=True, least="1")],
        changed("longtext", most_characters=11),
        changed("longtext", "most_characters"),
        changed("words", most_words=4),
        changed("list", most_rows=3),
        changed("list", "most_rows"),
        changed("choice", options=[A, B]),
        changed("choice", options=[{**A, "label_th": "คำใหม่"}]),
        changed("number", least="0", most="5001", is_whole=False),
        changed("number", "least", "most", "unit_th", "unit_en"),
        changed("files", types=["pdf", "jpeg", "mp4"], most_files=3, mb_each=6),
        changed("files", "types", "most_files", "mb_each", "mb_total"),
    ],
)
def test_what_keeps_the_answers_is_safe(form):
    assert unsafe_changes(EVERY_KIND, form) == []


@pytest.mark.parametrize(
    ("form", "key", "column"),
    [
        ([each for each in EVERY_KIND if each["key"] != "text"], "text", "DELETE"),
        (changed("text", kind="longtext"), "text", "kind"),
        (changed("text", required=True), "text", "required"),
        (
            [*EVERY_KIND, one("new", Kind.TEXT, "ใหม่", "New", required=True)],
            "new",
            "required",
        ),
        (changed("people", is_public=True), "people", "is_public"),
        (
            changed("people", is_hidden_when_blind=False),
            "people",
            "is_hidden_when_blind",
        ),
        (changed("longtext", most_characters=9), "longtext", "most_characters"),
        (changed("words", most_words=2), "words", "most_words"),
        (changed("list", most_rows=1), "list", "most_rows"),
        (changed("choices", options=[A]), "choices", "options"),
        (changed("choices", has_other=False), "choices", "has_other"),
        (changed("number", least="2"), "number", "least"),
        (changed("number", most="4999"), "number", "most"),
        (changed("income", is_whole=True), "income", "is_whole"),
        (changed("income", least="-1"), "income", "least"),
        (changed("income", most="1000000"), "income", "most"),
        (changed("files", types=["pdf"]), "files", "types"),
        (changed("files", most_files=1), "files", "most_files"),
        (changed("files", mb_each=4), "files", "mb_each"),
        (changed("files", mb_total=7), "files", "mb_total"),
    ],
)
def test_what_could_spoil_an_answer_is_not_safe(form, key, column):
    [fault] = unsafe_changes(EVERY_KIND, form)

    assert (fault.key, fault.column, fault.code) == (key, column, "field_in_use")
    assert faults(form) == []


def test_a_new_limit_is_not_safe():
    form = changed("longtext", "most_characters", most_words=5)

    assert [each.column for each in unsafe_changes(EVERY_KIND, form)] == ["most_words"]


@pytest.mark.parametrize("each", EVERY_KIND, ids=lambda each: each["key"])
def test_every_field_says_what_is_safe(each):
    safety = safety_of(each)

    assert all(map(str, safety.safe))
    assert all(str(what) and str(why) for what, why in safety.unsafe)


def test_a_key_is_never_used_again():
    old = [one("title", Kind.TEXT, "ก", "A"), one("f1", Kind.TEXT, "ก", "A")]
    new = [{**old[0]}, {**old[1], "key": ""}, {**old[1], "key": "made-up"}]

    assert [each["key"] for each in with_keys(new, old)] == ["title", "f2", "f3"]
