"""Certificates: numbered, checkable by everybody, never deleted; and files of many."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from offices.models import Office
from results.models.results import Placing, Result
from results.querysets import CertificateFileQuerySet, CertificateQuerySet
from results.workflow import CertificateState


class Certificate(models.Model):
    """A placing's certificate. Its number is never given again, whatever becomes of it.

    Whether it stands follows from its own state and from its result's: that of a
    withdrawn result does not stand (`results.public.certificates`).
    """

    placing = models.ForeignKey(
        Placing, on_delete=models.PROTECT, related_name="certificates"
    )
    # Who issued it; numbers run through the certificates of an office and year (B.E.).
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="certificates"
    )
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=12, unique=True)
    # The day that stands on it, of the year of its number.
    given_on = models.DateField()
    state = models.CharField(
        max_length=9, choices=CertificateState, default=CertificateState.ISSUED
    )
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True)
    state_reason = models.TextField(blank=True)
    reason_is_public = models.BooleanField(default=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ("office", "year", "number")
        constraints = (
            models.UniqueConstraint(
                name="certificate_number_once_per_office_and_year",
                fields=["office", "year", "number"],
            ),
            models.UniqueConstraint(
                name="certificate_one_issued_per_placing",
                fields=["placing"],
                condition=Q(state="issued"),
                violation_error_message=_("This placing has a certificate already."),
            ),
            models.CheckConstraint(
                name="certificate_number_starts_at_one", condition=Q(number__gte=1)
            ),
            models.CheckConstraint(
                name="certificate_year_is_of_the_buddhist_era",
                condition=Q(year__gte=2400, year__lt=3000),
            ),
            models.CheckConstraint(
                name="certificate_state_is_known",
                condition=Q(state__in=CertificateState.values),
            ),
            models.CheckConstraint(
                name="certificate_cancelled_says_when_and_why",
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                & ~Q(state_reason="")
                | Q(state="issued", cancelled_at__isnull=True, state_reason=""),
                violation_error_message=_("Say why; it stays on record."),
            ),
        )

    def __str__(self):
        return self.full_number

    @property
    def full_number(self):
        """12/2569, as it stands on the paper."""
        return f"{self.number}/{self.year}"

    @property
    def latest(self):
        """The version that holds, of one loaded `with_versions()`."""
        return self.versions.all()[0]


class CertificateVersion(models.Model):
    """What a certificate says, as it was issued or corrected. Append-only."""

    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField()
    # To whom, and under it their position and office, a line each.
    name = models.CharField(max_length=250)
    detail = models.TextField(blank=True)
    # All else that it says, in Thai (`results.papers.certificate.words_of`).
    words = models.JSONField()
    # What it bears (`offices.letterheads.Head`).
    letterhead = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)

    class Meta:
        # The latest first.
        ordering = ("certificate", "-number")
        constraints = (
            models.UniqueConstraint(
                name="certificate_version_once", fields=["certificate", "number"]
            ),
            models.CheckConstraint(
                name="certificate_version_starts_at_one", condition=Q(number__gte=1)
            ),
            models.CheckConstraint(
                name="certificate_version_names_somebody", condition=~Q(name="")
            ),
            models.CheckConstraint(
                name="certificate_corrected_says_why",
                condition=Q(number=1) | ~Q(reason=""),
                violation_error_message=_("Say why; it stays on record."),
            ),
        )

    def __str__(self):
        return f"{self.certificate} v{self.number}"


class CertificateFile(models.Model):
    """All certificates of a result as one PDF: asked for, being made, or there.

    Made by a process of its own (`results.actions.make_files`); `heard_at` is when that
    process last told how far it is, so that what one left half-done another makes.
    """

    result = models.ForeignKey(
        Result, on_delete=models.PROTECT, related_name="certificate_files"
    )
    # Of what it is made: which versions, and by which template.
    digest = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    made = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    heard_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    path = models.CharField(max_length=100, blank=True)
    # How often it was begun; one that ends badly each time is given up.
    tries = models.PositiveSmallIntegerField(default=0)

    objects = CertificateFileQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at",)
        constraints = (
            models.UniqueConstraint(
                name="certificate_file_once", fields=["result", "digest"]
            ),
            models.CheckConstraint(
                name="certificate_file_that_is_made_is_kept",
                condition=Q(made_at__isnull=True, path="")
                | Q(made_at__isnull=False) & ~Q(path=""),
            ),
            models.CheckConstraint(
                name="certificate_file_makes_no_more_than_its_pages",
                condition=Q(made__lte=models.F("pages"), pages__gte=1),
            ),
        )

    def __str__(self):
        return f"{self.result}: {self.made}/{self.pages}"
