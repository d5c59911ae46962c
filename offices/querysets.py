"""What can be asked of offices, people and their roles."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone

from offices.roles import KEEPERS, OVERSEERS, Level, Role, offices_of
from ui.thai import search_key, tidy


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
    def visible_to(self, user):
        """Return all offices: that an office exists is no secret. What is in it, is."""
        return self

    def in_areas_of(self, offices):
        """Return `offices` and all below them."""
        return self.filter(in_areas(offices, "path"))

    def above(self, office):
        """Return the parents of `office`, the department first."""
        return self.filter(code__in=office.codes[:-1]).order_by("path")

    def named(self, text):
        """Return the offices in whose name or code each word of `text` occurs."""
        found = self
        for word in bare_words(text):
            found = found.filter(
                Q(title_th__contains=word)
                | Q(title_en__icontains=word)
                | Q(code__iexact=word)
            )
        return found


# What people write before the name of a place, and need not find.
KINDS_OF_OFFICE = (
    "สำนักงานพัฒนาชุมชน",
    "สพอ.",
    "สพจ.",
    "อำเภอ",
    "จังหวัด",
    "อ.",
    "จ.",
)


def bare_words(text):
    """Return the words of a query for offices, without the kinds of office."""
    words = []
    for word in search_key(text).split():
        for kind in KINDS_OF_OFFICE:
            word = word.removeprefix(kind)
        words.append(word)
    return [word for word in words if word]


class UserQuerySet(models.QuerySet):
    def running(self, office):
        """Return who runs the rounds of an office: its staff."""
        roles = [Role.STAFF]
        if office.level == Level.DEPARTMENT:
            roles.append(Role.ADMINISTRATOR)
        return self.filter(
            is_active=True,
            memberships__office=office,
            memberships__role__in=roles,
            memberships__ended_at__isnull=True,
        ).distinct()

    def visible_to(self, user):
        """Return the people of the areas that `user` looks into, and `user`.

        Whoever has or had a role there belongs to an area, and whoever is invited to
        one. Those who look into the whole country see the others too: judges.
        """
        areas = offices_of(user, *OVERSEERS)
        if any(office.level == Level.DEPARTMENT for office in areas):
            return self
        within = in_areas(areas, "office__path")
        theirs = Q(user=OuterRef("pk"))
        memberships = self._all("memberships").filter(theirs, within)
        invitations = self._all("invitations").waiting().filter(theirs, within)
        return self.filter(Q(pk=user.pk) | Exists(memberships) | Exists(invitations))

    def holding(self, role, office):
        """Return the active people who hold `role` at `office` itself, today."""
        return self.filter(
            is_active=True,
            memberships__office=office,
            memberships__role=role,
            memberships__ended_at__isnull=True,
        )

    def named(self, text):
        """Return those in whose name, e-mail or position each word of `text` occurs."""
        found = self
        for word in tidy(text).split():
            found = found.filter(
                Q(given_name__icontains=word)
                | Q(surname__icontains=word)
                | Q(email__icontains=word)
                | Q(position__icontains=word)
            )
        return found

    def with_memberships(self, user):
        """Add `shown_memberships`: those that `user` may see, with their offices."""
        shown = self._all("memberships").visible_to(user)
        return self.prefetch_related(
            Prefetch(
                "memberships",
                shown.select_related("office").order_by(
                    F("ended_at").desc(nulls_first=True), "started_at", "pk"
                ),
                to_attr="shown_memberships",
            )
        )

    def _all(self, relation):
        """Return all rows of a relation; its model cannot be imported from here."""
        return self.model._meta.get_field(relation).related_model._default_manager.all()


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the memberships in the areas that `user` looks into, and their own."""
        within = in_areas(offices_of(user, *OVERSEERS), "office__path")
        return self.filter(within | Q(user=user))

    def live(self):
        """Return the memberships that have not ended."""
        return self.filter(ended_at__isnull=True)

    def running(self, office, above):
        """Return the roles that run the rounds of an office, which lies below `above`.

        The same rule as `offices.permissions.is_staff_at`, for both may be `OuterRef`s.
        """
        own = Q(office=office, role__in=KEEPERS)
        province = Q(office=above, office__level=Level.PROVINCE, role=Role.STAFF)
        return self.live().filter(own | province, user__is_active=True)

    def since(self, moment):
        """Return the memberships in force at any time since `moment`."""
        return self.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=moment))

    def governing(self):
        """Return the live memberships of administrators who can sign in."""
        return self.live().filter(role=Role.ADMINISTRATOR, user__is_active=True)


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the invitations that `user` may look after: its link is a key.

        An invitation to an account only (a judge's) is its maker's and the
        administrators'; one to be an administrator is the administrators'.
        """
        if offices_of(user, Role.ADMINISTRATOR):
            return self
        areas = offices_of(user, *KEEPERS)
        if not areas:
            return self.none()
        within = in_areas(areas, "office__path") & ~Q(role=Role.ADMINISTRATOR)
        return self.filter(within | Q(office__isnull=True, invited_by=user))

    def waiting(self):
        """Return the invitations that were neither accepted nor cancelled."""
        return self.filter(accepted_at__isnull=True, cancelled_at__isnull=True)

    def open(self, at):
        """Return the invitations that can still be accepted."""
        return self.waiting().filter(expires_at__gt=at)


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the notices of `user`; `due` says which are to be seen."""
        return self.filter(user=user)

    def due(self, at):
        """Return the notices that their people may see."""
        return self.filter(due_at__lte=at)


class MailQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the outbox to administrators; what is not due yet to nobody.

        Mail waits with the moment of an embargo, which is secret from them too.
        """
        if not offices_of(user, Role.ADMINISTRATOR):
            return self.none()
        return self.filter(due_at__lte=timezone.now())

    def unsent(self, at):
        """Return the mail that is due and has not left, oldest first."""
        return self.filter(
            Q(retry_at__isnull=True) | Q(retry_at__lte=at),
            sent_at__isnull=True,
            due_at__lte=at,
        ).order_by("due_at", "pk")


class SignerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the signers of the offices whose papers `user` makes."""
        return self.filter(run_by(user, "office"))

    def live(self):
        """Return those who sign today, the one who signs announcements first."""
        return self.filter(ended_at__isnull=True)
