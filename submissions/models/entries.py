"""The living work of an office or person."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contests.models import Category, Round, Season
from offices.models import Office
from submissions.naming import in_two
from submissions.querysets import EntryQuerySet


@dataclass(frozen=True)
class NamedPerson:
    """Somebody without an account, as an earlier record names them.

    Answers what pages and papers ask of a person (`offices.models.User`).
    """

    name: str

    pk = None
    full_position = ""
    is_sample = False

    def __str__(self):
        return self.name

    def get_full_name(self):
        return self.name

    @property
    def given_name(self):
        return in_two(self.name)[0]

    @property
    def surname(self):
        return in_two(self.name)[1]


class Entry(models.Model):
    """The living work of an office or, in an individual category, of a person.

    It stays with its office when a person moves. `answers` maps the key of a field of
    the category's form to what was filled in. `revision` counts the saves, so that two
    people on one draft cannot overwrite each other unseen.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="entries")
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="entries"
    )
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="entries")
    # Whose knowledge it is; empty for an office's own entry.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="entries",
    )
    # Whose it is where an earlier year's record names somebody, who has no account.
    person_name = models.CharField(max_length=200, blank=True)
    title = models.CharField(_("title of the entry"), max_length=300, blank=True)
    answers = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    updated_at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True)
    # Typed by staff from the office's paper, whose scan is attached under SCAN; every
    # page that shows the entry says so. Through `paper_round` its staff reach the draft
    # until the office takes it over.
    paper_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    paper_at = models.DateTimeField(null=True)
    paper_round = models.ForeignKey(
        Round, on_delete=models.PROTECT, null=True, related_name="paper_entries"
    )
    # Made up for the demo; every page that shows the entry says so.
    is_sample = models.BooleanField(default=False)

    # The field of an attachment that is the scan of the paper; no form has this key.
    SCAN = "paper-scan"

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("-updated_at", "-pk")
        verbose_name = _("entry")
        constraints = (
            models.UniqueConstraint(
                name="entry_one_live_per_office_and_agency_category",
                fields=["category", "office"],
                condition=Q(
                    person__isnull=True, person_name="", discarded_at__isnull=True
                ),
                violation_error_message=_(
                    "This office has an entry in this category already."
                ),
            ),
            models.UniqueConstraint(
                name="entry_one_live_per_person_and_season",
                fields=["season", "person"],
                condition=Q(person__isnull=False, discarded_at__isnull=True),
                violation_error_message=_(
                    "This person has an entry in this season already."
                ),
            ),
            models.UniqueConstraint(
                name="entry_one_live_per_name_office_and_season",
                fields=["season", "office", "person_name"],
                condition=~Q(person_name="") & Q(discarded_at__isnull=True),
                violation_error_message=_(
                    "This person has an entry in this season already."
                ),
            ),
            models.CheckConstraint(
                name="entry_names_whom_it_does_not_link",
                condition=Q(person_name="") | Q(person__isnull=True),
            ),
            models.CheckConstraint(
                name="entry_from_paper_says_by_whom_and_when",
                condition=Q(paper_by__isnull=True, paper_at__isnull=True)
                | Q(paper_by__isnull=False, paper_at__isnull=False),
            ),
            models.CheckConstraint(
                name="entry_opened_to_staff_came_from_paper",
                condition=Q(paper_round__isnull=True) | Q(paper_by__isnull=False),
            ),
        )

    def __str__(self):
        return self.title or str(_("Untitled entry"))

    @property
    def honoured(self):
        """Whose knowledge it is, loaded with its person; nobody for an office's own."""
        if self.person_name:
            return NamedPerson(self.person_name)
        return self.person
