"""What the staff of a round give it."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from contests.actions.rounds import DETAILS, OWN_DATES, fingerprint_of
from contests.dates import fixed_dates
from contests.models import Round
from contests.phases import DATES
from ui.forms import ThaiDateTimeField, helper
from ui.language import page_language
from ui.thai import short_moment


class RoundForm(forms.Form):
    """Dates left empty are the stage's."""

    # The round as it was when the person began, so that nobody undoes a colleague's.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    own_dates_reason = forms.CharField(
        label=_("Reason for dates of its own"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Entrants read it beside the dates."),
    )
    contact_name = forms.CharField(
        label=_("Contact person"), required=False, max_length=150
    )
    contact_phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    instructions = forms.CharField(
        label=_("Instructions for entrants"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args, round_, **kwargs):
        names = (*OWN_DATES, "own_dates_reason", *DETAILS)
        initial = {name: getattr(round_, name) for name in names}
        kwargs["initial"] = {**initial, "seen": fingerprint_of(round_)}
        super().__init__(*args, **kwargs)
        self.round = round_
        fixed = fixed_dates(round_)
        for name in DATES:
            moment = short_moment(getattr(round_.stage, name), page_language())
            self.fields[f"own_{name}"] = ThaiDateTimeField(
                label=capfirst(Round._meta.get_field(f"own_{name}").verbose_name),
                required=False,
                disabled=name in fixed,
                help_text=_("Left empty: %(moment)s, as in the whole stage.")
                % {"moment": moment},
            )
        self.helper = helper(
            Fieldset(
                _("Contact for entrants"),
                "contact_name",
                "contact_phone",
                "instructions",
            ),
            Fieldset(_("This round's own dates"), *OWN_DATES, "own_dates_reason"),
            "seen",
        )

    def look_again(self):
        """Let the next sending replace what a colleague saved meanwhile."""
        self.data = self.data.copy()
        self.data["seen"] = fingerprint_of(self.round)


class ReasonForm(forms.Form):
    """Why something is done; it stays on record."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()


class RoundFilterForm(forms.Form):
    """Which rounds of a stage are listed."""

    region = forms.ModelChoiceField(
        label=_("Inspection region"),
        queryset=None,
        required=False,
        to_field_name="code",
    )
    province = forms.ModelChoiceField(
        label=_("Province"), queryset=None, required=False, to_field_name="code"
    )
    phase = forms.ChoiceField(label=_("Phase"), required=False)

    def __init__(self, *args, regions, provinces, phases, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        everything = [("", _("All"))]
        self.fields["region"].queryset = regions
        self.fields["province"].queryset = provinces
        for name in ("region", "province"):
            self.fields[name].empty_label = everything[0][1]
            self.fields[name].label_from_instance = lambda office: office.name
        self.fields["phase"].choices = [*everything, *phases]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"
