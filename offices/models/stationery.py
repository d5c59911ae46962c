"""What an office's papers bear: its letterhead, and who signs them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from offices.models.tree import Office
from offices.querysets import SignerQuerySet


class Letterhead(models.Model):
    """The head of an office's papers; `offices.keeping` keeps its files.

    A file that is replaced stays in the storage: a paper that was made public with it
    is made again with it.
    """

    office = models.OneToOneField(
        Office, on_delete=models.PROTECT, related_name="letterhead"
    )
    address = models.TextField(_("address and telephone"), max_length=300, blank=True)
    # "ศก ๐๐๑๙/"; free, since each kind of office numbers its letters its own way.
    number_prefix = models.CharField(
        _("beginning of document numbers"), max_length=40, blank=True
    )
    emblem = models.CharField(max_length=100, blank=True)
    certificate_background = models.CharField(max_length=100, blank=True)
    font = models.CharField(max_length=100, blank=True)
    bold_font = models.CharField(max_length=100, blank=True)
    # As the files name it.
    font_family = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="letterhead_font_has_its_family",
                condition=Q(font="", font_family="", bold_font="")
                | ~Q(font="") & ~Q(font_family=""),
            ),
        )

    def __str__(self):
        return str(self.office)


class Signer(models.Model):
    """Who signs an office's papers, as it stands under the signature.

    One who signs no more stays, since papers were signed.
    """

    class Acting(models.TextChoices):
        IN_PLACE_OF = "in_place_of", _("acting in place of")
        ON_BEHALF_OF = "on_behalf_of", _("acting on behalf of")
        HOLDING = "holding", _("holding the position of")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="signers")
    # With the title before it, as it stands in brackets: "นายสมชาย ใจดี".
    name = models.CharField(_("name with title"), max_length=150)
    position = models.CharField(_("position"), max_length=200)
    acting = models.CharField(_("acting"), max_length=12, choices=Acting, blank=True)
    acts_for = models.CharField(_("for the position"), max_length=200, blank=True)
    signature = models.CharField(max_length=100, blank=True)
    # Whose name a paper bears where nobody is chosen.
    signs_first = models.BooleanField(_("signs the announcements"), default=False)
    ended_at = models.DateTimeField(null=True)

    objects = SignerQuerySet.as_manager()

    class Meta:
        ordering = ("-signs_first", "pk")
        constraints = (
            models.CheckConstraint(
                name="signer_who_acts_says_for_whom",
                condition=Q(acting="", acts_for="") | ~Q(acting="") & ~Q(acts_for=""),
                violation_error_message=_(
                    "Give both how the person acts and for which position, or neither."
                ),
            ),
            models.CheckConstraint(
                name="signer_acting_is_known",
                condition=Q(acting__in=("", "in_place_of", "on_behalf_of", "holding")),
            ),
            models.UniqueConstraint(
                name="signer_one_first_per_office",
                fields=["office"],
                condition=Q(signs_first=True),
                violation_error_message=_("Somebody else signs the announcements."),
            ),
            models.CheckConstraint(
                name="signer_who_ended_is_not_first",
                condition=Q(ended_at__isnull=True) | Q(signs_first=False),
            ),
        )

    def __str__(self):
        return self.name

    @property
    def lines(self):
        """What stands under the signature, always in Thai."""
        with override("th"):
            acting = self.acting and str(self.get_acting_display())
        lines = (f"({self.name})", self.position, acting, self.acts_for)
        return [line for line in lines if line]
