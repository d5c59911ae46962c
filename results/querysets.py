"""What can be asked of results; the public's door is here."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from offices.querysets import in_areas, run_by
from offices.roles import OVERSEERS, offices_of


class ResultQuerySet(models.QuerySet):
    def public(self, *, at=None):
        """Return the published results whose embargo is over."""
        return self.filter(state="published", public_from__lte=at or timezone.now())

    def withdrawn_publicly(self, *, at=None):
        """Return the results that were public once and were withdrawn."""
        return self.filter(state="withdrawn", public_from__lte=at or timezone.now())

    def visible_to(self, user, *, at=None):
        """Return the results that a signed-in person may see beside the public ones.

        Sealed and approved ones: to those who look after the area. Published ones under
        an embargo: to the staff of the round's own office alone (rule 8).
        """
        at = at or timezone.now()
        overseen = in_areas(offices_of(user, *OVERSEERS), "round__office__path")
        under_embargo = Q(state="published", public_from__gt=at)
        return self.filter((overseen & ~under_embargo) | run_by(user, "round__office"))


class PlacingQuerySet(models.QuerySet):
    pass
