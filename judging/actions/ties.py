"""The chair's decision of a tie that the chain left (rule 5)."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from contests.phases import Phase, phase_of
from judging.actions.holding import held_round, must_be_open, required
from judging.actions.overseeing import must_chair
from judging.models import TieDecision
from judging.ranking import ranking_of


@transaction.atomic
def decide_tie(round_, order: Sequence[int], *, by, reason, at=None):
    """Record the order, by primary key and the best first, of one tied group.

    The chair's act alone, once every sheet is in, where the chain has the step
    `decision`; it stays. Codes `over`, `not_judging`, `not_chair`, `no_reason`,
    `no_step`, `not_finished`, `not_tied`.
    """
    at = at or timezone.now()
    reason = required(reason)
    round_ = held_round(round_)
    must_be_open(round_, at=at)
    if phase_of(round_, at=at) != Phase.JUDGING:
        raise ValidationError(_("This round is not in judging."), code="not_judging")
    must_chair(round_, by)
    ranking = ranking_of(round_, at=at)
    if "decision" not in ranking.rules.tiebreaks:
        raise ValidationError(
            _("This stage lets equal entries share their rank; nobody decides."),
            code="no_step",
        )
    if not ranking.progress.is_done:
        raise ValidationError(
            _("Wait until every sheet is signed or excused: the tie may end itself."),
            code="not_finished",
        )
    order = list(order)
    tied = [
        sorted(ranking.works[number].submission for number in group)
        for group in ranking.ties
    ]
    if sorted(order) not in tied:
        raise ValidationError(
            _("These entries are not tied, or not all of the tied are in this order."),
            code="not_tied",
        )
    decision = TieDecision.objects.create(
        round=round_, order=order, reason=reason, decided_by=by, decided_at=at
    )
    record(
        decision,
        gettext_noop("Decided a tie"),
        by=by,
        reason=reason,
        at=at,
        changes={"order": [None, order]},
    )
    return decision
