"""The office tree."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from offices.querysets import OfficeQuerySet
from offices.roles import Level
from ui.language import page_language


class Office(models.Model):
    """A node of the tree department → region → province → district.

    `parent` is today's and decides who sees what. `path` holds the codes from the root
    down, each ended by a dot ("CDD.R14.33.3317."), so that an area is a prefix.
    """

    Level = Level

    level = models.CharField(_("level"), max_length=10, choices=Level)
    code = models.CharField(_("code"), max_length=4, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="children"
    )
    path = models.CharField(max_length=40, unique=True)
    # "ภูสิงห์", "Phu Sing"
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    # With the kind of office and, for a district, its province: never ambiguous.
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=250, db_index=True)
    is_active = models.BooleanField(default=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ("sort_key", "code")
        constraints = (
            models.CheckConstraint(
                name="office_level_is_known", condition=Q(level__in=Level.values)
            ),
            models.CheckConstraint(
                name="office_without_parent_is_the_department",
                condition=Q(level=Level.DEPARTMENT, parent__isnull=True)
                | ~Q(level=Level.DEPARTMENT) & Q(parent__isnull=False),
            ),
        )

    def __str__(self):
        return self.title

    @property
    def name(self):
        """The bare name of the place in the reader's language: ภูสิงห์, Phu Sing."""
        return self.name_en if page_language() == "en" else self.name_th

    @property
    def title(self):
        """The office's whole name in the reader's language."""
        return self.title_en if page_language() == "en" else self.title_th

    def contains(self, other):
        """Say whether `other` is this office or lies below it."""
        return other.path.startswith(self.path)

    @property
    def codes(self):
        """The codes of this office's parents and its own, from the root down."""
        return self.path.rstrip(".").split(".")
