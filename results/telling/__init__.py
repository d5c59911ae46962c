"""Tell people what became of a result, in the portal and by mail, once for each act."""

from results.telling.appeals import tell_answered, tell_filed
from results.telling.certificates import (
    tell_certificate_cancelled,
    tell_certificate_corrected,
    tell_certified,
)
from results.telling.names import tell_name_asked
from results.telling.past import tell_brought, tell_past_withdrawn
from results.telling.publication import (
    tell_published,
    tell_refused,
    tell_sent_up,
    tell_withdrawn,
)
from results.telling.stuck import tell_stuck

__all__ = [
    "tell_answered",
    "tell_brought",
    "tell_certificate_cancelled",
    "tell_certificate_corrected",
    "tell_certified",
    "tell_filed",
    "tell_name_asked",
    "tell_past_withdrawn",
    "tell_published",
    "tell_refused",
    "tell_sent_up",
    "tell_stuck",
    "tell_withdrawn",
]
