"""What a stage's awards are called, its levels by score, and its time for appeals."""

from crispy_forms.layout import Column, Fieldset, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from contests.award_names import LANGUAGES, LONGEST, Award, names_of, own_names
from contests.models import Stage
from ui.forms import helper

IN_LANGUAGE = {"th": _("“%(award)s” in Thai"), "en": _("“%(award)s” in English")}


class AwardsForm(forms.ModelForm):
    """Names show the usual one; a field left empty goes back to it."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Shown in the history of the stage."),
    )

    class Meta:
        model = Stage
        fields = ("bands", "appeal_days")
        help_texts = {
            "bands": _(
                "A level goes from its percentage up to just under the next one, by "
                "the exact score. It is shown beside the award and changes no rank."
            ),
            "appeal_days": _(
                "So many working days after a result becomes public its entering "
                "offices can appeal. 0: no appeals."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = names_of(self.instance.award_names)
        rows = []
        for award in Award:
            for language in LANGUAGES:
                self.fields[f"{award.value}_{language}"] = forms.CharField(
                    label=IN_LANGUAGE[language] % {"award": award.label},
                    initial=names[award.value][language],
                    max_length=LONGEST,
                    required=False,
                )
            rows.append(Row(*(Column(f"{award.value}_{code}") for code in LANGUAGES)))
        self.helper = helper(
            Fieldset(_("Names of the awards"), *rows),
            Fieldset(_("Levels by score"), "bands"),
            Fieldset(_("Appeals"), "appeal_days"),
            "reason",
        )

    def changes(self):
        """Return the columns to change, as the action `change_stage` takes them."""
        names = {
            award.value: {
                code: self.cleaned_data[f"{award.value}_{code}"] for code in LANGUAGES
            }
            for award in Award
        }
        columns = {name: self.cleaned_data[name] for name in self.Meta.fields}
        reason = self.cleaned_data["reason"]
        return {**columns, "award_names": own_names(names), "reason": reason}
