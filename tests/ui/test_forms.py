from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.utils import translation

from ui.forms import ExactDecimalField, ThaiDateField, ThaiDateTimeField, helper

HALF_PAST_FOUR = datetime(2022, 7, 21, 9, 30, tzinfo=UTC)


class CallForm(forms.Form):
    closes_at = ThaiDateTimeField(label="Closes", help_text="Thai time")
    held_on = ThaiDateField(label="Held", required=False)
    mark = ExactDecimalField(label="Mark", required=False, decimal_places=2)

    helper = helper(submit="Save")


def typed(day="21", month="7", year="2565", time="16.30", **more):
    moment = {
        "closes_at_day": day,
        "closes_at_month": month,
        "closes_at_year": year,
        "closes_at_time": time,
    }
    return CallForm(moment | more)


@pytest.mark.parametrize("time", ["16.30", "16:30", "1630", "๑๖.๓๐", "16.30 น."])
def test_a_time_is_read_as_people_write_it(time):
    form = typed(time=time)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["closes_at"] == HALF_PAST_FOUR


def test_thai_digits_are_read():
    form = typed(day="๒๑", year="๒๕๖๕", mark="๘๙.๕๐")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["closes_at"] == HALF_PAST_FOUR
    assert form.cleaned_data["mark"] == Decimal("89.50")


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ({"year": "2022"}, "year_not_era"),
        ({"year": "2399"}, "year_not_era"),
        ({"year": "65"}, "year"),
        ({"year": "ปีนี้"}, "year"),
        ({"day": "31", "month": "6"}, "no_such_day"),
        ({"day": "29", "month": "2"}, "no_such_day"),
        ({"day": "x"}, "no_such_day"),
        ({"day": "9" * 20}, "no_such_day"),
        ({"day": ""}, "incomplete"),
        ({"time": ""}, "incomplete"),
        ({"time": "25.00"}, "time"),
        ({"time": "เย็น"}, "time"),
        ({"day": "", "month": "", "year": "", "time": ""}, "required"),
    ],
)
def test_what_cannot_be_a_moment_is_refused_once(part, code):
    errors = typed(**part).errors.as_data()

    assert [error.code for error in errors["closes_at"]] == [code]


def test_a_common_era_year_is_answered_with_the_right_one():
    with translation.override("en"):
        [message] = typed(year="2022").errors["closes_at"]

    assert message == "Write the year in the Buddhist Era: 2022 is 2565."


def test_a_leap_day_is_one_by_the_common_era():
    form = typed(held_on_day="29", held_on_month="2", held_on_year="2567")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["held_on"] == date(2024, 2, 29)


def test_a_field_left_empty_gives_nothing():
    form = typed()

    assert form.is_valid(), form.errors
    assert form.cleaned_data["held_on"] is None


def test_a_moment_is_shown_on_bangkok_s_clock_and_is_unchanged_when_sent_back():
    form = CallForm(initial={"closes_at": HALF_PAST_FOUR})
    boxes = form["closes_at"].field.widget.decompress(HALF_PAST_FOUR)

    assert boxes == [21, 7, 2565, "16.30"]
    assert not form.fields["closes_at"].has_changed(
        HALF_PAST_FOUR, [str(box) for box in boxes]
    )


def test_the_boxes_have_labels_inside_a_named_group_and_keep_what_was_typed():
    html = render_crispy_form(typed(year="2022"))

    assert "<legend" in html
    assert 'aria-describedby="id_closes_at_helptext id_closes_at_error"' in html
    assert '<label for="id_closes_at_3">' in html
    assert 'value="2022"' in html
    assert "<form" not in html
