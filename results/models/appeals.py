"""An office's appeal against a public result, with its files and the answer."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from offices.models import Office
from results.models.results import Result
from results.querysets import AppealQuerySet
from results.workflow import ANSWERED, AppealState
from submissions.models import StoredFile


class Appeal(models.Model):
    """What an entering office holds against a result, and what the committee says."""

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="appeals")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=8, choices=AppealState, default=AppealState.FILED
    )
    reason = models.TextField()
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ("filed_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="appeal_once_per_office_and_result", fields=["result", "office"]
            ),
            models.CheckConstraint(
                name="appeal_state_is_known", condition=Q(state__in=AppealState.values)
            ),
            models.CheckConstraint(name="appeal_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="appeal_is_open_until_it_is_answered",
                condition=Q(
                    state="filed", answered_at__isnull=True, answered_by__isnull=True
                )
                | ~Q(state="filed")
                & Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="appeal_is_answered_with_a_reason",
                condition=~Q(state__in=ANSWERED) | ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="appeal_is_not_answered_by_who_filed_it",
                condition=~Q(state__in=ANSWERED) | ~Q(answered_by=F("filed_by")),
            ),
        )

    def __str__(self):
        return f"{self.office}: {self.result}"


class AppealFile(models.Model):
    """A file that an office adds to its appeal."""

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("file name"), max_length=255)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("added_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="appeal_file_once_per_appeal", fields=["appeal", "stored"]
            ),
        )

    def __str__(self):
        return self.name
