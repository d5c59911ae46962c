"""What the apps above do to a submission, noted on its row."""

from django.utils.translation import gettext_lazy as _

from audit.record import TransitionRefused
from submissions.models import Submission
from submissions.workflow import State


def record_marked(submission, *, at):
    """Note that a judge marked the accepted version: it is not replaced any more.

    Refuse with "stale" where the entry is not accepted by now.
    """
    accepted = Submission.objects.filter(pk=submission.pk, state=State.ACCEPTED)
    accepted.filter(marked_at__isnull=True).update(marked_at=at)
    if not accepted.exists():
        raise TransitionRefused(
            _("This entry is not accepted for judging any more. Reload the page."),
            code="stale",
        )


def record_awards(awards, *, advanced=(), at=None):
    """Note the awards of a published result, by primary key of the submission.

    Those in `advanced` went up at the moment `at`; of the others no moment is kept. An
    empty award takes one back. One query, however many they are.
    """
    rows = [
        Submission(pk=pk, award=award, advanced_at=at if pk in advanced else None)
        for pk, award in awards.items()
    ]
    Submission.objects.bulk_update(rows, ["award", "advanced_at"], batch_size=300)
