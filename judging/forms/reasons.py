"""A reason, which most acts of a panel ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import helper


def text_area(rows):
    return forms.Textarea({"rows": rows})


def reason_field():
    return forms.CharField(label=_("Reason"), widget=text_area(3), max_length=2000)


class ReasonForm(forms.Form):
    """Why."""

    reason = reason_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()
