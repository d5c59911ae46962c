"""What people type for a session: when it meets, and its order."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from judging.forms.reasons import ReasonForm
from judging.models import Session
from judging.models.sessions import MOST_MINUTES
from ui.forms import ThaiDateTimeField, WholeNumberField, helper


def column(name):
    return Session._meta.get_field(name)


class SessionForm(forms.Form):
    """When and where the panel meets, and how long each entry has."""

    number = forms.CharField(
        label=column("number").verbose_name,
        max_length=20,
        help_text=_("As the minutes name it, such as 1/2569."),
    )
    meets_at = ThaiDateTimeField(label=column("meets_at").verbose_name)
    place = forms.CharField(label=column("place").verbose_name, max_length=200)
    presentation_minutes = WholeNumberField(
        label=column("presentation_minutes").verbose_name,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)],
    )
    question_minutes = WholeNumberField(
        label=column("question_minutes").verbose_name,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_MINUTES)],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()


class DrawForm(forms.Form):
    seed = forms.CharField(
        label=column("seed").verbose_name,
        max_length=64,
        required=False,
        help_text=_(
            "Leave it empty and the portal makes one. Or write what was drawn before "
            "everybody in the hall, such as numbers out of a bowl."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()


class OrderForm(ReasonForm):
    """A place for each entry of the order, and why it is not the lot's."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, entries, *args, **kwargs):
        """`entries` are `judging.hall.order.Called`."""
        super().__init__(*args, **kwargs)
        self.entries = entries
        places = [(n, n) for n in range(1, len(entries) + 1)]
        for place, entry in enumerate(entries, start=1):
            self.fields[f"place_{entry.turn}"] = forms.TypedChoiceField(
                label=f"{entry.number} · {entry.title}",
                help_text=entry.whose,
                choices=places,
                coerce=int,
                initial=place,
            )
        names = [f"place_{entry.turn}" for entry in entries]
        self.order_fields([*names, "reason", "version"])

    def clean(self):
        places = {self.cleaned_data.get(f"place_{each.turn}") for each in self.entries}
        if len(places) < len(self.entries):
            raise ValidationError(
                _("Give each entry of the order a place of its own."), code="not_all"
            )

    def order(self):
        """Return the keys of the turns as they are to present."""
        turns = (entry.turn for entry in self.entries)
        return sorted(turns, key=lambda pk: self.cleaned_data[f"place_{pk}"])
