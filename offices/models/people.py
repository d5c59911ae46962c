"""The people, what each may do where, and how they are invited."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from offices.models.tree import Office
from offices.querysets import InvitationQuerySet, MembershipQuerySet, UserQuerySet
from offices.roles import Role
from ui.thai import sort_key


class PeopleManager(UserManager.from_queryset(UserQuerySet)):
    """Django's way to create users, with the questions of `UserQuerySet`."""

    def _create_user_object(self, username, email, password, **fields):
        person = super()._create_user_object(username, email, password, **fields)
        person.email = person.email.lower()
        person.sort_key = person.make_sort_key()
        return person


class User(AbstractUser):
    """A person. Position, its level and the office are three things, kept apart."""

    first_name = None
    last_name = None

    email = models.EmailField(_("e-mail"))
    title = models.CharField(_("title before the name"), max_length=40, blank=True)
    given_name = models.CharField(_("given name"), max_length=120)
    surname = models.CharField(_("surname"), max_length=120, blank=True)
    position = models.CharField(_("position"), max_length=150, blank=True)
    position_level = models.CharField(_("position level"), max_length=80, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    # Made up for the demo; every page that shows the person says so.
    is_sample = models.BooleanField(default=False)
    sort_key = models.CharField(max_length=750, blank=True, editable=False)

    REQUIRED_FIELDS = ("email", "given_name")

    objects = PeopleManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_is_unique",
                violation_error_message=_("Another account has this e-mail address."),
            ),
            # Sign-in looks a person up by the address in lower case.
            models.CheckConstraint(
                name="user_email_is_lower_case", condition=Q(email=Lower("email"))
            ),
            models.UniqueConstraint(
                Lower("username"), name="user_username_is_unique_in_any_case"
            ),
        )

    def __str__(self):
        return self.get_full_name()

    def get_full_name(self):
        """Title and given name without a space, then the surname, as Thai writes it."""
        return f"{self.title}{self.given_name} {self.surname}".strip()

    def get_short_name(self):
        return self.given_name

    def make_sort_key(self):
        """Make the key by which lists of people are in Thai dictionary order."""
        return sort_key(f"{self.given_name} {self.surname}")[:750]

    @property
    def full_position(self):
        """Position and level in one word: นักวิชาการพัฒนาชุมชนชำนาญการ."""
        return f"{self.position}{self.position_level}"


class Membership(models.Model):
    """A role of a person at an office. Ended ones are kept."""

    Role = Role

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=13, choices=Role)
    started_at = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("until"), null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("started_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="membership_role_is_known",
                condition=Q(role__in=Role.values),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
            models.UniqueConstraint(
                name="membership_one_live_per_person_office_and_role",
                fields=["user", "office", "role"],
                condition=Q(ended_at__isnull=True),
                violation_error_message=_("This person already has this role there."),
            ),
        )

    def __str__(self):
        return f"{self.get_role_display()} · {self.office}"


class Invitation(models.Model):
    """A link by which a person sets up their account and, where named, takes a role.

    Without an office it is for somebody who needs an account only: a judge.
    The link is signed from the key (`offices.invitations`): no secret is stored.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations"
    )
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, related_name="invitations"
    )
    role = models.CharField(max_length=13, blank=True, choices=Role)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="invitation_names_office_and_role_or_neither",
                condition=Q(office__isnull=True, role="")
                | Q(office__isnull=False) & ~Q(role=""),
            ),
            models.CheckConstraint(
                name="invitation_is_not_both_accepted_and_cancelled",
                condition=Q(accepted_at__isnull=True) | Q(cancelled_at__isnull=True),
            ),
            models.CheckConstraint(
                name="invitation_role_is_known",
                condition=Q(role__in=["", *Role.values]),
            ),
            # Inviting again renews the invitation that waits.
            models.UniqueConstraint(
                name="invitation_one_waiting_per_person_office_and_role",
                fields=["user", "office", "role"],
                condition=Q(accepted_at__isnull=True, cancelled_at__isnull=True),
            ),
        )

    def __str__(self):
        return f"{self.user} · {self.offer}"

    @property
    def offer(self):
        """What the person gets by accepting."""
        if self.office is None:
            return gettext("An account, without a role at an office")
        return f"{self.get_role_display()} · {self.office}"

    @property
    def is_waiting(self):
        """Neither accepted nor cancelled; it may have expired."""
        return self.accepted_at is None and self.cancelled_at is None
