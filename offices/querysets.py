"""What can be asked of offices, people and their roles."""

from django.db import models
from django.db.models import Q

from offices.roles import OVERSEERS, Level, Role, offices_of


def in_areas(offices, field):
    """Return the condition that the path `field` lies in an area of `offices`."""
    condition = Q(pk__in=[])
    for office in offices:
        condition |= Q(**{f"{field}__startswith": office.path})
    return condition


def run_by(user, field):
    """Return the condition that the user runs the rounds of the office `field`.

    The same rule as `offices.permissions.is_staff_at`, for many rows.
    """
    staffed = offices_of(user, Role.STAFF)
    provinces = [office for office in staffed if office.level == Level.PROVINCE]
    condition = Q(**{f"{field}__in": staffed}) | Q(
        **{f"{field}__level": Level.DISTRICT, f"{field}__parent__in": provinces}
    )
    if offices_of(user, Role.ADMINISTRATOR):
        condition |= Q(**{f"{field}__level": Level.DEPARTMENT})
    return condition


class OfficeQuerySet(models.QuerySet):
    def in_area_of(self, office):
        """Return `office` and all below it."""
        return self.filter(path__startswith=office.path)

    def above(self, office):
        """Return the parents of `office`, the department first."""
        return self.filter(code__in=office.codes[:-1]).order_by("path")


class UserQuerySet(models.QuerySet):
    def holding(self, role, office):
        """Return the active people who hold `role` at `office` itself, today."""
        return self.filter(
            is_active=True,
            memberships__office=office,
            memberships__role=role,
            memberships__ended_at__isnull=True,
        )


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the memberships in the areas that `user` looks after."""
        return self.filter(in_areas(offices_of(user, *OVERSEERS), "office__path"))

    def live(self):
        """Return the memberships that have not ended."""
        return self.filter(ended_at__isnull=True)

    def since(self, moment):
        """Return the memberships in force at any time since `moment`."""
        return self.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=moment))


class InvitationQuerySet(models.QuerySet):
    def open(self, at):
        """Return the invitations that can still be accepted."""
        return self.filter(
            accepted_at__isnull=True, cancelled_at__isnull=True, expires_at__gt=at
        )


class NoticeQuerySet(models.QuerySet):
    def due(self, at):
        """Return the notices that their people may see."""
        return self.filter(due_at__lte=at)


class MailQuerySet(models.QuerySet):
    def unsent(self, at):
        """Return the mail that is due and has not left, oldest first."""
        return self.filter(sent_at__isnull=True, due_at__lte=at).order_by(
            "due_at", "pk"
        )
