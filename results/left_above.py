"""What stayed in a round although the result that sent it up was withdrawn."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from contests.models import Round
from results.models import Placing
from submissions.models import Submission
from submissions.querysets import shown_at
from submissions.workflow import GONE


def left_anywhere(*, at: datetime) -> QuerySet[Submission]:
    """Return what waits for the staff's word: to be kept, or taken off.

    A new result that sends it up again settles it, once that one is public: were it
    sooner, the list would tell of an embargo.
    """
    stands = Placing.objects.public(at=at).filter(submission=OuterRef("advanced_from"))
    left = Submission.objects.filter(
        shown_at(at),
        Q(advanced_from__advanced_at__isnull=True) | ~Exists(stands),
        advanced_from__isnull=False,
        named_reason="",
    )
    return left.exclude(state__in=GONE)


def left_in(round_: Round, *, at: datetime) -> list[Submission]:
    """Return what of it is in one round. One query."""
    return list(left_anywhere(at=at).for_list().filter(round=round_))


def sentences_of(left: list[Submission]) -> list[str]:
    """Return what keeps the round from being sealed."""
    return [
        _(
            "The result that sent up %(number)s was withdrawn. The staff keep it here "
            "with a reason, or disqualify it."
        )
        % {"number": each.number}
        for each in left
    ]
