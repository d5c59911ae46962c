"""What people type about results: reasons, an embargo, certificates, past ranks."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from offices.models import Office, Signer
from results.appeals import FILES
from results.models import CertificateVersion
from submissions.file_limits import accept_of
from ui.forms import ThaiDateField, ThaiDateTimeField, helper
from ui.thai import arabic_digits, search_key


class SureForm(forms.Form):
    """Nothing to type: what happens stands on the page, the button does it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()


class SealForm(SureForm):
    """`seen` is the ranking that the chair looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class ReasonForm(SureForm):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class PublicReasonForm(ReasonForm):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody can read it beside the result."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class PublishForm(SureForm):
    public_from = ThaiDateTimeField(
        label=_("Public from"),
        help_text=_(
            "Leave it empty to publish at once. Until the moment given here only the "
            "staff of this office see the result and what follows from it."
        ),
        required=False,
    )


# Certificates ---------------------------------------------------------------------


class IssueForm(SureForm):
    """Which awards, with which day and signer. `seen` is who was on the page."""

    awards = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": _("Look at the list again.")}
    )
    given_on = ThaiDateField(
        label=_("Day on the certificates"),
        help_text=_("The number counts in the Buddhist year of this day."),
    )
    signer = forms.ModelChoiceField(
        Signer.objects.none(),
        label=_("Who signs"),
        required=False,
        empty_label=_("Nobody yet: a line to sign by hand"),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, awards, signers, seen, **kwargs):
        super().__init__(*args, **kwargs)
        self.shown_now = seen
        self.fields["awards"].choices = awards
        self.fields["signer"].queryset = signers
        self.helper = helper("given_on", "signer", "seen")

    def clean(self):
        data = super().clean()
        if data.get("seen") != self.shown_now:
            raise ValidationError(
                _("Somebody issued some of these meanwhile. Look at the list again."),
                code="stale",
            )
        if not data.get("awards") and "awards" not in self.errors:
            raise ValidationError(_("Choose at least one award."), code="nobody")
        return data


class CancelCertificateForm(ReasonForm):
    is_public = forms.BooleanField(
        label=_("Show the reason to everybody who verifies the certificate"),
        required=False,
    )


class CorrectCertificateForm(SureForm):
    name = forms.CharField(
        label=_("Name on the certificate"),
        max_length=CertificateVersion._meta.get_field("name").max_length,
    )
    detail = forms.CharField(
        label=_("Lines below the name"),
        help_text=_("Position and office; empty for an office."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )


class CodeForm(SureForm):
    """Asked by GET, so without a token, which would stand in the address."""

    code = forms.CharField(
        label=_("Code of the certificate"),
        help_text=_(
            "It stands beside the QR code, such as A2C3-K9PT-W4XY. Small letters and "
            "missing dashes do not matter."
        ),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.disable_csrf = True


# Appeals --------------------------------------------------------------------------


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files. What each may be is asked when it is added, one by one."""

    widget = SeveralFiles

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            allow_empty_file=True,
            label=_("Files"),
            help_text=_("Up to 5: PDF, DOCX, XLSX, JPEG, PNG, each up to 20 MB."),
            **kwargs,
        )
        self.widget.attrs["accept"] = accept_of(FILES)

    def clean(self, data, initial=None):
        return [super(FilesField, self).clean(each, initial) for each in data or ()]


class FilesForm(SureForm):
    files = FilesField()


class AppealForm(SureForm):
    reason = forms.CharField(
        label=_("What you appeal against, and why"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=10000,
    )
    files = FilesField()

    def __init__(self, *args, offices: list[Office], **kwargs):
        super().__init__(*args, **kwargs)
        self.offices = offices
        if len(offices) > 1:
            self.fields["office"] = forms.ChoiceField(
                label=_("For which office"),
                choices=[(each.pk, each.title) for each in offices],
            )

    def clean(self):
        data = super().clean()
        chosen = str(data.get("office", self.offices[0].pk))
        data["office"] = next(
            (each for each in self.offices if str(each.pk) == chosen), None
        )
        return data


class GrantForm(ReasonForm):
    public_reason = forms.CharField(
        label=_("What everybody reads"),
        help_text=_("It stands beside the withdrawn result."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


# A past year's ranks --------------------------------------------------------------


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
