"""The pages on which an entry form is edited and looked at beforehand."""

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override

from contests.models import Category
from tests.contests.conftest import MARCH
from tests.contests.every_kind import EVERY_KIND
from tests.contests.typing import typed_rows


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(MARCH, tick=False):
        yield


def url(name, category):
    return reverse(f"contests:{name}", args=[category.pk])


def preview_url(category):
    return reverse("submissions:form-preview", args=[category.pk])


@pytest.fixture
def category(season):
    return Category.objects.get(number=2)


@pytest.fixture
def every_kind(category):
    """The category with a form of every kind."""
    category.form = EVERY_KIND
    category.save()
    return category


def test_the_entry_form_is_edited_in_rows(client_of, season, administrator):
    category = Category.objects.get(number=2)
    client, address = client_of(administrator), url("category-form", category)
    formset = client.get(address).context["formset"]
    tools = [each["key"] for each in category.form].index("tools")
    options = formset.forms[tools]["options"].initial + "\nสุนทรียสนทนา | Dialogue"

    client.post(address, typed_rows(formset, {tools: {"options": options}}))

    category.refresh_from_db()
    changed = category.form[tools]["options"]
    assert [(o["value"], o["label_en"]) for o in changed][-2:] == [
        ("aar", "After Action Review (AAR)"),
        ("1", "Dialogue"),
    ]


def test_the_same_entry_form_sent_again_is_the_same(client_of, season, administrator):
    category = Category.objects.get(number=2)
    client, address = client_of(administrator), url("category-form", category)
    formset = client.get(address).context["formset"]

    client.post(address, typed_rows(formset))

    before = category.form
    category.refresh_from_db()
    assert category.form == before
    assert category.has_default_form


def test_a_field_in_use_cannot_go(client_of, stage, administrator):
    category = stage.category
    client, address = client_of(administrator), url("category-form", category)
    formset = client.get(address).context["formset"]

    with time_machine.travel(stage.opens_at, tick=False):
        answer = client_of(administrator).post(
            address, typed_rows(formset, {3: {"DELETE": True}})
        )

    assert list(answer.context["formset"].forms[3].errors) == ["DELETE"]
    category.refresh_from_db()
    assert category.has_default_form


@pytest.fixture
def editor(client_of, administrator):
    """Return a function that sends the editor's page with some rows changed."""
    client = client_of(administrator)

    def send(category, rows=(), *, to=None, **extra):
        formset = client.get(url("category-form", category)).context["formset"]
        data = typed_rows(formset, rows, **extra)
        answer = client.post(to or url("category-form", category), data)
        category.refresh_from_db()
        return answer

    return send


def place_of(category, key):
    return [each["key"] for each in category.form].index(key)


def keys(rows):
    return [row.before.get("key") for row in rows]


def test_every_setting_comes_through_the_editor_unchanged(editor, every_kind):
    answer = editor(every_kind)

    assert answer.status_code == 302
    assert every_kind.form == EVERY_KIND


def test_settings_are_changed_in_their_boxes(editor, every_kind):
    number = place_of(every_kind, "number")
    files = place_of(every_kind, "files")

    editor(
        every_kind,
        {
            number: {"least": "๐", "most": "", "unit_th": "บาท", "is_private": True},
            files: {"types": ["mp4"], "most_files": "๑", "mb_each": ""},
        },
    )

    changed = every_kind.form[number]
    assert (changed["least"], changed["unit_th"]) == ("0", "บาท")
    assert not changed["is_public"]
    assert "most" not in changed
    assert every_kind.form[files]["types"] == ["mp4"]
    assert every_kind.form[files]["most_files"] == 1
    assert "mb_each" not in every_kind.form[files]


def new_row(category, **typed):
    """Return what is sent when a row was added, of which so much was filled in."""
    number = len(category.form)
    row = {"kind": "text", "ORDER": "2", **typed}
    return {
        "fields-TOTAL_FORMS": number + 1,
        **{f"fields-{number}-{name}": text for name, text in row.items()},
    }


def test_a_row_is_added_and_nothing_is_wrong_with_it(editor, category):
    page = editor(category, add="1")

    rows = page.context["formset"].in_order
    assert len(rows) == len(category.form) + 1
    assert not any(row.errors for row in rows)


def test_a_field_is_added_at_its_place(editor, category):
    typed = {"label_th": "รายได้", "label_en": "Income", "kind": "number"}

    editor(category, **new_row(category, **typed))

    added = category.form[2]
    assert (added["key"], added["kind"], added["is_whole"]) == ("f1", "number", False)


def test_a_row_that_was_left_blank_is_no_field(editor, category):
    before = category.form

    answer = editor(category, **new_row(category, kind="people"))

    assert answer.status_code == 302
    assert category.form == before


@pytest.mark.parametrize(
    ("button", "moved"),
    [
        ("1-up", ["team", "title", "direction"]),
        ("0-down", ["team", "title", "direction"]),
        ("1-down", ["title", "direction", "team"]),
        ("0-up", ["title", "team", "direction"]),
        ("99-up", ["title", "team", "direction"]),
        ("x", ["title", "team", "direction"]),
    ],
)
def test_a_field_is_moved_without_javascript(editor, category, button, moved):
    page = editor(category, {1: {"label_en": "The team"}}, move=button)

    rows = page.context["formset"].in_order
    assert keys(rows)[:3] == moved
    assert [row["ORDER"].value() for row in rows[:3]] in ([1, 2, 3], ["1", "2", "3"])
    assert any(row["label_en"].value() == "The team" for row in rows)
    assert category.form[1]["label_en"] != "The team"


