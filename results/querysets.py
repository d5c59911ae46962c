"""What can be asked of results; the public's door is here."""

from django.db import models
from django.db.models import Count, F, Max, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from offices.querysets import in_areas, run_by
from offices.roles import OVERSEERS, Role, offices_of
from results.workflow import STANDING
from submissions.models import Entry
from submissions.querysets import owned_by


def shown(at, prefix=""):
    """Return the condition that a result is published and its embargo over."""
    return Q(
        **{
            f"{prefix}state": "published",
            f"{prefix}public_from__lte": at or timezone.now(),
        }
    )


def withdrawn(at, prefix=""):
    """Return the condition that a result was public once and was withdrawn."""
    return Q(
        **{
            f"{prefix}state": "withdrawn",
            f"{prefix}undone_at__lte": at or timezone.now(),
            f"{prefix}public_from__lte": F(f"{prefix}undone_at"),
        }
    )


class ResultQuerySet(models.QuerySet):
    def public(self, *, at=None):
        """Return the published results whose embargo is over."""
        return self.filter(shown(at))

    def news(self, *, at=None):
        """Return those that are news: not what came in of an earlier year."""
        return self.public(at=at).filter(past_import__isnull=True)

    def withdrawn_publicly(self, *, at=None):
        """Return the results that were public once and were withdrawn.

        One that was withdrawn under its embargo never was.
        """
        return self.filter(withdrawn(at))

    def open_to_all(self, *, at=None):
        """Return what the public may read: what stands, and what was taken back."""
        return self.public(at=at) | self.withdrawn_publicly(at=at)

    def visible_to(self, user, *, at=None):
        """Return the results that a person may see, signed in or not.

        What the public may not read yet, or ever, is for the staff of the round's own
        office and for its panel alone: were it open to the offices above, its vanishing
        from their pages would tell of an embargo (rule 8).
        """
        public = self.model.objects.open_to_all(at=at)
        if not user.is_authenticated:
            return self.filter(pk__in=public.values("pk"))
        judged = Q(round__judges__user=user, round__judges__left_at=None)
        inside = self.model.objects.filter(run_by(user, "round__office") | judged)
        return self.filter(
            Q(pk__in=inside.values("pk")) | Q(pk__in=public.values("pk"))
        )

    def standing(self):
        """Return the results that stand for their rounds, sealed or further."""
        return self.filter(state__in=STANDING)

    def for_list(self):
        """Load what every list of results names."""
        return self.select_related("round__stage__category__season", "round__office")


class AppealQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the appeals of the user's offices, and those on results of theirs.

        The round's staff and its chair, and who oversees the area. An appeal is never
        public, and there is none before its result is: it tells of no embargo.
        """
        chaired = Q(
            result__round__judges__user=user,
            result__round__judges__capacity="chair",
            result__round__judges__left_at=None,
        )
        seen = self.model.objects.filter(
            Q(office__in=offices_of(user, Role.OFFICER))
            | run_by(user, "result__round__office")
            | in_areas(offices_of(user, *OVERSEERS), "result__round__office__path")
            | chaired
        )
        return self.filter(pk__in=seen.values("pk"))

    def for_list(self):
        """Load what every list of appeals names."""
        return self.select_related(
            "office",
            "filed_by",
            "answered_by",
            "result__round__stage__category__season",
            "result__round__office",
        ).defer("result__ledger", "result__rules", "result__seats", "result__certainty")


class PastImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return all to the administrators, who bring results of past years in."""
        return self if offices_of(user, Role.ADMINISTRATOR) else self.none()

    def waiting(self):
        return self.filter(confirmed_at__isnull=True, dropped_at__isnull=True)

    def for_list(self):
        """Load what the list of files names, without their rows."""
        return self.select_related("season", "brought_by", "confirmed_by").defer("rows")


class PlacingQuerySet(models.QuerySet):
    def public(self, *, at=None):
        """Return the placings of published results whose embargo is over."""
        return self.filter(shown(at, "result__"))

    def with_feedback(self, *, at=None):
        """Return those whose office reads its judges' comments.

        As `permissions.can_read_feedback`, but for whose they are.
        """
        return self.public(at=at).filter(
            result__basis="marks", result__round__rules__comments_for_offices=True
        )

    def for_list(self):
        """Load what every list of placings names."""
        return self.select_related(
            "submission__entry__office__parent", "submission__entry__person"
        )

    def for_public(self):
        """Load what `results.public.names` needs besides. One query more."""
        return self.for_list().prefetch_related(
            standing_removals("submission__entry__")
        )

    def for_explaining(self):
        """Load what the page about one placing reads of it."""
        return self.select_related(
            "result__round__stage__category__season",
            "result__round__office",
            "submission__entry__office",
            "submission__entry__person",
            "submission__accepted_version",
        ).defer("submission__accepted_version__content")


