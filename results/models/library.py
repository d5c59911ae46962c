"""The library's shelves, and what its readers add to them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from offices.models import Office
from results.querysets import ShelvedQuerySet, StandingQuerySet, TermQuerySet
from submissions.models import Entry, Submission
from ui.language import page_language


class Term(models.Model):
    """A word by which items are sorted: a knowledge area, a tool, or a tag.

    Areas and tools come from the entry forms, tags from the department.
    """

    class Kind(models.TextChoices):
        KNOWLEDGE = "knowledge", _("Knowledge area")
        TOOL = "tool", _("Tool")
        TAG = "tag", _("Tag")

    kind = models.CharField(max_length=9, choices=Kind)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    retired_at = models.DateTimeField(null=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "name_th", "pk")
        constraints = (
            models.UniqueConstraint(
                name="term_once_of_its_kind",
                fields=["kind", "name_th"],
                violation_error_message=_("There is such a tag already."),
            ),
            models.CheckConstraint(
                name="term_kind_is_known",
                condition=Q(kind__in=("knowledge", "tool", "tag")),
            ),
        )

    def __str__(self):
        return self.name

    @property
    def name(self):
        return self.name_en if page_language() == "en" else self.name_th


class Shelved(models.Model):
    """What the library shows of an entry from one moment until another.

    Made from the accepted version of a published round, and made anew by every act that
    changes it (`results.actions.shelving`): an index, not a record. An entry that wins
    again higher up has a row from each round, one after the other.
    """

    submission = models.OneToOneField(
        Submission, on_delete=models.CASCADE, related_name="shelved"
    )
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="shelved")
    public_from = models.DateTimeField(db_index=True)
    public_until = models.DateTimeField(null=True, db_index=True)
    # By which the index knows it; the later it came, the higher.
    number = models.PositiveIntegerField(unique=True)
    # "2565|2|R14|33|tool:4,tag:7": season, category, region, province, and terms.
    facets = models.TextField()
    # See `results.library.letters`: title, labels, summary, the rest, in this order,
    # and where the first three end.
    letters = models.TextField()
    title_ends = models.PositiveIntegerField()
    labels_end = models.PositiveIntegerField()
    summary_ends = models.PositiveIntegerField()
    # Title, labels and summary with their tone marks, without spaces.
    exact = models.TextField()
    title = models.CharField(max_length=300)
    summary = models.TextField()
    # All that may be read, to show where something was found.
    text = models.TextField()

    objects = ShelvedQuerySet.as_manager()

    class Meta:
        ordering = ("-public_from", "-entry_id")
        constraints = (
            models.CheckConstraint(name="shelved_has_a_title", condition=~Q(title="")),
        )

    def __str__(self):
        return self.title


class Posting(models.Model):
    """Which items of a block have a run of letters, or the value of a facet.

    See `results.library.grams`.
    """

    field = models.CharField(max_length=9)
    gram = models.CharField(max_length=20)
    block = models.PositiveIntegerField()
    items = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="posting_once_per_gram_and_block",
                fields=["field", "gram", "block"],
            ),
        )

    def __str__(self):
        return f"{self.field}:{self.gram}"


class Tagging(models.Model):
    """A tag of the department on an item."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="taggings")
    tag = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="taggings")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="tagging_once_per_entry", fields=["entry", "tag"]
            ),
        )

    def __str__(self):
        return f"{self.entry}: {self.tag}"


class Consent(models.Model):
    """An office lets the library show its accepted entry, though it won no award."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="consents"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="consent_one_standing_per_submission",
                fields=["submission"],
                condition=Q(ended_at__isnull=True),
                violation_error_message=_("The office has agreed already."),
            ),
        )

    def __str__(self):
        return str(self.submission)


class Use(models.Model):
    """An office put an item to use. One that is taken back stays on record."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="uses")
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="uses_of_knowledge"
    )
    note = models.CharField(_("how it is used"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="use_one_standing_per_office_and_entry",
                fields=["entry", "office"],
                condition=Q(ended_at__isnull=True),
                violation_error_message=_("This office has said so already."),
            ),
            models.CheckConstraint(name="use_says_how", condition=~Q(note="")),
        )

    def __str__(self):
        return f"{self.office}: {self.entry}"


class ReadingItem(models.Model):
    """An item on a person's reading list."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reading_items"
    )
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="reading_item_once_per_user", fields=["user", "entry"]
            ),
        )

    def __str__(self):
        return str(self.entry)