def test_the_last_field_is_not_moved_down(editor, category):
    last = len(category.form) - 1

    page = editor(category, move=f"{last}-down")

    assert keys(page.context["formset"].in_order) == [e["key"] for e in category.form]


def test_the_order_that_is_sent_is_kept(editor, category):
    count = len(category.form)

    editor(category, {at: {"ORDER": count - at} for at in range(1, count)})

    assert [each["key"] for each in category.form][:3] == [
        "title",
        "videos",
        "evidence",
    ]


@pytest.mark.parametrize(
    ("key", "typed", "column"),
    [
        ("number", {"least": "10", "most": "1"}, "most"),
        ("number", {"least": "1.5"}, "least"),
        ("number", {"least": "มาก"}, "least"),
        ("longtext", {"most_characters": "0"}, "most_characters"),
        ("longtext", {"most_characters": "99999999"}, "most_characters"),
        ("longtext", {"most_words": "5"}, "most_words"),
        ("list", {"most_rows": "101"}, "most_rows"),
        ("files", {"mb_each": "201", "mb_total": ""}, "mb_each"),
        ("files", {"mb_total": "4"}, "mb_total"),
        ("files", {"most_files": "21"}, "most_files"),
        ("files", {"types": ["exe"]}, "types"),
        ("choice", {"options": ""}, "options"),
        ("choice", {"options": "ก | A\nก | B"}, "options"),
        ("choice", {"options": "ก" * 251 + " | A"}, "options"),
        ("text", {"label_en": ""}, "label_en"),
        ("text", {"label_th": "ก" * 251}, "label_th"),
        ("text", {"label_th": "ก\0ข"}, "label_th"),
    ],
)
def test_what_is_not_well_formed_is_told_beside_its_box(
    editor, every_kind, key, typed, column
):
    place = place_of(every_kind, key)

    page = editor(every_kind, {place: typed})

    assert page.status_code == 200
    errors = [row.errors for row in page.context["formset"].forms]
    assert [at for at, each in enumerate(errors) if each] == [place]
    assert list(errors[place]) == [column]
    assert every_kind.form == EVERY_KIND


def test_a_form_without_its_title_is_refused_beside_it(editor, category):
    page = editor(category, {0: {"DELETE": True}})

    assert list(page.context["formset"].forms[0].errors) == ["DELETE"]
    assert category.has_default_form


def test_the_page_says_of_each_field_in_use_what_is_safe(
    client_of, administrator, category
):
    address = url("category-form", category)
    before = client_of(administrator).get(address)

    Category.objects.filter(pk=category.pk).update(has_entries=True)
    after = client_of(administrator).get(address)

    assert not before.context["is_in_use"]
    assert b"field-safety" not in before.content
    assert after.content.count(b"field-safety") == len(category.form)


def test_what_is_not_safe_any_more_is_told_beside_its_box(editor, every_kind):
    Category.objects.filter(pk=every_kind.pk).update(has_entries=True)
    place = place_of(every_kind, "list")

    page = editor(every_kind, {place: {"most_rows": "1", "kind": "list"}})

    assert list(page.context["formset"].forms[place].errors) == ["most_rows"]
    assert every_kind.form == EVERY_KIND


def test_the_preview_shows_the_saved_form(client_of, administrator, category):
    page = client_of(administrator).get(preview_url(category))

    assert [each.shown.key for each in page.context["fields"]] == [
        each["key"] for each in category.form
    ]
    assert page.context["is_saved"]
    assert b'<fieldset class="as-seen" disabled>' in page.content


def test_the_preview_shows_what_is_not_saved_yet(editor, every_kind):
    page = editor(
        every_kind,
        {1: {"label_th": "ป้ายใหม่", "ORDER": 90}, 2: {"most_characters": 77}},
        to=preview_url(every_kind),
    )

    shown = page.context["fields"]
    assert (shown[-1].shown.key, shown[-1].shown.label) == ("text", "ป้ายใหม่")
    assert shown[1].count.most == 77
    assert not page.context["is_saved"]
    assert every_kind.form == EVERY_KIND


@pytest.mark.parametrize("typed", [{"label_th": ""}, {"most_characters": "0"}])
def test_the_preview_of_a_wrong_form_says_so(editor, every_kind, typed):
    page = editor(every_kind, {2: typed}, to=preview_url(every_kind))

    assert (page.context["is_wrong"], page.context["fields"]) == (True, [])


def test_many_fields_cost_no_more_queries(queries_do_not_grow, administrator, category):
    def add_field():
        key = f"f{len(category.form)}"
        category.form = [*category.form, {**category.form[-1], "key": key}]
        category.save()

    for address in (url("category-form", category), preview_url(category)):
        queries_do_not_grow(address, add_field, by=administrator)


def test_the_kinds_are_named_in_both_languages(client_of, administrator, every_kind):
    with override("en"):
        page = client_of(administrator).get(url("category", every_kind))

    kinds = {field.kind: str(field.kind_label) for field in page.context["fields"]}
    assert set(kinds) == {each["kind"] for each in EVERY_KIND}
