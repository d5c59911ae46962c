"""A scoresheet on paper, keyed in by two people who are not its judge (rule 3)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from judging.models.panel import Judge
from submissions.models import StoredFile, Submission, Version


class PaperSheet(models.Model):
    """A judge's paper for one submission: who keyed it, its scan, and when it counts.

    It counts once two people keyed the same marks and the scan is there.
    """

    judge = models.ForeignKey(
        Judge, on_delete=models.PROTECT, related_name="paper_sheets"
    )
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="paper_sheets"
    )
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    scan = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    scan_name = models.CharField(max_length=255, blank=True)
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                name="paper_sheet_one_at_a_time",
                fields=["judge", "submission"],
                condition=Q(settled_at__isnull=True),
            ),
            models.CheckConstraint(
                name="paper_sheet_is_keyed_by_two_people",
                condition=Q(first_by__isnull=True)
                | Q(second_by__isnull=True)
                | ~Q(first_by=F("second_by")),
            ),
            models.CheckConstraint(
                name="paper_sheet_counts_with_both_keys_and_its_scan",
                condition=Q(settled_at__isnull=True)
                | Q(
                    first_by__isnull=False, second_by__isnull=False, scan__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="paper_sheet_scan_has_its_name",
                condition=Q(scan__isnull=True) | ~Q(scan_name=""),
            ),
        )

    def __str__(self):
        return f"{self.judge} → {self.submission}"

    @property
    def keyed_by(self) -> str:
        """The names of the two whose keys count."""
        people = (self.first_by, self.second_by)
        return ", ".join(person.get_full_name() for person in people if person)


class PaperKeying(models.Model):
    """What one person read from the paper. Append-only; the person's last one holds."""

    paper = models.ForeignKey(
        PaperSheet, on_delete=models.PROTECT, related_name="keyings"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Hundredths of a point by the code of each criterion.
    points = models.JSONField()
    comment = models.TextField(blank=True)
    keyed_at = models.DateTimeField()

    class Meta:
        ordering = ("keyed_at", "pk")

    def __str__(self):
        return f"{self.paper} · {self.by}"
