"""The order that appoints a panel (คำสั่งแต่งตั้งคณะกรรมการ), as the staff fill it in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contests.models import Round


class AppointmentOrder(models.Model):
    """A panel's order: a draft until it is issued, then kept as it was.

    A round has one draft at most; what is issued again is the next version.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="orders")
    version = models.PositiveSmallIntegerField()
    # As the office numbers its orders: "๑๒๓/๒๕๖๕".
    number = models.CharField(_("order number"), max_length=60, blank=True)
    dated_on = models.DateField(_("date of the order"), null=True)
    duties = models.TextField(_("duties"), blank=True)
    signer_name = models.CharField(_("name of the signer"), max_length=200, blank=True)
    signer_position = models.CharField(
        _("position of the signer"), max_length=250, blank=True
    )
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # At the issue: who, about what, by which office. `judging.orders` writes and reads
    # them, so that no later name changes an order that was signed.
    committee = models.JSONField(null=True)
    subject = models.TextField(blank=True)
    office_title = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("round", "version")
        constraints = (
            models.UniqueConstraint(
                name="order_version_once_per_round", fields=["round", "version"]
            ),
            models.UniqueConstraint(
                name="order_one_draft_per_round",
                fields=["round"],
                condition=Q(issued_at__isnull=True),
            ),
            models.CheckConstraint(
                name="order_is_issued_whole",
                condition=Q(
                    issued_at__isnull=True,
                    issued_by__isnull=True,
                    committee__isnull=True,
                    subject="",
                    office_title="",
                )
                | Q(
                    issued_at__isnull=False,
                    issued_by__isnull=False,
                    committee__isnull=False,
                    dated_on__isnull=False,
                )
                & ~Q(number="")
                & ~Q(duties="")
                & ~Q(signer_name="")
                & ~Q(signer_position="")
                & ~Q(subject="")
                & ~Q(office_title=""),
            ),
        )

    def __str__(self):
        return f"{self.number} · {self.round}"
