"""What all forms share: the crispy helper, Thai days and moments, exact numbers."""

import re
from datetime import date, datetime, time

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ui import thai
from ui.language import page_language


def helper(*layout, submit=None):
    """Make the crispy helper of a form; all fields in their order without a layout.

    The <form> tag stands in the template, where its address and buttons can be seen;
    a simple form may have its one button made here.
    """
    made = FormHelper()
    made.form_tag = False
    if layout:
        made.layout = Layout(*layout)
    if submit:
        made.add_input(Submit("", submit))
    return made


class TypedNumber(forms.IntegerField):
    """A number typed in Arabic or Thai digits, on the keyboard of its kind."""

    widget = forms.TextInput
    inputmode = ""

    def to_python(self, value):
        if isinstance(value, str):
            value = thai.arabic_digits(value).replace(",", "")
        return super().to_python(value)

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "inputmode": self.inputmode}


class ExactDecimalField(TypedNumber, forms.DecimalField):
    """A decimal number, kept exact."""

    inputmode = "decimal"


class WholeNumberField(TypedNumber):
    """A whole number."""

    inputmode = "numeric"


# Days and moments -----------------------------------------------------------------


class Box(forms.TextInput):
    """A short box for digits."""

    def __init__(self, length):
        attrs = {"inputmode": "decimal", "autocomplete": "off", "maxlength": length}
        super().__init__(attrs)


class MonthSelect(forms.Select):
    """Names the months in the language of the page."""

    def optgroups(self, name, value, attrs=None):
        self.choices = [("", "–"), *enumerate(thai.MONTHS[page_language()], start=1)]
        return super().optgroups(name, value, attrs)


class ThaiDateWidget(forms.MultiWidget):
    """Day, month and Buddhist-era year, each in a box with a label."""

    template_name = "ui/widgets/thai_date.html"
    labels = [_("Day"), _("Month"), _("Year (B.E.)")]

    def __init__(self, attrs=None):
        super().__init__(self.boxes(), attrs)

    def boxes(self):
        return {"day": Box(2), "month": MonthSelect(), "year": Box(4)}

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        boxes = context["widget"]["subwidgets"]
        for box, label in zip(boxes, self.labels, strict=True):
            box["label"] = label
        return context

    def decompress(self, value):
        if not value:
            return []
        value = thai.in_bangkok(value)
        return [value.day, value.month, thai.era_year(value.year)]


class ThaiDateTimeWidget(ThaiDateWidget):
    """Day, month, Buddhist-era year and time of day."""

    labels = [*ThaiDateWidget.labels, _("Time")]

    def boxes(self):
        return {**super().boxes(), "time": Box(10)}

    def decompress(self, value):
        day = super().decompress(value)
        return day and [*day, f"{thai.in_bangkok(value):%H.%M}"]


class ThaiDateField(forms.Field):
    """A day typed with a Buddhist-era year, in either digits; gives a date."""

    widget = ThaiDateWidget
    default_error_messages = {
        "incomplete": _("Fill in the day, the month and the year."),
        "no_such_day": _("There is no such day. Check the day and the month."),
        "year_not_era": _(
            "Write the year in the Buddhist Era: %(year)s is %(era_year)s."
        ),
        "year": _("Write the year in the Buddhist Era with four digits, such as 2569."),
    }

    def to_python(self, value):
        if not isinstance(value, list):
            return value or None
        value = [thai.arabic_digits(str(part or "")).strip() for part in value]
        if not any(value):
            return None
        return self.read(value)

    def read(self, parts):
        return self.read_day(*parts)

    def read_day(self, day, month, year):
        if not (day and month and year):
            raise self.refusal("incomplete")
        if re.fullmatch("1[89][0-9]{2}|2[0-3][0-9]{2}", year):
            era_year = thai.era_year(int(year))
            raise self.refusal("year_not_era", year=year, era_year=era_year)
        if not re.fullmatch("[0-9]{4}", year) or int(year) < 2400:
            raise self.refusal("year")
        try:
            return date(thai.common_year(int(year)), int(month), int(day))
        except (ValueError, OverflowError):
            raise self.refusal("no_such_day") from None

    def refusal(self, code, **params):
        return ValidationError(self.error_messages[code], code=code, params=params)


class ThaiDateTimeField(ThaiDateField):
    """A moment typed on Bangkok's clock; gives an aware datetime."""

    widget = ThaiDateTimeWidget
    default_error_messages = {
        "incomplete": _("Fill in the day, the month, the year and the time."),
        "time": _("Write the time as hours and minutes, such as 16.30."),
    }

    def read(self, parts):
        *day, clock = parts
        if not clock and all(day):
            raise self.refusal("incomplete")
        day = self.read_day(*day)
        found = re.fullmatch(r"([0-9]{1,2})[.:]?([0-9]{2})(?:\s*น\.?)?", clock)
        try:
            clock = time(int(found[1]), int(found[2]))
        except (TypeError, ValueError):
            raise self.refusal("time") from None
        return datetime.combine(day, clock, thai.BANGKOK)
