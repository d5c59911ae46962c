"""What people are told: in the portal, and by mail."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from offices.querysets import MailQuerySet, NoticeQuerySet
from offices.sentences import fill


class Notice(models.Model):
    """A sentence that waits for one person in the portal.

    `message` is an English source string marked with `gettext_noop`, `params` fill it
    (see `offices.sentences`), so that it is read in the reader's language. `key` makes
    telling twice impossible.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices"
    )
    key = models.CharField(max_length=120)
    message = models.CharField(max_length=300)
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    # Nobody sees it before this moment: an embargo is a moment (rule 8).
    due_at = models.DateTimeField(db_index=True)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-due_at", "-pk")
        constraints = (
            models.UniqueConstraint(name="notice_told_once", fields=["user", "key"]),
        )

    def __str__(self):
        return self.text

    @property
    def text(self):
        """The sentence in the reader's language."""
        return fill(self.message, self.params)


class Mail(models.Model):
    """A mail in the outbox. Without a mail server it stays here, to be read."""

    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"))
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Whoever is sending it has it to themselves until then; after a failure, the next
    # attempt is then.
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    # Its link opens somebody's account.
    is_secret = models.BooleanField(default=False)
    # The notice that it carries: so one mail per notice.
    notice = models.OneToOneField(
        Notice, on_delete=models.PROTECT, null=True, related_name="mail"
    )

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="mail_sent_was_attempted",
                condition=Q(sent_at__isnull=True) | Q(attempts__gt=0),
            ),
        )

    def __str__(self):
        return self.subject
