"""What people type about entries and submissions, but for the entry's own form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from contests.entry_form import label_of
from offices.forms import OfficeField
from offices.models import User
from submissions.listing import SORTS
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
    """Which of a round's entries to list, and in which order."""

    q = forms.CharField(label=_("Title, office or number"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All states")), *State.choices],
        required=False,
    )
    area = forms.ChoiceField(label=_("Area"), required=False)
    late = forms.ChoiceField(
        label=_("In time"),
        choices=[("", _("In time or late")), ("no", _("In time")), ("yes", _("Late"))],
        required=False,
    )
    checked = forms.ChoiceField(
        label=_("Checklist"),
        choices=[
            ("", _("All, whatever is ticked")),
            ("yes", _("All lines are ticked")),
            ("no", _("Something is not ticked")),
        ],
        required=False,
    )
    sort = forms.ChoiceField(
        label=_("Sorted by"),
        choices=[(name, label) for name, (label, _order) in SORTS.items()],
        required=False,
    )

    def __init__(self, *args, areas, has_checklist, **kwargs):
        super().__init__(*args, **kwargs)
        self.areas = {area.code: area for area in areas}
        levels = {}
        for area in areas:
            level = levels.setdefault(area.get_level_display(), [])
            level.append((area.code, area.name))
        self.fields["area"].choices = [("", _("All areas")), *levels.items()]
        if not has_checklist:
            del self.fields["checked"]
        if len(self.areas) < 2:
            del self.fields["area"]

    def wanted(self):
        """Return what is asked and can be understood; the rest is not asked."""
        self.is_valid()
        wanted = {name: value for name, value in self.cleaned_data.items() if value}
        if "area" in wanted:
            wanted["area"] = self.areas[wanted["area"]]
        return wanted


class DecideForm(forms.Form):
    """What the staff say with a decision: why, and until when it can be corrected.

    `ready` are the category's reasons for it, and `lines` the checklist where one
    entry is accepted: it can be ticked on the way.
    """

    ready = forms.MultipleChoiceField(
        label=_("Ready-made reasons"),
        help_text=_(
            "What you pick is sent to the office in Thai, with your own words."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = reason_field(_("The office reads it; it stays on record."))
    until = ThaiDateTimeField(
        label=_("May be handed in again until"),
        help_text=_("Also after the round has closed."),
    )
    ticks = forms.MultipleChoiceField(
        label=_("Checklist"),
        help_text=_("What is not ticked does not stop you."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, *args, with_until, reason_required, ready=(), lines=(), **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.reasons = {line["key"]: line["label_th"] for line in ready}
        self.reason_required = reason_required
        # Either is enough: a ready-made reason, or words of one's own.
        self.fields["reason"].required = reason_required and not ready
        if ready:
            self.fields["ready"].choices = [(r["key"], label_of(r)) for r in ready]
        else:
            del self.fields["ready"]
        if lines:
            self.fields["ticks"].choices = [(line.key, line.label) for line in lines]
            self.initial["ticks"] = [line.key for line in lines if line.tick]
            self.order_fields(["ticks"])
        else:
            del self.fields["ticks"]
        if not with_until:
            del self.fields["until"]
        self.helper = helper()

    def clean(self):
        cleaned = super().clean()
        picked = [self.reasons[key] for key in cleaned.pop("ready", [])]
        if "reason" in cleaned:
            words = "\n".join([*picked, cleaned["reason"]]).strip()
            cleaned["reason"] = words
            if self.reason_required and not words:
                self.add_error("reason", _("Pick a reason, or write one."))
        return cleaned


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
