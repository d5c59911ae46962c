"""The rows of a stage's criteria, or of a category's template."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contests.forms.stages import apply_field
from contests.rules import decimal_text
from ui.forms import ExactDecimalField

SMALL = {"rows": 2}


class CriterionForm(forms.Form):
    """One criterion; the key `full` is its full marks."""

    code = forms.SlugField(required=False, widget=forms.HiddenInput)
    name_th = forms.CharField(label=_("Name in Thai"), max_length=250)
    name_en = forms.CharField(label=_("Name in English"), max_length=250)
    guidance_th = forms.CharField(
        label=_("Guidance in Thai"), required=False, widget=forms.Textarea(SMALL)
    )
    guidance_en = forms.CharField(
        label=_("Guidance in English"), required=False, widget=forms.Textarea(SMALL)
    )
    full = ExactDecimalField(label=_("Full marks"), max_digits=6, decimal_places=2)
    weight = ExactDecimalField(label=_("Weight"), max_digits=7, decimal_places=2)
    step = ExactDecimalField(label=_("Step"), max_digits=5, decimal_places=2)

    def clean(self):
        cleaned = super().clean()
        for name in ("full", "weight", "step"):
            if name in cleaned and cleaned[name] <= 0:
                self.add_error(name, _("This must be more than 0."))
        full, step = cleaned.get("full"), cleaned.get("step")
        if full and step and step > 0 and full % step:
            self.add_error(
                "step", _("Steps of this size do not lead to the full marks.")
            )
        return cleaned

    def row(self):
        """Return the criterion as the actions take it."""
        cleaned = self.cleaned_data
        return {
            **{name: cleaned[name] for name in self.base_fields},
            **{
                name: decimal_text(cleaned[name]) for name in ("full", "weight", "step")
            },
        }


class BaseCriteria(forms.BaseFormSet):
    def clean(self):
        readable = self.management_form.is_valid() and not any(self.errors)
        if readable and not self.rows():
            raise ValidationError(
                _("Give at least one criterion to judge by."), code="no_criteria"
            )

    def rows(self):
        """Return the rows that stay, in the order that was asked for."""
        return [form.row() for form in self.ordered_forms]

    def total(self):
        """Return the sum of the weights as they stand in the boxes, where readable."""
        weights = [form["weight"].value() for form in self.forms]
        return sum(weight for weight in map(as_number, weights) if weight)


def as_number(value):
    try:
        return ExactDecimalField().to_python(value)
    except ValidationError:
        return None


CriteriaFormSet = forms.formset_factory(
    CriterionForm,
    formset=BaseCriteria,
    extra=0,
    can_order=True,
    can_delete=True,
    max_num=40,
    absolute_max=60,
)


class CriteriaChangeForm(forms.Form):
    """What goes with new criteria: the reason, and where else they hold."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Needed once a round has opened; entrants and judges are shown it."
        ),
    )
    copy_to = forms.ModelMultipleChoiceField(
        label=_("Use the same criteria at"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Levels at which no round is being judged yet."),
    )

    def __init__(self, *args, stages, frozen=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["copy_to"].queryset = stages
        self.fields["copy_to"].label_from_instance = lambda s: s.name
        if frozen:
            self.fields["applies_to_frozen"] = apply_field()
