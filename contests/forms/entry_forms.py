"""The fields of a category's entry form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from contests.entry_form import TITLE, Kind

SMALL = {"rows": 2}
SEPARATOR = "|"


class FieldForm(forms.Form):
    """One field; options are lines of a Thai and an English label."""

    key = forms.SlugField(required=False, widget=forms.HiddenInput)
    label_th = forms.CharField(label=_("Label in Thai"), max_length=250)
    label_en = forms.CharField(label=_("Label in English"), max_length=250)
    help_th = forms.CharField(
        label=_("Help in Thai"), required=False, widget=forms.Textarea(SMALL)
    )
    help_en = forms.CharField(
        label=_("Help in English"), required=False, widget=forms.Textarea(SMALL)
    )
    options = forms.CharField(
        label=_("To choose from"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One on each line: the Thai, then | and the English."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    required = forms.BooleanField(label=_("Must be filled in"), required=False)
    has_other = forms.BooleanField(label=_("Takes something else too"), required=False)

    def __init__(self, *args, initial=None, **kwargs):
        self.before = initial or {}
        if "options" in self.before:
            lines = [
                f"{option['label_th']} {SEPARATOR} {option['label_en']}"
                for option in self.before["options"]
            ]
            initial = {**initial, "options": "\n".join(lines)}
        super().__init__(*args, initial=initial, **kwargs)
        if self.before.get("key") == TITLE:
            self.fields["kind"].disabled = self.fields["required"].disabled = True

    def clean_options(self):
        """Return the options; one keeps its value while either of its labels stays."""
        known = self.before.get("options", [])
        options = []
        for line in self.cleaned_data["options"].splitlines():
            th, _separator, en = (part.strip() for part in line.partition(SEPARATOR))
            if not th:
                continue
            labels = {"label_th": th, "label_en": en or th}
            same = [o for o in known if o["label_th"] == th or o["label_en"] == en]
            value = same[0]["value"] if same else free_value([*known, *options])
            options.append({"value": value, **labels})
        return options

    def clean(self):
        cleaned = super().clean()
        chooses = cleaned.get("kind") in (Kind.CHOICE, Kind.CHOICES)
        if chooses and not cleaned.get("options") and "options" not in self.errors:
            self.add_error("options", _("Give something to choose from."))
        return cleaned

    def field(self):
        """Return the field as a form stores it."""
        cleaned = self.cleaned_data
        stored = {name: cleaned[name] for name in self.base_fields}
        options, has_other = stored.pop("options"), stored.pop("has_other")
        if stored["kind"] in (Kind.CHOICE, Kind.CHOICES):
            stored["options"] = options
        if stored["kind"] == Kind.CHOICES:
            stored["has_other"] = has_other
        return stored


def free_value(options):
    taken = {option["value"] for option in options}
    return next(str(number) for number in range(1, 10_000) if str(number) not in taken)


class BaseFields(forms.BaseFormSet):
    def as_stored(self):
        """Return the fields that stay, in the order that was asked for."""
        return [form.field() for form in self.ordered_forms]


FieldsFormSet = forms.formset_factory(
    FieldForm,
    formset=BaseFields,
    extra=0,
    can_order=True,
    can_delete=True,
    max_num=60,
    absolute_max=80,
)
