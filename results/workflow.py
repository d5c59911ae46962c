"""The states of a result (rule 6) and of a certificate, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    SEALED = "sealed", _("Sealed")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


TRANSITIONS = {
    State.SEALED: {State.APPROVED, State.REFUSED},
    State.APPROVED: {State.PUBLISHED, State.REFUSED},
    State.PUBLISHED: {State.WITHDRAWN},
    State.REFUSED: set(),
    State.WITHDRAWN: set(),
}
# The states of the one result that stands for its round.
STANDING = (State.SEALED, State.APPROVED, State.PUBLISHED)


class CertificateState(models.TextChoices):
    ISSUED = "issued", _("Issued")
    CANCELLED = "cancelled", _("Cancelled")


CERTIFICATE_TRANSITIONS = {
    CertificateState.ISSUED: {CertificateState.CANCELLED},
    CertificateState.CANCELLED: set(),
}


class AppealState(models.TextChoices):
    FILED = "filed", _("Waits for an answer")
    GRANTED = "granted", _("Granted")
    REJECTED = "rejected", _("Rejected")
    LAPSED = "lapsed", _("Closed, since the result was withdrawn")


APPEAL_TRANSITIONS = {
    AppealState.FILED: {
        AppealState.GRANTED,
        AppealState.REJECTED,
        AppealState.LAPSED,
    },
    AppealState.GRANTED: set(),
    AppealState.REJECTED: set(),
    AppealState.LAPSED: set(),
}
# Those that the committee answered, with a reason.
ANSWERED = (AppealState.GRANTED, AppealState.REJECTED)
