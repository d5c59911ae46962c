"""Who sits on a panel, and the order that appoints them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from judging.forms.reasons import ReasonForm, text_area
from judging.models import Judge
from ui.forms import ThaiDateField, helper


class SeatForm(forms.Form):
    """What somebody is on the panel; the page has a datalist of committee titles."""

    capacity = forms.ChoiceField(label=_("Capacity"), choices=Judge.Capacity)
    committee_title = forms.CharField(
        label=_("Title in the committee"),
        max_length=150,
        required=False,
        help_text=_("As the appointment order words it. May be left empty."),
        widget=forms.TextInput({"list": "committee-titles"}),
    )
    position = forms.CharField(
        label=_("Position"),
        max_length=250,
        required=False,
        help_text=_("In the civil service or elsewhere, as the order words it."),
    )
    scores = forms.BooleanField(
        label=_("Gives marks"),
        required=False,
        initial=True,
        help_text=_("Members always do; a chair or a secretary may sit without marks."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()


class SubstituteForm(ReasonForm):
    """Why somebody takes a judge's place, and what they are elsewhere."""

    position = forms.CharField(
        label=_("Position"),
        max_length=250,
        required=False,
        help_text=_("In the civil service or elsewhere, as the order words it."),
    )
    field_order = ("position", "reason")


class PersonByMailForm(forms.Form):
    """Somebody who may not have an account yet."""

    email = forms.EmailField(label=_("E-mail address"))
    title = forms.CharField(label=_("Title"), max_length=40, required=False)
    given_name = forms.CharField(
        label=_("Given name"),
        max_length=120,
        help_text=_("The names count only where the address is new here."),
    )
    surname = forms.CharField(label=_("Surname"), max_length=120, required=False)


PERSON_FIRST = ("email", "title", "given_name", "surname")


class InviteJudgeForm(PersonByMailForm, SeatForm):
    """A seat for them."""

    field_order = PERSON_FIRST


class InviteSubstituteForm(PersonByMailForm, SubstituteForm):
    """A judge's place for them, and why."""

    field_order = (*PERSON_FIRST, *SubstituteForm.field_order)


class OrderForm(forms.Form):
    """The order that appoints a panel; while it is a draft, anything may be empty."""

    number = forms.CharField(
        label=_("Order number"),
        max_length=60,
        required=False,
        help_text=_("As your office numbers its orders, such as ๑๒๓/๒๕๖๕."),
    )
    dated_on = ThaiDateField(label=_("Date of the order"), required=False)
    duties = forms.CharField(
        label=_("Duties"),
        widget=text_area(6),
        max_length=5000,
        required=False,
        help_text=_("A line for each."),
    )
    signer_name = forms.CharField(
        label=_("Name of the signer"), max_length=200, required=False
    )
    signer_position = forms.CharField(
        label=_("Position of the signer"), max_length=250, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()
