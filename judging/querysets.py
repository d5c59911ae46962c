"""What can be asked of panels, sheets and decisions.

The rows that a judge may reach are asked of `judging.doors`, which knows rule 9 too.
"""

from django.db import models

from offices.querysets import in_areas
from offices.roles import OVERSEERS, offices_of


class JudgeQuerySet(models.QuerySet):
    def live(self):
        """Return the seats that are taken today, answered or not."""
        return self.filter(left_at__isnull=True)

    def sitting(self):
        """Return the live seats whose people have accepted: those who may act."""
        return self.live().filter(accepted_at__isnull=False)

    def of(self, user):
        """Return the live seats of `user`."""
        return self.live().filter(user=user)

    def watched_by(self, user):
        """Return the seats of the panels that `user` oversees or chairs."""
        overseen = in_areas(offices_of(user, *OVERSEERS), "round__office__path")
        chaired = self.model._base_manager.filter(
            user=user,
            capacity="chair",
            left_at__isnull=True,
            accepted_at__isnull=False,
        )
        return self.filter(
            overseen | models.Q(round__in=chaired.values("round").order_by())
        )

    def for_work(self, submission_pk):
        """Return the seats of the round that a submission is in."""
        return self.filter(round__submissions=submission_pk)

    def with_round(self):
        """Load the person and all that says when and by which rules the round goes."""
        return self.select_related(
            "user", "round__stage__category__season", "round__office"
        )


class ScoresheetQuerySet(models.QuerySet):
    def signed(self):
        """Return the sheets that count."""
        return self.filter(state="signed")

    def for_print(self):
        """Load all that a printed sheet says, in the order of the entries' numbers."""
        return (
            self.select_related(
                "submission__entry__office",
                "submission__accepted_version",
                "paper__first_by",
                "paper__second_by",
            )
            .prefetch_related("scores")
            .order_by("submission__serial")
        )


class AssignmentQuerySet(models.QuerySet):
    def in_rounds(self, rounds):
        """Return the assignments of the rounds with these keys."""
        return self.filter(submission__round__in=rounds)


class SessionQuerySet(models.QuerySet):
    def with_round(self):
        """Load all that says what the session's round is, and whose turn it is."""
        return self.select_related(
            "round__stage__category__season", "round__office", "current"
        )


class TurnQuerySet(models.QuerySet):
    def for_list(self):
        """Load what a list says of each entry, in the order of the session."""
        return self.select_related(
            "submission__entry__office", "submission__entry__person"
        ).order_by("place")
