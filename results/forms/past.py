"""The workbook of a past season."""

from django import forms
from django.utils.translation import gettext_lazy as _

from results.forms.acts import SureForm


class PastFileForm(SureForm):
    """What is in the file, `results.past.sheet` asks."""

    file = forms.FileField(
        label=_("The filled-in sheet"),
        help_text=_("Excel workbook (.xlsx), up to 2 MB."),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class SeenForm(SureForm):
    """`seen` is what the administrator looked at before the button."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
