"""The library: use, tags, and names that are taken off."""

from django import forms
from django.utils.translation import gettext_lazy as _

from offices.models import Office
from results.forms.acts import ReasonForm, SureForm
from results.models import NameRequest, Term


class UseForm(SureForm):
    """Which of one's offices puts an item to use, and how."""

    office = forms.ModelChoiceField(label=_("Office"), queryset=None)
    note = forms.CharField(
        label=_("How it is used"),
        help_text=_("Everybody reads it beside the name of the office."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = Office.objects.filter(
            pk__in=[office.pk for office in offices]
        )
        self.fields["office"].label_from_instance = lambda office: office.title
        if len(offices) == 1:
            self.fields["office"].initial = offices[0].pk


class TagForm(SureForm):
    name_th = forms.CharField(label=_("Name in Thai"), max_length=100)
    name_en = forms.CharField(label=_("Name in English"), max_length=100)


class TagsForm(SureForm):
    """The tags of an item, of the department's list."""

    tags = forms.ModelMultipleChoiceField(
        label=_("Tags"),
        queryset=Term.objects.tags(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class NameRequestForm(SureForm):
    name = forms.CharField(label=_("Given name and surname"), max_length=200)
    contact = forms.CharField(
        label=_("How we can reach you"),
        help_text=_(
            "A telephone number or e-mail address. Only the staff who answer read it."
        ),
        max_length=200,
    )
    message = forms.CharField(
        label=_("What you ask for, and why"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )


class NameRemovalForm(ReasonForm):
    given_name = forms.CharField(label=_("Given name"), max_length=150)
    surname = forms.CharField(label=_("Surname"), max_length=150)
    hides_files = forms.BooleanField(
        label=_("Take the files of this entry off too"),
        help_text=_("What stands in a file or picture cannot be rewritten."),
        required=False,
    )
    field_order = ("given_name", "surname", "hides_files", "reason")


class AnswerForm(ReasonForm):
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=NameRequest.Answer.choices,
        widget=forms.RadioSelect,
    )
    field_order = ("answer", "reason")
