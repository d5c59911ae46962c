"""Marks and comments, as a judge gives them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from judging import marks
from judging.actions import Given
from judging.actions.keeping import LONGEST_COMMENT, plain
from judging.devices import Origin, moment_of
from judging.forms.reasons import text_area
from judging.rulebook import Row, Rulebook


class PointsField(forms.CharField):
    """A mark within a criterion's full marks and on its step; empty takes it back."""

    def __init__(self, row: Row):
        super().__init__(required=False, label=row.name)
        self.row = row

    def clean(self, value):
        points = marks.read(super().clean(value))
        if points is None:
            return ""
        marks.in_hundredths(points, self.row)
        return points


class MarksForm(forms.Form):
    """A scoresheet, or the part of it that was sent: `points_c1`, `comment_c1`, …

    Beside each box `was_points_c1` and so on say what the page began from. A box that
    is as it was gives nothing: a page left open since must not undo what the judge gave
    in another window. What a device sends has its `age_points_c1` too, in milliseconds:
    it was given there even if it is as it was before.
    """

    def __init__(self, rulebook: Rulebook, data=None, *, held=None):
        """`held` maps names of fields to what the sheet has."""
        super().__init__(data, initial=held or {})
        self.rulebook = rulebook
        for row in rulebook.rows:
            self.fields[f"points_{row.code}"] = PointsField(row)
            self.fields[f"comment_{row.code}"] = self.comment_field(2, row.name)
        self.fields["comment"] = self.comment_field(4, _("Comment on the whole"))
        self.fields["note"] = self.comment_field(3, _("Private note"))
        if data is not None:
            for name in [name for name in self.fields if name not in data]:
                del self.fields[name]
        for name in self.fields:
            began = self.initial.get(name) if data is None else data.get(f"was_{name}")
            self[name].was = began or ""

    def comment_field(self, rows, label):
        return forms.CharField(
            required=False,
            label=label,
            max_length=LONGEST_COMMENT,
            widget=text_area(rows),
        )

    @property
    def rows(self):
        """Return each criterion with its two boxes, for the page."""
        return [
            (row, self[f"points_{row.code}"], self[f"comment_{row.code}"])
            for row in self.rulebook.rows
            if f"points_{row.code}" in self.fields
        ]

    def given(self, *, at) -> dict[str, Given]:
        """Return what is right of what was sent; what is wrong stays on the page."""
        given = {}
        for row in self.rulebook.rows:
            points = self.changed(f"points_{row.code}")
            comment = self.changed(f"comment_{row.code}")
            if points is not None or comment is not None:
                given[row.code] = Given(
                    points,
                    comment,
                    self.origin(f"points_{row.code}", at=at),
                    self.origin(f"comment_{row.code}", at=at),
                )
        return given

    def changed(self, name):
        """Return what is right of a box; None where it is as the page began."""
        sent, began = self.data.get(name), self.data.get(f"was_{name}")
        is_untold = sent is None or began is None or f"age_{name}" in self.data
        if not is_untold and plain(sent) == plain(began):
            return None
        return self.cleaned_data.get(name)

    def origin(self, name, *, at) -> Origin | None:
        """Return what a box began from and when it was filled, if the page says so."""
        began = self.data.get(f"was_{name}")
        if began is None:
            return None
        return Origin(began, moment_of(self.data.get(f"age_{name}", "0"), at=at))

    def sent(self) -> dict[str, str]:
        """Return what was typed in each box that was sent and changed, as it was."""
        return {
            name: self.data[name][:LONGEST_COMMENT]
            for name in self.fields
            if name in self.cleaned_data and self.changed(name) is not None
        }
