"""The steps that several actions share: refuse, hold still, store a sealed result.

A round is held as the panel and the screening hold it (`submissions.actions.holding`),
so that no mark and no decision of the staff slips in.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from audit.record import TransitionRefused, move, record
from contests.actions import record_sealed
from contests.models import Round
from results import telling
from results.acts import SEALED
from results.models import Placing, Result
from results.permissions import is_stuck
from results.placings import awarded
from results.workflow import TRANSITIONS
from submissions.actions.holding import held_round


def refuse_blocked(blocks, *, code):
    """Refuse with every sentence of what stands in the way."""
    if blocks:
        raise ValidationError(
            [ValidationError(str(block), code=code) for block in blocks]
        )


def held_result(result):
    """Return the result as it is now, after its round is held."""
    round_ = held_round(Round(pk=result.round_id))
    held = Result.objects.get(pk=result.pk)
    held.round = round_
    return held


def embargo_of(result, *, at):
    """Return until when a result is for its round's staff alone; None if it is not."""
    until = result.public_from
    return until if until and until > at else None


def move_on(result, to, *, by, act, at, reason="", shown_from=None, **changes):
    """Move a held result to another state; its history and its round's tell of it."""
    round_ = result.round
    telling = {"by": by, "reason": reason, "at": at, "shown_from": shown_from}
    result = move(result, to, allowed=TRANSITIONS, act=act, **telling, **changes)
    result.round = round_
    record(round_, act, **telling)
    return result


@transaction.atomic
def store(round_, placings, *, basis, by, at, **fields):
    """Store a sealed result with its unsaved placings, and seal its round.

    Each placing has its submission and rank; award and advancing follow from the rules.
    """
    record_sealed(round_, at=at)
    last = round_.results.order_by("-number").first()
    try:
        with transaction.atomic():
            result = Result.objects.create(
                round=round_,
                number=last.number + 1 if last else 1,
                replaces=last,
                basis=basis,
                sealed_at=at,
                sealed_by=by,
                appeal_days=appeal_days_of(round_, basis),
                **fields,
            )
    except IntegrityError as error:
        raise TransitionRefused(
            _("This round is sealed already."), code="stale"
        ) from error
    for placing in awarded(round_, placings):
        placing.result = result
    Placing.objects.bulk_create(placings)
    record(result, SEALED, by=by, at=at)
    record(round_, SEALED, by=by, at=at)
    if result.past_import_id is None and is_stuck(result):
        telling.tell_stuck(result, at=at)
    return result


def appeal_days_of(round_, basis):
    """Return the days for appeals; a past year's ranks were decided elsewhere."""
    return 0 if basis == Result.Basis.RANKS else round_.stage.appeal_days
