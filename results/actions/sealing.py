"""The first act: the chair seals what the judges gave; staff seal what is unopposed."""

import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from judging.certainty import certainty_of
from judging.ledger import read, table_of
from judging.models import Judge
from judging.ranking import ledger_of, ranking_of
from judging.tabulation import tabulate
from results.actions.storing import refuse_blocked, store
from results.models import Placing, Result
from results.placings import fingerprint, placings_by_marks
from results.readiness import what_blocks_seal, what_blocks_unopposed
from submissions.actions.holding import held_round
from submissions.models import Submission
from submissions.workflow import State


@transaction.atomic
def seal(round_, *, by, seen=None, at=None):
    """Seal the ranking by the judges' marks, with its ledger, rules and digest.

    `seen` is the fingerprint of the ranking that the chair looked at. Codes:
    "not_chair", "not_ready", "changed".
    """
    at = at or timezone.now()
    round_ = held_round(round_)
    chairs = Judge.objects.sitting().filter(
        user=by, round=round_, capacity=Judge.Capacity.CHAIR
    )
    if not chairs.exists():
        raise ValidationError(
            _("Only the chair of the panel seals the result."), code="not_chair"
        )
    ranking = ranking_of(round_, at=at)
    blocks = what_blocks_seal(round_, at=at, ranking=ranking)
    refuse_blocked(blocks, code="not_ready")
    text, rules, codes = ledger_of(round_, ranking=ranking)
    # From the very files that are stored, so that they cannot differ from the ranking.
    ledger = read(text.encode(), json.dumps(rules).encode())
    tabulation = tabulate(ledger.rules, ledger.totals())
    placings = placings_by_marks(round_, tabulation)
    if seen and seen != fingerprint(placings):
        raise ValidationError(
            _("The ranking has changed since you looked at it. Look again, then seal."),
            code="changed",
        )
    return store(
        round_,
        placings,
        basis=Result.Basis.MARKS,
        by=by,
        at=at,
        ledger=text,
        rules=rules,
        seats={code: judge for judge, code in codes.items()},
        digest=ledger.digest(),
        certainty=certainty_of(ledger.rules, *table_of(ledger.rules, ledger.marks)),
    )


@transaction.atomic
def seal_unopposed(round_, *, by, at=None):
    """Let a round with no more entries than places go up, without marks.

    All share the first rank. Code "not_ready".
    """
    at = at or timezone.now()
    round_ = held_round(round_)
    refuse_blocked(what_blocks_unopposed(round_, at=at), code="not_ready")
    accepted = Submission.objects.filter(round=round_, state=State.ACCEPTED)
    placings = [Placing(submission=submission, rank=1) for submission in accepted]
    return store(round_, placings, basis=Result.Basis.UNOPPOSED, by=by, at=at)
