"""A new season: which year, from what, and the dates of each level."""

from crispy_forms.layout import Column, Fieldset, Row
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from contests.dates import check_order
from contests.models import Stage
from contests.phases import DATES
from offices.roles import LADDER
from ui.forms import ThaiDateTimeField, helper


class SourceForm(forms.Form):
    """The first choice, by which the second form proposes its dates."""

    source = forms.ChoiceField(
        label=_("Start from"),
        required=False,
        widget=forms.Select({"class": "form-select"}),
    )
    year = forms.IntegerField(
        label=_("Fiscal year (B.E.)"),
        min_value=2500,
        max_value=2700,
        widget=forms.TextInput(
            {"inputmode": "numeric", "maxlength": 4, "class": "form-control"}
        ),
    )

    def __init__(self, *args, seasons, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.seasons = seasons
        self.fields["source"].choices = [
            ("", _("The portal's built-in template")),
            *(
                (season.pk, _("A copy of %(season)s") % {"season": season})
                for season in seasons
            ),
        ]

    def answer(self):
        """Return the season to copy, None for the template, and the year."""
        chosen = self.cleaned_data["source"]
        source = next((s for s in self.seasons if str(s.pk) == chosen), None)
        return source, self.cleaned_data["year"]


class SeasonDatesForm(forms.Form):
    """The four moments of each level, which hold for every category."""

    def __init__(self, *args, proposed, **kwargs):
        super().__init__(*args, **kwargs)
        self.levels = [level for level in LADDER if level in proposed]
        for level in self.levels:
            for name in DATES:
                self.fields[f"{level}-{name}"] = ThaiDateTimeField(
                    label=capfirst(Stage._meta.get_field(name).verbose_name),
                    initial=proposed[level][name],
                )
        self.helper = helper(
            *(
                Fieldset(
                    Stage.NAMES[level],
                    Row(
                        *(
                            Column(f"{level}-{name}", css_class="col-lg-6")
                            for name in DATES
                        )
                    ),
                )
                for level in self.levels
            )
        )

    def clean(self):
        cleaned = super().clean()
        for level in self.levels:
            dates = {name: cleaned.get(f"{level}-{name}") for name in DATES}
            if all(dates.values()):
                try:
                    check_order(dates)
                except forms.ValidationError as refusal:
                    self.add_error(f"{level}-opens_at", refusal)
        return cleaned

    def changed_dates(self):
        """Return the four dates of the levels at which one was changed."""
        return {
            level: {name: self.cleaned_data[f"{level}-{name}"] for name in DATES}
            for level in self.levels
            if any(f"{level}-{name}" in self.changed_data for name in DATES)
        }
