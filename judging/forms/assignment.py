"""Who scores what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from judging.actions.assigning import LARGEST_SEED
from judging.forms.reasons import ReasonForm
from ui.forms import WholeNumberField, helper


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
