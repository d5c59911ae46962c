"""The states of a submission, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    HANDED_IN = "handed_in", _("Handed in")
    RETURNED = "returned", _("Returned for correction")
    ACCEPTED = "accepted", _("Accepted")
    DISQUALIFIED = "disqualified", _("Disqualified")
    WITHDRAWN = "withdrawn", pgettext_lazy("entry", "Withdrawn")


# Out of the round.
GONE = (State.WITHDRAWN, State.DISQUALIFIED)

# Handing in again moves to HANDED_IN from wherever the submission may be handed in.
TRANSITIONS = {
    State.HANDED_IN: {
        State.HANDED_IN,
        State.RETURNED,
        State.ACCEPTED,
        State.DISQUALIFIED,
        State.WITHDRAWN,
    },
    State.RETURNED: {
        State.HANDED_IN,
        State.ACCEPTED,
        State.DISQUALIFIED,
        State.WITHDRAWN,
    },
    State.ACCEPTED: {
        State.HANDED_IN,
        State.RETURNED,
        State.DISQUALIFIED,
        State.WITHDRAWN,
    },
    # A disqualification can be lifted; a withdrawn work can be handed in again.
    State.DISQUALIFIED: {State.ACCEPTED},
    State.WITHDRAWN: {State.HANDED_IN},
}
