"""A file of an earlier year's results, between its upload and its publication."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contests.models import Season
from results.querysets import PastImportQuerySet


class PastImport(models.Model):
    """The rows of a workbook that was right in every cell when it came.

    One administrator brings it, another confirms it (rule 6); until then nothing is
    published, and it may be dropped. `rows` are (number, texts by column).
    """

    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, related_name="past_imports"
    )
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField()
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True)

    objects = PastImportQuerySet.as_manager()

    class Meta:
        ordering = ("-brought_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="past_import_once_per_file",
                fields=["sha256"],
                condition=Q(dropped_at__isnull=True),
                violation_error_message=_("This very file has been uploaded already."),
            ),
            models.CheckConstraint(
                name="past_import_is_confirmed_by_a_colleague",
                condition=Q(confirmed_by__isnull=True)
                | ~Q(confirmed_by=F("brought_by")),
                violation_error_message=_(
                    "Whoever uploaded the file cannot confirm it; a colleague must."
                ),
            ),
            models.CheckConstraint(
                name="past_import_confirmed_says_when_and_by_whom",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="past_import_is_not_both_confirmed_and_dropped",
                condition=Q(confirmed_at__isnull=True) | Q(dropped_at__isnull=True),
            ),
        )

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("results:past-import", args=[self.pk])

    @property
    def is_waiting(self):
        return self.confirmed_at is None and self.dropped_at is None
