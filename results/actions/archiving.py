"""Staff take the whole story of a round out of the portal, and that is recorded."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.record import record
from results.acts import EXPORTED
from results.archive.signing import public_pem
from results.archive.story import Story, story_of
from results.workflow import STANDING


@transaction.atomic
def export_round(round_, *, by, at=None) -> Story:
    """Record that the round is exported, on the result that stands; return its story.

    In one transaction: no result is refused between the record and the story on SQLite,
    and where one is, on PostgreSQL, nothing is said to be exported. Code "not_sealed".
    """
    at = at or timezone.now()
    story = None
    if standing := round_.results.filter(state__in=STANDING).first():
        # A key that cannot be used is told before anything is said to be exported.
        public_pem()
        record(standing, EXPORTED, by=by, at=at)
        story = story_of(round_, by=by, at=at)
    if story is None:
        raise ValidationError(
            _(
                "It can be exported once the result is sealed: before that the marks "
                "are not settled, and they are the judges' own."
            ),
            code="not_sealed",
        )
    return story
