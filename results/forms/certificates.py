"""Certificates: issued, cancelled, corrected, looked up."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from offices.models import Signer
from results.forms.acts import ReasonForm, SureForm
from results.models import CertificateVersion
from ui.forms import ThaiDateField, helper


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
