"""The rows of a stage's criteria, or of a category's template."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contests.forms.stages import apply_field
from contests.rules import LEVELS, decimal_text, levels_of
from ui.forms import ExactDecimalField

SMALL = {"rows": 2}
WORDS = ("name_th", "name_en", "guidance_th", "guidance_en")
NUMBERS = ("full", "weight", "step")


class LevelsField(forms.CharField):
    """Words for the levels, a line each from 1 to 5; none for free points."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            # By its placeholder the style sheet knows an empty one, and hides the step
            # beside one that is not.
            widget=forms.Textarea({"rows": LEVELS, "placeholder": " "}),
            max_length=2000,
            help_text=_(
                "Five lines for the levels 1 to 5, or none for free points. Level 3 of "
                "10 points is 6."
            ),
            **kwargs,
        )

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines()]
        words = [line for line in lines if line]
        if len(words) not in (0, LEVELS):
            raise ValidationError(
                _("Write five lines, one for each level from 1 to 5, or none."),
                code="not_five",
            )
        return words


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
    levels_th = LevelsField(label=_("Levels in Thai"))
    levels_en = LevelsField(label=_("Levels in English"))
    full = ExactDecimalField(label=_("Full marks"), max_digits=6, decimal_places=2)
    weight = ExactDecimalField(label=_("Weight"), max_digits=7, decimal_places=2)
    step = ExactDecimalField(label=_("Step"), max_digits=5, decimal_places=2)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in ("th", "en"):
            words = [level[code] for level in levels_of(self.initial)]
            self.initial[f"levels_{code}"] = "\n".join(words)

    def clean(self):
        cleaned = super().clean()
        by_levels = any(self[name].value() for name in ("levels_th", "levels_en"))
        if by_levels:
            # Its box is not shown: whatever stands there is of no account.
            self.errors.pop("step", None)
            cleaned["step"] = None
        for name in NUMBERS:
            if cleaned.get(name) is not None and cleaned[name] <= 0:
                self.add_error(name, _("This must be more than 0."))
        full, step = cleaned.get("full"), cleaned.get("step")
        if by_levels:
            self.clean_levels(cleaned, full)
        elif full and step and full % step:
            self.add_error(
                "step", _("Steps of this size do not lead to the full marks.")
            )
        return cleaned

    def clean_levels(self, cleaned, full):
        """Make a level a step; both languages have their words."""
        for name in ("levels_th", "levels_en"):
            if cleaned.get(name) == []:
                self.add_error(name, _("Write the five levels in both languages."))
        if full and full * 100 % LEVELS:
            self.add_error(
                "full", _("A fifth of the full marks must have at most two decimals.")
            )
        elif full:
            cleaned["step"] = full / LEVELS

    def row(self):
        """Return the criterion as the actions take it."""
        cleaned = self.cleaned_data
        words = zip(cleaned["levels_th"], cleaned["levels_en"], strict=True)
        return {
            "code": cleaned["code"],
            **{name: cleaned[name] for name in WORDS},
            **{name: decimal_text(cleaned[name]) for name in NUMBERS},
            "levels": [{"th": th, "en": en} for th, en in words],
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
