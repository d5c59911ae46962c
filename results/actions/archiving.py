"""Staff take the whole story of a round out of the portal, and that is recorded."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.record import record
from results.acts import EXPORTED
from results.archive.signing import public_pem
from results.workflow import STANDING


@transaction.atomic
def export_round(round_, *, by, at=None):
    """Record that the round is exported, on the result that stands; return that.

    Code "not_sealed".
    """
    standing = round_.results.filter(state__in=STANDING).first()
    if standing is None:
        raise ValidationError(
            _(
                "It can be exported once the result is sealed: before that the marks "
                "are not settled, and they are the judges' own."
            ),
            code="not_sealed",
        )
    # A key that cannot be used is told before anything is said to be exported.
    public_pem()
    record(standing, EXPORTED, by=by, at=at or timezone.now())
    return standing
