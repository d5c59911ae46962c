"""What two people read from a paper scoresheet, and the code that names it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from judging.actions.keeping import LONGEST_COMMENT
from judging.forms.marks import PointsField
from judging.forms.reasons import text_area
from judging.paper_codes import read_code
from judging.rulebook import Row, Rulebook
from ui.forms import helper


class PaperCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the sheet"),
        max_length=40,
        help_text=_("At the top right of the paper, such as 12-345-07."),
    )

    def clean_code(self):
        pair = read_code(self.cleaned_data["code"])
        if pair is None:
            raise ValidationError(
                _("This code is not right. Compare it with the paper, digit by digit."),
                code="wrong_code",
            )
        return pair


class KeyingForm(forms.Form):
    """Every mark on the paper, its comment, and the scan while there is none."""

    def __init__(self, rulebook: Rulebook, data=None, files=None, *, held, has_scan):
        """`held` maps criteria to what this person read before, as points."""
        super().__init__(data, files)
        self.codes = [row.code for row in rulebook.rows]
        for row in rulebook.rows:
            field = PointsField(row)
            field.initial = held.get(row.code, "")
            field.label = label_of(row)
            if row.levels:
                # A bare 4 may be a level or its points: the paper says which.
                field.widget = forms.Select(choices=[("", "–"), *levels_of(row)])
            else:
                field.widget.attrs["inputmode"] = "decimal"
            field.widget.attrs["autocomplete"] = "off"
            self.fields[row.code] = field
        self.fields["comment"] = forms.CharField(
            label=_("Comment on the whole"),
            required=False,
            max_length=LONGEST_COMMENT,
            widget=text_area(3),
            initial=held.get("comment", ""),
        )
        self.fields["scan"] = forms.FileField(
            label=_("Another scan, if this one is wrong") if has_scan else _("Scan"),
            required=False,
            help_text=_("A PDF or a photo of the signed paper."),
        )
        self.helper = helper()

    def points(self) -> dict[str, str]:
        return {code: str(self.cleaned_data[code]) for code in self.codes}


def label_of(row: Row) -> str:
    if row.levels:
        return f"{row.number}. {row.name}"
    return _("%(number)d. %(name)s (0 to %(full)s)") % {
        "number": row.number,
        "name": row.name,
        "full": row.full_points,
    }


def levels_of(row: Row) -> list[tuple[str, str]]:
    return [
        (
            points,
            _("Level %(level)d (%(points)s points): %(words)s")
            % {"level": level, "points": points, "words": words},
        )
        for level, points, words in row.choices
    ]
