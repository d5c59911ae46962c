"""In which phase a round is: one rule, in Python and in SQL (rule 1).

The phase follows from the dates and from the acts recorded on the round. Until its
embargo ends, a published round reads as approved.
"""

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    UPCOMING = "upcoming", _("Not yet open")
    OPEN = "open", _("Open for entries")
    SCREENING = "screening", _("Screening")
    JUDGING = "judging", _("Judging")
    SEALED = "sealed", _("Sealed")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    NO_ENTRIES = "no_entries", _("Closed without entries")
    CANCELLED = "cancelled", _("Cancelled")


# The way of a round that goes well, for the picture of its progress.
WAY = [
    Phase.UPCOMING,
    Phase.OPEN,
    Phase.SCREENING,
    Phase.JUDGING,
    Phase.SEALED,
    Phase.APPROVED,
    Phase.PUBLISHED,
]
ENDED = [Phase.PUBLISHED, Phase.NO_ENTRIES, Phase.CANCELLED]
# A field of the stage that the round may replace by its own.
DATES = ("opens_at", "closes_at", "judging_opens_at", "judging_due_at")


def phase_of(round_, *, at):
    """Return the phase of a round, loaded with its stage, at the moment `at`."""
    if round_.cancelled_at:
        return Phase.CANCELLED
    if round_.closed_empty_at:
        return Phase.NO_ENTRIES
    if round_.published_at and round_.public_from <= at:
        return Phase.PUBLISHED
    if round_.approved_at:
        return Phase.APPROVED
    if round_.sealed_at:
        return Phase.SEALED
    if at < round_.opens_at:
        return Phase.UPCOMING
    if at < round_.closes_at:
        return Phase.OPEN
    if at < round_.judging_opens_at:
        return Phase.SCREENING
    return Phase.JUDGING


def effective(date, prefix=""):
    """Return the expression for a round's own date or, where empty, its stage's."""
    return Coalesce(F(f"{prefix}own_{date}"), F(f"{prefix}stage__{date}"))


def phase_annotation(*, at):
    """Return the expression that says the phase of each round in a queryset."""
    return Case(
        When(cancelled_at__isnull=False, then=Value(Phase.CANCELLED)),
        When(closed_empty_at__isnull=False, then=Value(Phase.NO_ENTRIES)),
        When(
            Q(published_at__isnull=False, public_from__lte=at),
            then=Value(Phase.PUBLISHED),
        ),
        When(approved_at__isnull=False, then=Value(Phase.APPROVED)),
        When(sealed_at__isnull=False, then=Value(Phase.SEALED)),
        When(opens__gt=at, then=Value(Phase.UPCOMING)),
        When(closes__gt=at, then=Value(Phase.OPEN)),
        When(judging_opens__gt=at, then=Value(Phase.SCREENING)),
        default=Value(Phase.JUDGING),
        output_field=models.CharField(),
    )
