"""A stage in one office's area: its dates, and the facts recorded on it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contests.models.stages import Stage
from contests.querysets import RoundQuerySet
from offices.models import Office


class Round(models.Model):
    """A stage in one office's area.

    A date of its own that is empty is its stage's. The moments further down are facts
    that the acts of this and of higher apps record here; the phase follows from all of
    them (`contests.phases`), and no job moves it.
    """

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="rounds")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="rounds")
    own_opens_at = models.DateTimeField(_("opens for entries"), null=True, blank=True)
    own_closes_at = models.DateTimeField(_("closes for entries"), null=True, blank=True)
    own_judging_opens_at = models.DateTimeField(
        _("judging begins"), null=True, blank=True
    )
    own_judging_due_at = models.DateTimeField(
        _("judging is due"), null=True, blank=True
    )
    own_dates_reason = models.TextField(_("reason for own dates"), blank=True)
    contact_name = models.CharField(_("contact person"), max_length=150, blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    instructions = models.TextField(_("instructions"), blank=True)

    # The rulebook as it stood at the first mark (rule 11).
    rules = models.JSONField(null=True)
    rules_frozen_at = models.DateTimeField(null=True)
    # How many judges each entry was assigned to; empty while nothing is assigned.
    judges_per_entry = models.PositiveSmallIntegerField(null=True)
    sealed_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    # Published, yet shown to its own staff only until this moment (rule 8).
    public_from = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    # Closed without one accepted submission.
    closed_empty_at = models.DateTimeField(null=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ("stage", "office__sort_key")
        constraints = (
            models.UniqueConstraint(
                name="round_one_per_stage_and_office", fields=["stage", "office"]
            ),
            models.CheckConstraint(
                name="round_own_dates_have_a_reason",
                condition=Q(
                    own_opens_at__isnull=True,
                    own_closes_at__isnull=True,
                    own_judging_opens_at__isnull=True,
                    own_judging_due_at__isnull=True,
                )
                | ~Q(own_dates_reason=""),
                violation_error_message=_(
                    "Say why this round has dates of its own; entrants will read it."
                ),
            ),
            models.CheckConstraint(
                name="round_rules_are_frozen_with_their_moment",
                condition=Q(rules__isnull=True, rules_frozen_at__isnull=True)
                | Q(rules__isnull=False, rules_frozen_at__isnull=False),
            ),
            models.CheckConstraint(
                name="round_assigns_an_entry_to_somebody",
                condition=Q(judges_per_entry__isnull=True) | Q(judges_per_entry__gte=1),
            ),
            models.CheckConstraint(
                name="round_is_sealed_before_it_is_approved",
                condition=Q(approved_at__isnull=True) | Q(sealed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="round_is_approved_before_it_is_published",
                condition=Q(published_at__isnull=True) | Q(approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="round_published_says_from_when",
                condition=Q(published_at__isnull=True, public_from__isnull=True)
                | Q(published_at__isnull=False, public_from__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.stage} · {self.office}"

    def get_absolute_url(self):
        return reverse("contests:round", args=[self.pk])

    @property
    def opens_at(self):
        """The moment from which it takes entries: its own or its stage's."""
        return self.own_opens_at or self.stage.opens_at

    @property
    def closes_at(self):
        """The moment at which it stops taking entries: its own or its stage's."""
        return self.own_closes_at or self.stage.closes_at

    @property
    def judging_opens_at(self):
        """The moment from which judges may mark: its own or its stage's."""
        return self.own_judging_opens_at or self.stage.judging_opens_at

    @property
    def judging_due_at(self):
        """The moment by which judges should have signed: its own or its stage's."""
        return self.own_judging_due_at or self.stage.judging_due_at
