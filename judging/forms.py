"""What people type on a panel: marks, appointments, reasons, the order of a tie."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from judging import marks
from judging.actions import Given
from judging.actions.assigning import LARGEST_SEED
from judging.actions.keeping import LONGEST_COMMENT, plain
from judging.devices import Origin, moment_of
from judging.models import Judge
from judging.rulebook import Row, Rulebook
from ui.forms import ThaiDateField, WholeNumberField, helper


def text_area(rows):
    return forms.Textarea({"rows": rows})


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


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), widget=text_area(3), max_length=2000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()


class SeatForm(forms.Form):
    """What somebody is on the panel; the page has a datalist of committee titles."""

    capacity = forms.ChoiceField(label=_("Capacity"), choices=Judge.Capacity)
    committee_title = forms.CharField(
        label=_("Title in the committee"),
        max_length=150,
        required=False,
        help_text=_("As the appointment order words it. May be left empty."),
        widget=forms.TextInput({"list": "committee-titles"}),
    )
    position = forms.CharField(
        label=_("Position"),
        max_length=250,
        required=False,
        help_text=_("In the civil service or elsewhere, as the order words it."),
    )
    scores = forms.BooleanField(
        label=_("Gives marks"),
        required=False,
        initial=True,
        help_text=_("Members always do; a chair or a secretary may sit without marks."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()


class SubstituteForm(ReasonForm):
    """Why somebody takes a judge's place, and what they are elsewhere."""

    position = forms.CharField(
        label=_("Position"),
        max_length=250,
        required=False,
        help_text=_("In the civil service or elsewhere, as the order words it."),
    )
    field_order = ("position", "reason")


class PersonByMailForm(forms.Form):
    """Somebody who may not have an account yet."""

    email = forms.EmailField(label=_("E-mail address"))
    title = forms.CharField(label=_("Title"), max_length=40, required=False)
    given_name = forms.CharField(
        label=_("Given name"),
        max_length=120,
        help_text=_("The names count only where the address is new here."),
    )
    surname = forms.CharField(label=_("Surname"), max_length=120, required=False)


PERSON_FIRST = ("email", "title", "given_name", "surname")


class InviteJudgeForm(PersonByMailForm, SeatForm):
    """A seat for them."""

    field_order = PERSON_FIRST


class InviteSubstituteForm(PersonByMailForm, SubstituteForm):
    """A judge's place for them, and why."""

    field_order = (*PERSON_FIRST, *SubstituteForm.field_order)


class OrderForm(forms.Form):
    """The order that appoints a panel; while it is a draft, anything may be empty."""

    number = forms.CharField(
        label=_("Order number"),
        max_length=60,
        required=False,
        help_text=_("As your office numbers its orders, such as ๑๒๓/๒๕๖๕."),
    )
    dated_on = ThaiDateField(label=_("Date of the order"), required=False)
    duties = forms.CharField(
        label=_("Duties"),
        widget=text_area(6),
        max_length=5000,
        required=False,
        help_text=_("A line for each."),
    )
    signer_name = forms.CharField(
        label=_("Name of the signer"), max_length=200, required=False
    )
    signer_position = forms.CharField(
        label=_("Position of the signer"), max_length=250, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()


class TieForm(ReasonForm):
    """The order of tied entries: a place for each, and the reason."""

    def __init__(self, works, *args, **kwargs):
        """`works` are the tied, as `judging.ranking` names them."""
        super().__init__(*args, **kwargs)
        self.works = works
        places = [("", "–"), *((n, n) for n in range(1, len(works) + 1))]
        for work in works:
            self.fields[f"place_{work.submission}"] = forms.TypedChoiceField(
                label=f"{work.number} · {work.title}",
                help_text=work.office,
                choices=places,
                coerce=int,
            )
        self.fields["is_final"] = forms.BooleanField(
            label=_("This decision stays on record and cannot be changed.")
        )
        names = [f"place_{work.submission}" for work in works]
        self.order_fields([*names, "reason", "is_final"])

    def clean(self):
        places = [
            place
            for work in self.works
            if (place := self.cleaned_data.get(f"place_{work.submission}"))
        ]
        if len(set(places)) < len(places):
            raise ValidationError(
                _("Give each entry a place of its own."), code="place_twice"
            )

    def order(self) -> list[int]:
        """Return the keys of the submissions, the best first."""
        return sorted(
            (work.submission for work in self.works),
            key=lambda pk: self.cleaned_data[f"place_{pk}"],
        )


class DrawForm(forms.Form):
    """How many judges score each entry, and a seed if one was drawn elsewhere."""

    each = WholeNumberField(label=_("Judges for each entry"), min_value=1, max_value=99)
    seed = WholeNumberField(
        label=_("Seed"),
        required=False,
        min_value=0,
        max_value=LARGEST_SEED,
        help_text=_(
            "May be left empty: the portal draws one then. The same seed gives the "
            "same assignment, so that a number drawn before witnesses can be used."
        ),
    )

    def __init__(self, *args, fixed, **kwargs):
        """`fixed` is the stage's number, which nobody changes here."""
        super().__init__(*args, **kwargs)
        if fixed:
            self.fields["each"].disabled = True
            self.fields["each"].help_text = _("The rules of this stage say so.")
            self.initial["each"] = fixed
        self.helper = helper()


class HandForm(ReasonForm):
    """Who scores one entry; who has signed stays, who cannot is not asked."""

    judges = forms.TypedMultipleChoiceField(label=_("Judges"), coerce=int)
    field_order = ("judges", "reason")

    def __init__(self, line, data=None):
        super().__init__(data)
        self.cells = line.cells
        self.fields["judges"].required = False
        self.fields["judges"].choices = [
            (cell.column.seat.pk, cell.column.name) for cell in self.cells
        ]

    @property
    def rows(self):
        """Return each judge's cell, whether it is ticked, and their load then."""
        sent = self.data.getlist("judges") if self.is_bound else None
        rows = []
        for cell in self.cells:
            is_ticked = cell.is_assigned
            if sent is not None and not cell.is_signed:
                is_ticked = str(cell.column.seat.pk) in sent
            load = cell.column.progress.due if cell.column.progress else 0
            rows.append((cell, is_ticked, load, load + (-1 if cell.counts else 1)))
        return rows


class AssignmentFilter(forms.Form):
    """Which entries of the table are shown."""

    q = forms.CharField(label=_("Number, title or office"), required=False)
    judge = forms.TypedChoiceField(
        label=_("Judge"), coerce=int, empty_value=None, required=False
    )
    lacking = forms.BooleanField(label=_("Only with too few judges"), required=False)

    def __init__(self, columns, data):
        super().__init__(data)
        self.fields["judge"].choices = [
            ("", _("All")),
            *(
                (column.seat.pk, f"{column.number} · {column.name}")
                for column in columns
            ),
        ]

    def chosen(self):
        """Return what `Board.found` takes; what is wrong filters nothing."""
        self.is_valid()
        return {
            "query": self.cleaned_data.get("q", ""),
            "judge": self.cleaned_data.get("judge"),
            "lacking": self.cleaned_data.get("lacking", False),
        }