class CertificateQuerySet(models.QuerySet):
    def open_to_all(self, *, at=None):
        """Return those whose results everybody may read, or could before (rule 8)."""
        return self.filter(
            shown(at, "placing__result__") | withdrawn(at, "placing__result__")
        )

    def visible_to(self, user, *, at=None):
        """Return what the user's office issues, and what they received.

        That from when everybody may read its result.
        """
        issued = self.model.objects.filter(run_by(user, "office"))
        own = self.model.objects.received_by(user, at=at)
        return self.filter(Q(pk__in=issued.values("pk")) | Q(pk__in=own.values("pk")))

    def received_by(self, user, *, at=None):
        """Return the user's own, and their offices'."""
        return self.open_to_all(at=at).filter(
            owned_by(user, "placing__submission__entry__")
        )

    def issued(self):
        return self.filter(state="issued")

    def ready_since(self, moment, *, at):
        """Return what stands and could first be downloaded after `moment`."""
        fresh = Q(issued_at__gt=moment) | Q(placing__result__public_from__gt=moment)
        return self.issued().filter(shown(at, "placing__result__"), fresh)

    def with_versions(self):
        """Load what each says, the latest first. One query more."""
        return self.prefetch_related("versions")

    def for_list(self):
        """Load what every list of certificates names."""
        return self.select_related(
            "office",
            "placing__submission__entry__office__parent",
            "placing__submission__entry__person",
            "placing__result__round__stage__category__season",
            "placing__result__round__office",
        ).defer(
            "placing__result__ledger",
            "placing__result__rules",
            "placing__result__certainty",
            "placing__result__seats",
        )

    def with_name(self):
        """Annotate whom each names now, without the rest of what it says."""
        versions = self.model._meta.get_field("versions").related_model.objects
        latest = versions.filter(certificate=OuterRef("pk")).order_by("-number")
        return self.annotate(name=Subquery(latest.values("name")[:1]))

    def last_number(self, office, year):
        """Return the highest number of an office's year; 0 where there is none."""
        given = self.filter(office=office, year=year).aggregate(last=Max("number"))
        return given["last"] or 0


class CertificateFileQuerySet(models.QuerySet):
    def waiting(self, *, before, tries):
        """Return what nobody makes: not begun, or not heard of since `before`."""
        silent = Q(heard_at__isnull=True) | Q(heard_at__lt=before)
        return self.filter(silent, made_at__isnull=True, tries__lt=tries)


# The library ----------------------------------------------------------------------


class TermQuerySet(models.QuerySet):
    def tags(self):
        """Return the department's tags, without those it retired."""
        return self.filter(kind="tag", retired_at=None)

    def with_items(self):
        """Annotate `items`: on how many entries each tag is."""
        return self.annotate(items=Count("taggings"))


class StandingQuerySet(models.QuerySet):
    """Of what may be taken back and stays on record."""

    def standing(self):
        return self.filter(ended_at__isnull=True)


class ShelvedQuerySet(models.QuerySet):
    def public(self, *, at):
        """Return what the library shows: nothing of it before its embargo is over.

        At most one row of an entry: that of the highest round which is public.
        """
        return self.filter(
            Q(public_until__isnull=True) | Q(public_until__gt=at), public_from__lte=at
        )

    def with_version(self):
        """Load what was handed in too."""
        return self.select_related("submission__accepted_version")

    def for_list(self):
        """Load what a list of items shows, with `used`, how many offices use each."""
        uses = Entry._meta.get_field("uses").related_model.objects.standing()
        used = uses.filter(entry=OuterRef("entry")).order_by().values("entry")
        used = Subquery(used.annotate(n=Count("pk")).values("n"))
        return (
            self.select_related("entry__office", "entry__person", "entry__season")
            .select_related("entry__category")
            .defer(
                "letters",
                "exact",
                "entry__answers",
                "entry__category__form",
                "entry__category__criteria_template",
                "entry__category__screening",
            )
            .prefetch_related(standing_removals("entry__"))
            .annotate(used=Coalesce(used, 0))
        )


def standing_removals(prefix):
    """Return the prefetch of the names taken off the entry under `prefix`."""
    removals = Entry._meta.get_field("name_removals").related_model.objects
    return Prefetch(
        f"{prefix}name_removals",
        removals.standing(),
        to_attr="names_taken_off",
    )
