"""What a judge said of themselves against the list of who enters."""

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from judging.models.panel import Judge
from offices.models import Office


class StatedConflict(models.Model):
    """A judge's conflict with an office or a person, whatever they enter, and when.

    It holds for entries that are accepted later, too. A person is known by the account,
    by the name as `Version.people` spells it, or by both.
    """

    judge = models.ForeignKey(
        Judge, on_delete=models.PROTECT, related_name="stated_conflicts"
    )
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    name = models.CharField(max_length=250, blank=True)
    reason = models.TextField(_("reason"))
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ("judge", "stated_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="stated_conflict_is_with_an_office_or_a_person",
                condition=Q(office__isnull=False, person__isnull=True, name="")
                | Q(office__isnull=True) & (Q(person__isnull=False) | ~Q(name="")),
            ),
            models.CheckConstraint(
                name="stated_conflict_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say what the conflict is."),
            ),
            models.UniqueConstraint(
                name="stated_conflict_once_per_judge_and_office",
                fields=["judge", "office"],
                condition=Q(office__isnull=False),
            ),
            models.UniqueConstraint(
                name="stated_conflict_once_per_judge_and_person",
                fields=["judge", "person"],
                condition=Q(person__isnull=False),
            ),
            models.UniqueConstraint(
                name="stated_conflict_once_per_judge_and_name",
                fields=["judge", "name"],
                condition=Q(office__isnull=True, person__isnull=True),
            ),
        )

    def __str__(self):
        return f"{self.judge} × {self.with_whom}"

    @property
    def with_whom(self):
        """The office or the person, in words."""
        if self.office_id:
            return self.office.title
        return self.person.get_full_name() if self.person_id else self.name.title()

    @property
    def key(self):
        """What names it in a form: `judging.entering.Name.key`."""
        if self.office_id:
            return f"o{self.office_id}"
        return f"p{self.person_id}" if self.person_id else key_of(self.name)


def key_of(line):
    """Return the key of a name without an account."""
    return "n" + sha256(line.encode()).hexdigest()[:16]
