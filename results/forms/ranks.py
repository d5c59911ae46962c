"""The ranks of a past year."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from offices.models import Office
from results.forms.acts import SureForm
from ui.thai import arabic_digits, search_key


class SourceForm(SureForm):
    source = forms.CharField(
        label=_("Where these ranks come from"),
        help_text=_(
            "An announcement, its number and date. Everybody can read it beside the "
            "result."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )


class RankForm(forms.Form):
    """A row: an office by its name or code, its rank, the title of its entry."""

    rank = forms.CharField(
        label=_("Rank"),
        required=False,
        max_length=3,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    office = forms.CharField(
        label=_("Office"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "offices", "autocomplete": "off"}),
    )
    title = forms.CharField(
        label=_("Title of the entry"), required=False, max_length=300
    )

    def __init__(self, *args, offices: dict[str, Office], **kwargs):
        super().__init__(*args, **kwargs)
        self.offices = offices
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    def clean_rank(self):
        text = arabic_digits(self.cleaned_data["rank"]).strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and int(text)):
            raise ValidationError(_("Write the rank as a number: 1, 2, 3."))
        return int(text)

    def clean_office(self):
        text = self.cleaned_data["office"]
        if not text.strip():
            return None
        office = self.offices.get(search_key(text))
        if office is None:
            raise ValidationError(
                _("No office of this round has this name. Choose one of the list.")
            )
        return office

    def clean(self):
        row = super().clean()
        if self.errors:
            return row
        if row.get("office") and not row.get("rank"):
            self.add_error("rank", _("Give the rank of this office."))
        if row.get("title") and not row.get("office"):
            self.add_error("office", _("Give the office whose entry this is."))
        return row


RanksFormSet = forms.formset_factory(RankForm, extra=0, max_num=100, absolute_max=100)


def offices_by_name(offices) -> dict[str, Office]:
    """Return the offices under each of their names and codes, as people type them.

    A bare name that two of them share finds neither.
    """
    found: dict[str, Office] = {}
    shared = set()
    for office in offices:
        for text in {office.title_th, office.title_en, office.code}:
            found[search_key(text)] = office
        for text in {office.name_th, office.name_en}:
            key = search_key(text)
            if found.get(key, office) != office:
                shared.add(key)
            found.setdefault(key, office)
    return {key: office for key, office in found.items() if key not in shared}


def ranks_formset(data, offices, initial: list[dict]):
    """Make the rows; one without an office is left out, whatever its rank."""
    return RanksFormSet(
        data,
        prefix="ranks",
        initial=initial,
        form_kwargs={"offices": offices_by_name(offices)},
    )
