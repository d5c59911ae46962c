"""What people type about entries and submissions, but for the entry's own form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from offices.forms import OfficeField
from offices.models import User
from submissions.models import Submission
from submissions.workflow import State
from ui.forms import ThaiDateTimeField, helper


def reason_field(help_text):
    return forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
        help_text=help_text,
    )


class PersonForm(forms.Form):
    """Whose knowledge an entry is, in an individual category; else only the button."""

    person = forms.ModelChoiceField(label=_("Whose knowledge it is"), queryset=None)

    def __init__(self, *args, people, opening, **kwargs):
        super().__init__(*args, **kwargs)
        self.opening = opening
        self.fields["person"].queryset = people
        if not opening.category.is_individual:
            del self.fields["person"]
        self.helper = helper()


class WithdrawForm(forms.Form):
    """Why a work leaves the round."""

    reason = reason_field(_("The staff of the round read it; it stays on record."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()


class ScreeningFilter(forms.Form):
    """Which of a round's entries to list."""

    q = forms.CharField(label=_("Title, office or number"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All states")), *State.choices],
        required=False,
    )


class DecideForm(forms.Form):
    """What the staff say with a decision: why, and until when it can be corrected."""

    reason = reason_field(_("The office reads it; it stays on record."))
    until = ThaiDateTimeField(
        label=_("May be handed in again until"),
        help_text=_("Also after the round has closed."),
    )

    def __init__(self, *args, with_until, reason_required, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = reason_required
        if not with_until:
            del self.fields["until"]
        self.helper = helper()


class LateDoorForm(forms.Form):
    """For which office a late door opens, until when, and why."""

    office = OfficeField()
    until = ThaiDateTimeField(label=_("Open until"))
    reason = reason_field(_("The office reads it; it stays on record."))

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].offices = offices
        self.helper = helper()


class PaperForm(forms.Form):
    """For which office staff type its paper: the office, its person, the scan."""

    office = OfficeField()
    person = forms.ModelChoiceField(
        label=_("Whose knowledge it is"),
        queryset=User.objects.none(),
        required=False,
    )
    scan = forms.FileField(
        label=_("Scan of the paper"),
        help_text=_("A PDF or a photograph of all pages. It stays with the entry."),
    )

    def __init__(self, *args, offices, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].offices = offices
        if people is None:
            del self.fields["person"]
        else:
            self.fields["person"].queryset = people
        self.helper = helper()


class NameForm(forms.Form):
    """Which work of a round below is named into this one, and why."""

    submission = forms.ModelChoiceField(
        label=_("Entry"),
        queryset=Submission.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    reason = reason_field(_("The office reads it; it stays on record."))

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["submission"].queryset = candidates
        self.helper = helper()
