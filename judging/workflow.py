"""The states of a scoresheet, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    OPEN = "open", _("Being scored")
    SIGNED = "signed", _("Signed")
    EXCUSED = "excused", _("Excused")


TRANSITIONS = {
    State.OPEN: {State.SIGNED, State.EXCUSED},
    # Only the chair reopens, before the seal, with a reason (rule 3).
    State.SIGNED: {State.OPEN},
    State.EXCUSED: {State.OPEN},
}
# A judge has nothing more to do on a sheet in one of these.
FINISHED = (State.SIGNED, State.EXCUSED)
