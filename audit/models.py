"""One row per act: who did what to which thing, when, from what to what, and why.

Rows are only ever added; the database refuses to change or delete one.
"""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.querysets import EventQuerySet


class Event(models.Model):
    """An act, in the words of the app that recorded it.

    `act` is an English source string marked with `gettext_noop`, so that it is shown in
    the reader's language. `changes` maps a field to `[old, new]`.
    """

    at = models.DateTimeField(_("when"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text=_("Empty where the portal itself acted."),
    )
    act = models.CharField(_("what"), max_length=200)
    reason = models.TextField(_("reason"), blank=True)
    changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    # An act under an embargo is no history for the others before this moment.
    shown_from = models.DateTimeField(null=True)
    content_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+"
    )
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey()

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["content_type", "object_id", "-at"]),)

    def __str__(self):
        return gettext(self.act)
