"""The fields of a category's entry form."""

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from contests.entry_form import TITLE, Kind
from contests.entry_form.changing import safety_of
from contests.entry_form.fields import SETTINGS, is_hidden_when_blind, is_public
from contests.entry_form.file_types import FILE_TYPES
from contests.entry_form.wellformed import (
    LONGEST_HELP,
    LONGEST_LABEL,
    LONGEST_UNIT,
    MOST_FIELDS,
)
from ui.forms import ExactDecimalField, WholeNumberField

SMALL = {"rows": 2}
SEPARATOR = "|"
# The name of the rows in what is posted; the page cuts the numbers of rows from it.
PREFIX = "fields"
TYPES = [(code, each.label) for code, each in FILE_TYPES.items()]


def words(label, most=LONGEST_LABEL, **more):
    return forms.CharField(label=label, max_length=most, **more)


def limit(label, help_text=""):
    return WholeNumberField(label=label, required=False, help_text=help_text)


def bound(label):
    return ExactDecimalField(
        label=label, required=False, max_digits=21, decimal_places=6
    )


class FieldForm(forms.Form):
    """One field; options are lines of a Thai and an English label."""

    key = forms.SlugField(required=False, widget=forms.HiddenInput)
    label_th = words(_("Label in Thai"))
    label_en = words(_("Label in English"))
    help_th = words(
        _("Help in Thai"), LONGEST_HELP, required=False, widget=forms.Textarea(SMALL)
    )
    help_en = words(
        _("Help in English"), LONGEST_HELP, required=False, widget=forms.Textarea(SMALL)
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.TEXT)
    options = forms.CharField(
        label=_("To choose from"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One on each line: the Thai, then | and the English."),
    )
    has_other = forms.BooleanField(label=_("Takes something else too"), required=False)
    most_characters = limit(
        _("Most characters"), _("A letter with its vowels and tone mark counts as one.")
    )
    most_words = limit(
        _("Most words"), _("Words of Thai are estimated; characters are exact.")
    )
    most_rows = limit(
        _("Most points, people or links"), _("1 makes room for exactly one.")
    )
    is_whole = forms.BooleanField(label=_("Only whole numbers"), required=False)
    least = bound(_("Least"))
    most = bound(_("Most"))
    unit_th = words(_("Unit in Thai"), LONGEST_UNIT, required=False)
    unit_en = words(_("Unit in English"), LONGEST_UNIT, required=False)
    types = forms.MultipleChoiceField(
        label=_("Types of files"),
        required=False,
        choices=TYPES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all of them."),
    )
    most_files = limit(_("Most files"))
    mb_each = limit(_("Most MB of a file"))
    mb_total = limit(_("Most MB of all files"))
    required = forms.BooleanField(label=_("Must be filled in"), required=False)
    is_private = forms.BooleanField(
        label=_("Not public: not in the knowledge library"), required=False
    )
    is_hidden_when_blind = forms.BooleanField(
        label=_("Hidden from judges in blind judging"), required=False
    )

    def __init__(self, *args, initial=None, **kwargs):
        self.before = initial or {}
        if self.before:
            initial = {
                **initial,
                "is_private": not is_public(initial),
                "is_hidden_when_blind": is_hidden_when_blind(initial),
            }
        if "options" in self.before:
            lines = [
                f"{option['label_th']} {SEPARATOR} {option['label_en']}"
                for option in self.before["options"]
            ]
            initial["options"] = "\n".join(lines)
        super().__init__(*args, initial=initial, **kwargs)
        if self.before.get("key") == TITLE:
            for name in ("kind", "required", "is_private", "is_hidden_when_blind"):
                self.fields[name].disabled = True

    def has_changed(self):
        """Say whether a row was filled in: its place and a kind alone are nothing."""
        nothing = {ORDERING_FIELD_NAME, DELETION_FIELD_NAME, "kind"}
        return bool({*self.changed_data} - nothing)

    # What the page shows --------------------------------------------------------------

    @property
    def kind_now(self):
        return (
            Kind(kind) if (kind := self["kind"].value()) in Kind.values else Kind.TEXT
        )

    @property
    def words(self):
        """The boxes that every field has."""
        return [self[name] for name in WORDS]

    @property
    def flags(self):
        return [self[name] for name in FLAGS]

    @property
    def settings(self):
        """The boxes of some kinds only, each with its kinds and whether it is one."""
        return [
            (self[name], " ".join(kinds), self.kind_now in kinds)
            for name, kinds in KINDS_OF.items()
        ]

    @property
    def safety(self):
        """What may change of a field in use; nothing of a new one."""
        return safety_of(self.before) if self.before else None

    # What it becomes ------------------------------------------------------------------

    def clean_options(self):
        """Return the options; one keeps its value while either of its labels stays."""
        known = self.before.get("options", [])
        options = []
        for line in self.cleaned_data["options"].splitlines():
            th, _separator, en = (part.strip() for part in line.partition(SEPARATOR))
            if not th:
                continue
            labels = {"label_th": th, "label_en": en or th}
            taken = {option["value"] for option in options}
            same = [
                option
                for option in known
                if (option["label_th"] == th or option["label_en"] == en)
                and option["value"] not in taken
            ]
            value = same[0]["value"] if same else free_value([*known, *options])
            options.append({"value": value, **labels})
        return options

    def field(self):
        """Return the field as a form stores it."""
        cleaned = self.cleaned_data
        stored = {name: cleaned[name] for name in ("key", *WORDS, "kind", "required")}
        stored["is_public"] = not cleaned["is_private"]
        stored["is_hidden_when_blind"] = cleaned["is_hidden_when_blind"]
        for name in SETTINGS[cleaned["kind"]]:
            value = cleaned[name]
            if name in ("least", "most") and value is not None:
                value = f"{value.normalize():f}" if value else "0"
            if value not in (None, "", []):
                stored[name] = value
        return stored


WORDS = ("label_th", "label_en", "help_th", "help_en")
FLAGS = ("required", "is_private", "is_hidden_when_blind")
KINDS_OF = {
    name: [kind for kind, settings in SETTINGS.items() if name in settings]
    for name in FieldForm.base_fields
    if any(name in settings for settings in SETTINGS.values())
}


def free_value(options):
    taken = {option["value"] for option in options}
    return next(str(number) for number in range(1, 10_000) if str(number) not in taken)


class BaseFields(forms.BaseFormSet):
    @property
    def in_order(self):
        """The rows as they are to be shown: those without a place last."""

        def place(form):
            place = str(form[ORDERING_FIELD_NAME].value() or "")
            return int(place) if place.isdecimal() else len(self.forms) + 1

        return sorted(self.forms, key=place)

    def as_stored(self):
        """Return the fields that stay, in the order that was asked for."""
        self.staying = self.ordered_forms
        return [form.field() for form in self.staying]

    def put(self, faults):
        """Put each fault beside its box; return the sentences that have no row."""
        left = []
        for fault in faults:
            form = self.form_of(fault)
            if form is None:
                left.append(fault.sentence)
                continue
            column = "is_private" if fault.column == "is_public" else fault.column
            form.add_error(column if column in form.fields else None, fault.sentence)
        return left

    def form_of(self, fault):
        if fault.place is not None:
            return self.staying[fault.place]
        keys = {form.before.get("key"): form for form in self.forms}
        return keys.get(fault.key)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields[ORDERING_FIELD_NAME].widget = forms.HiddenInput()
        form.fields[DELETION_FIELD_NAME].label = _("Take this field away")


FieldsFormSet = forms.formset_factory(
    FieldForm,
    formset=BaseFields,
    extra=0,
    can_order=True,
    can_delete=True,
    max_num=MOST_FIELDS,
    absolute_max=MOST_FIELDS + 20,
)
