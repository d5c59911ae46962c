"""An administrator puts the fields of a form in order, by pointer and by keys."""

import pytest
from django.urls import reverse

from contests.blueprint import CATEGORIES
from tests import factories


@pytest.fixture
def category(transactional_db):
    return factories.make_category(2, form=CATEGORIES[1]["form"])


@pytest.fixture
def editor(page_of, administrator, category):
    page = page_of(administrator)
    page.set_viewport_size({"width": 1280, "height": 2400})
    page.goto(reverse("contests:category-form", args=[category.pk]))
    return page


def labels(page):
    return page.locator("[data-label]").all_inner_texts()


def save(page):
    page.locator(".action-bar button").click()
    page.wait_for_url("**/categories/*/")


def handle(page, at):
    return page.locator("[data-handle]").nth(at)


def test_a_field_is_dragged_to_another_place(editor, category):
    first, second, third, fourth, *_rest = labels(editor)
    start, end = handle(editor, 0).bounding_box(), handle(editor, 2).bounding_box()

    editor.mouse.move(start["x"] + 10, start["y"] + 10)
    editor.mouse.down()
    editor.mouse.move(end["x"] + 10, end["y"] + 40, steps=20)
    editor.mouse.up()

    assert labels(editor)[:4] == [second, third, first, fourth]
    assert "3" in editor.locator("[data-said]").inner_text()
    save(editor)
    category.refresh_from_db()
    assert [each["label_th"] for each in category.form][:3] == [second, third, first]


def test_a_field_is_dragged_by_a_finger(editor):
    first, second, third, *_rest = labels(editor)
    start, end = handle(editor, 2).bounding_box(), handle(editor, 0).bounding_box()
    touch = editor.context.new_cdp_session(editor)

    def send(kind, *points):
        points = [{"x": start["x"] + 10, "y": y} for y in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", start["y"] + 10)
    for step in range(1, 21):
        send("touchMove", start["y"] + 10 + (end["y"] - 10 - start["y"]) * step / 20)
    send("touchEnd")

    assert labels(editor)[:3] == [third, first, second]


def test_a_field_is_moved_by_keys_and_keeps_the_focus(editor, category):
    first, second, third, *_rest = labels(editor)

    handle(editor, 2).focus()
    editor.keyboard.press("ArrowUp")
    editor.keyboard.press("ArrowUp")
    editor.keyboard.press("ArrowUp")

    assert labels(editor)[:3] == [third, first, second]
    assert first not in editor.locator("[data-said]").inner_text()
    assert third in editor.locator("[data-said]").inner_text()
    assert handle(editor, 0).evaluate("it => it === document.activeElement")

    editor.locator("[data-move='1']").first.click()

    assert labels(editor)[:3] == [first, third, second]
    save(editor)
    category.refresh_from_db()
    assert [each["label_th"] for each in category.form][:3] == [first, third, second]


def test_a_kind_brings_its_settings_and_people_are_hidden_when_blind(editor):
    editor.locator("[name=add]").click()
    card = editor.locator(".field-card").last
    most = card.locator("[name$='-most_rows']")
    blind = card.locator("[name$='-is_hidden_when_blind']")
    assert not most.is_visible()

    card.locator("[name$='-kind']").select_option("people")

    assert most.is_visible()
    assert blind.is_checked()

    card.locator("[name$='-kind']").select_option("number")

    assert card.locator("[name$='-least']").is_visible()
    assert not most.is_visible()
    assert not blind.is_checked()


def test_the_preview_opens_beside_and_the_editor_goes_on(editor):
    first = editor.locator("[name$='-label_th']").first
    editor.locator(".field-card summary").first.click()
    first.fill("ชื่อที่ยังไม่บันทึก")

    with editor.context.expect_page() as opened:
        editor.locator("[formtarget]").click()

    assert "ชื่อที่ยังไม่บันทึก" in opened.value.locator("main").inner_text()
    assert opened.value.locator("main input").first.is_disabled()
    assert first.input_value() == "ชื่อที่ยังไม่บันทึก"
    save(editor)
