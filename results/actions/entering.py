"""A past year's result, of which only the ranks are known, put on record by staff."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contests.rules import rules_of
from results.actions.storing import refuse_blocked, store
from results.awards import misplaced_ranks, tie_across
from results.models import Placing, Result
from results.outlook import is_top
from results.readiness import what_blocks_ranks
from submissions.actions import accept, correct_record, enter_for_record
from submissions.actions.holding import held_round, required
from submissions.models import Submission
from submissions.workflow import GONE, State


@transaction.atomic
def enter_ranks(round_, ranks, *, by, source, answers=None, is_sample=False, at=None):
    """Seal a result of ranks without marks, marked so, with the `source` of the ranks.

    `ranks` are (office, rank, title of the entry); `answers` maps an office's code to
    what its entry says. An entry that came into the round already is taken as it is,
    but for the title of one that staff put on record themselves; for the other offices
    one is put on record. Codes: "not_ready", "no_ranks", "misplaced", "twice",
    "tied_across", "several", "unranked".
    """
    at = at or timezone.now()
    source = required(source, "source")
    round_ = held_round(round_)
    refuse_blocked(what_blocks_ranks(round_, at=at), code="not_ready")
    check_ranks(round_, ranks)
    here = entries_here(round_, {office.pk for office, _rank, _title in ranks})
    placings = []
    for office, rank, title in ranks:
        submission = here.get(office.pk)
        if submission is None:
            submission = enter_for_record(
                round_,
                office,
                title=title,
                answers=(answers or {}).get(office.code),
                by=by,
                reason=source,
                is_sample=is_sample,
                at=at,
            )
        elif submission.state != State.ACCEPTED:
            submission = accept(submission, by=by, reason=source, at=at)
        elif title:
            submission = correct_record(
                submission, title=title, by=by, reason=source, at=at
            )
        placings.append(Placing(submission=submission, rank=rank))
    return store(
        round_, placings, basis=Result.Basis.RANKS, by=by, at=at, source=source
    )


def check_ranks(round_, ranks):
    """Refuse ranks that could not be a result of this round."""
    numbers = [rank for _office, rank, _title in ranks]
    offices = [office.pk for office, _rank, _title in ranks]
    if not ranks:
        raise ValidationError(
            _("Give at least the rank of the winner."), code="no_ranks"
        )
    if wrong := misplaced_ranks(numbers):
        raise ValidationError(
            _(
                "Rank %(rank)d does not follow from those before it. Ranks run 1, 2, "
                "3; after two who share rank 2 comes rank 4."
            ),
            code="misplaced",
            params={"rank": wrong[0]},
        )
    if len(set(offices)) < len(offices):
        raise ValidationError(_("An office can be placed once only."), code="twice")
    places = rules_of(round_)["places"]
    tied = tie_across(numbers, places)
    if tied and not round_.stage.lets_tied_up and not is_top(round_.stage):
        raise ValidationError(
            _(
                "Rank %(rank)d is shared, and it decides who goes up. Settle the tie "
                "before it is sealed."
            ),
            code="tied_across",
            params={"rank": tied},
        )


def entries_here(round_, ranked):
    """Return what is in the round already, by office; refuse what has no rank."""
    here = {}
    for each in (
        Submission.objects.filter(round=round_)
        .exclude(state__in=GONE)
        .select_related("entry__office")
    ):
        if here.setdefault(each.entry.office_id, each) != each:
            raise ValidationError(
                _(
                    "%(office)s has more than one entry in this round. Let the panel "
                    "judge them, or disqualify all but one first."
                ),
                code="several",
                params={"office": each.entry.office.title},
            )
    if unranked := [each for pk, each in here.items() if pk not in ranked]:
        raise ValidationError(
            _(
                "%(number)s of %(office)s is in this round. Give it a rank too, or "
                "disqualify it first."
            ),
            code="unranked",
            params={
                "number": unranked[0].number,
                "office": unranked[0].entry.office.title,
            },
        )
    return here
