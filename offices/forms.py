"""What people type about offices and people. Who may do it, the views ask."""

import re

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from offices.models import Office, User
from offices.roles import Level, Role
from ui.forms import helper

CODE = re.compile(r"\(?([A-Z0-9]{2,4})\)?\s*$", re.IGNORECASE)


def as_typed(office):
    """Return the office as the box of `OfficeField` shows and understands it."""
    return f"{office.title} ({office.code})"


class OfficeField(forms.CharField):
    """An office by its name or code, among those that the page offers.

    The page has a <datalist> that fills while one types (`offices:suggest`); without
    JavaScript the name alone will do.
    """

    default_error_messages = {
        "unknown": _("No such office here. Write its name or its code, such as 3317."),
        "several": _("Several offices have this name: %(offices)s. Add the code."),
    }

    def __init__(self, **kwargs):
        super().__init__(**{"label": _("Office"), **kwargs})
        self.offices = Office.objects.none()

    def widget_attrs(self, widget):
        return {
            **super().widget_attrs(widget),
            "autocomplete": "off",
            "list": "offices-to-choose",
            "hx-get": reverse_lazy("offices:suggest"),
            "hx-target": "#offices-to-choose",
            "hx-trigger": "input changed delay:300ms",
        }

    def clean(self, value):
        text = super().clean(value)
        return self.find(text) if text else None

    def find(self, text):
        code = CODE.search(text)
        by_code = code and self.offices.filter(code=code[1].upper()).first()
        if by_code:
            return by_code
        named = self.offices.filter(Q(name_th=text) | Q(name_en__iexact=text))
        found = list(named[:6]) or list(self.offices.named(text)[:6])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        raise ValidationError(
            self.error_messages["several"],
            code="several",
            params={"offices": ", ".join(map(as_typed, found))},
        )


def reason_field():
    return forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        help_text=_("It is kept, and the person reads it."),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = reason_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()


class MoveForm(ReasonForm):
    """Where a role goes, and why."""

    office = OfficeField(label=_("New office"))
    field_order = ("office", "reason")

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].offices = offices


class RoleForm(MoveForm):
    """A further role for somebody who has an account."""

    office = OfficeField()
    role = forms.ChoiceField(label=_("Role"))
    field_order = ("role", "office", "reason")

    def __init__(self, *args, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles


class EmailForm(ReasonForm):
    """Another address for an account."""

    email = forms.EmailField(label=_("New e-mail address"))
    field_order = ("email", "reason")


class InviteForm(forms.Form):
    """Whom to invite, to which role at which office."""

    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"))
    office = OfficeField()
    title = forms.CharField(
        label=_("Title before the name"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"list": "titles"}),
    )
    given_name = forms.CharField(label=_("Given name"), max_length=120)
    surname = forms.CharField(label=_("Surname"), max_length=120, required=False)

    def __init__(self, *args, offices, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].offices = offices
        self.fields["role"].choices = roles
        self.helper = helper()


class ProfileForm(forms.ModelForm):
    """A person's own data. Position and its level are two things, kept apart."""

    class Meta:
        model = User
        fields = (
            "title",
            "given_name",
            "surname",
            "position",
            "position_level",
            "phone",
        )
        labels = {
            "title": _("Title before the name"),
            "given_name": _("Given name"),
            "surname": _("Surname"),
            "position": _("Position"),
            "position_level": _("Position level"),
            "phone": _("Telephone"),
        }
        widgets = {
            "title": forms.TextInput({"list": "titles"}),
            "position": forms.TextInput({"list": "positions"}),
            "position_level": forms.TextInput({"list": "position-levels"}),
            "phone": forms.TextInput({"type": "tel", "autocomplete": "tel"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()


class AcceptForm(ProfileForm):
    """What a new person tells about themselves, and the password they choose."""

    username = forms.CharField(
        label=_("Username"),
        max_length=150,
        validators=[User.username_validator],
        help_text=_("You can sign in with it, or with your e-mail address."),
        widget=forms.TextInput({"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 8 characters, and not only digits."),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args, person, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_username(self):
        name = self.cleaned_data["username"]
        if "@" in name:
            raise ValidationError(_("Choose a username without “@”."), code="at_sign")
        others = User.objects.exclude(pk=self.person.pk)
        if others.filter(username__iexact=name).exists():
            raise ValidationError(
                _("Somebody has this username. Choose another one."), code="taken"
            )
        return name

    def clean(self):
        data = super().clean()
        password = data.get("password")
        if password and data.get("repeated") not in (None, password):
            self.add_error("repeated", _("The two passwords are not the same."))
        if password:
            try:
                validate_password(password, self.person)
            except ValidationError as refusal:
                self.add_error("password", refusal)
        data.pop("repeated", None)
        return data


class PeopleFilter(forms.Form):
    """Which people to list."""

    class State:
        INVITED, ENDED, INACTIVE, ALL = "invited", "ended", "inactive", "all"

    q = forms.CharField(label=_("Name, e-mail or position"), required=False)
    office = forms.CharField(required=False)
    role = forms.ChoiceField(
        label=_("Role"), choices=[("", _("All roles")), *Role.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("Which people"),
        choices=[
            ("", _("With a role today")),
            (State.INVITED, _("Invited, not yet here")),
            (State.ENDED, _("Role ended")),
            (State.INACTIVE, _("Account deactivated")),
            (State.ALL, _("Everybody")),
        ],
        required=False,
    )


class OfficeFilter(forms.Form):
    """Which offices to list."""

    q = forms.CharField(label=_("Name or code"), required=False)
    level = forms.ChoiceField(
        label=_("Level"),
        choices=[("", _("All levels")), *Level.choices],
        required=False,
    )
