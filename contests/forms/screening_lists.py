"""The lists that a category's screening goes by, a line each."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contests.screening_lists import (
    CHECKLIST,
    DISQUALIFY,
    LISTS,
    RETURN,
    SEPARATOR,
    as_text,
    lines_of,
)
from ui.forms import helper

MOST_LINES, LONGEST_LABEL = 20, 200


LABELS = {
    CHECKLIST: _("Checklist"),
    RETURN: _("Ready-made reasons for returning"),
    DISQUALIFY: _("Ready-made reasons for disqualifying"),
}


def lines_field(label, lines):
    return forms.CharField(
        label=label,
        initial=lines,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("One on each line: the Thai, then | and the English."),
    )


class ScreeningListsForm(forms.Form):
    """One box for each list."""

    def __init__(self, *args, category, **kwargs):
        super().__init__(*args, **kwargs)
        for name in LISTS:
            lines = as_text(lines_of(category, name))
            self.fields[name] = lines_field(LABELS[name], lines)
        self.helper = helper()

    def clean(self):
        cleaned = super().clean()
        for name in LISTS:
            rows = [row for row in cleaned.get(name, "").splitlines() if row.strip()]
            if len(rows) > MOST_LINES:
                self.add_error(name, refusal_many())
            if any(
                len(part.strip()) > LONGEST_LABEL
                for row in rows
                for part in row.partition(SEPARATOR)
            ):
                self.add_error(name, refusal_long())
        return cleaned


def refusal_many():
    return ValidationError(
        _("At most %(most)s lines: leave the most important ones."),
        code="many",
        params={"most": MOST_LINES},
    )


def refusal_long():
    return ValidationError(
        _("A line has at most %(most)s characters in each language."),
        code="long",
        params={"most": LONGEST_LABEL},
    )
