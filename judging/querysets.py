"""What can be asked of panels and sheets; the judge's own door is here."""

from django.db import models

from offices.querysets import in_areas
from offices.roles import OVERSEERS, offices_of


class JudgeQuerySet(models.QuerySet):
    def live(self):
        """Return the seats that are taken today."""
        return self.filter(left_at__isnull=True)

    def visible_to(self, user):
        """Return the panels of the areas that `user` looks after."""
        return self.filter(
            in_areas(offices_of(user, *OVERSEERS), "round__office__path")
        )

    def of(self, user):
        """Return the live seats of `user`."""
        return self.live().filter(user=user)


class ConflictQuerySet(models.QuerySet):
    pass


class ScoresheetQuerySet(models.QuerySet):
    def of(self, user):
        """Return the sheets that are `user`'s own to fill."""
        return self.filter(judge__user=user, judge__left_at__isnull=True)

    def signed(self):
        """Return the sheets that count."""
        return self.filter(state="signed")
