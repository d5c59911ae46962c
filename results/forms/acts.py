"""The acts on a result: sure, with a reason, under an embargo."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import ThaiDateTimeField, helper


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
