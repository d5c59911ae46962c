"""Results of an earlier year come in from a file: all of them, or none.

One administrator brings the file and another confirms what it would publish. Each
result then goes the way of every other, sealed in the name of the first, approved and
published in that of the second (rule 6), in one transaction.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from audit.record import TransitionRefused, record
from contests.actions import make_round
from results import telling
from results.actions.approving import approve
from results.actions.publishing import publish
from results.actions.shelving import reshelve
from results.actions.storing import refuse_blocked, store
from results.models import PastImport, Placing, Result
from results.past.plan import plan_of
from results.readiness import what_blocks_ranks
from submissions.actions import put_on_record
from submissions.actions.holding import held_round


@transaction.atomic
def bring_past(season, rows, *, file_name, sha256, by, at=None):
    """Keep the rows of a file that is right in every cell, for a colleague to confirm.

    Codes: "faulty", "twice".
    """
    at = at or timezone.now()
    refuse_faulty(plan_of(season, rows, at=at))
    try:
        with transaction.atomic():
            brought = PastImport.objects.create(
                season=season,
                file_name=file_name,
                sha256=sha256,
                rows=rows,
                brought_at=at,
                brought_by=by,
            )
    except IntegrityError as error:
        raise ValidationError(
            _("This very file has been uploaded already."), code="twice"
        ) from error
    act = gettext_noop("Uploaded results of a past year")
    record(brought, act, by=by, at=at, changes={"sha256": ["", sha256]})
    telling.tell_brought(brought, at=at)
    return brought


@transaction.atomic
def confirm_past(past_import, *, by, seen, at=None):
    """Publish all results of a file that a colleague brought; return them.

    `seen` is the fingerprint of what `by` looked at. Codes: "own", "stale", "faulty",
    "changed", "not_ready".
    """
    at = at or timezone.now()
    if past_import.brought_by_id == by.pk:
        raise ValidationError(
            _("Whoever uploaded the file cannot confirm it; a colleague must."),
            code="own",
        )
    past_import = end(past_import, confirmed_at=at, confirmed_by=by)
    plan = plan_of(past_import.season, past_import.rows, at=at)
    refuse_faulty(plan)
    if plan.fingerprint != seen:
        raise ValidationError(
            _("What it would publish has changed since you looked. Look at it again."),
            code="changed",
        )
    # Who is placed, by category and entrant: the submission of the round below.
    came = {}
    results = [
        bring_round(past_import, planned, came, by=by, at=at) for planned in plan.rounds
    ]
    reshelve(submission.entry_id for submission in came.values())
    act = gettext_noop("Published results of a past year")
    record(past_import, act, by=by, at=at)
    return results


def bring_round(past_import, planned, came, *, by, at):
    """Put a round's works on record, seal their ranks, approve and publish them."""
    bringer, category = past_import.brought_by, planned.stage.category_id
    round_ = held_round(make_round(planned.stage, planned.office, by=bringer, at=at))
    refuse_blocked(what_blocks_ranks(round_, at=at), code="not_ready")
    placings, going_up = [], set()
    for each in planned.placings:
        key = (category, *each.entrant)
        submission = put_on_record(
            round_,
            each.office,
            title=each.title,
            person_name=each.person,
            by=bringer,
            reason=planned.source,
            advanced_from=came.get(key),
            at=at,
        )
        came[key] = submission
        if each.goes_up:
            going_up.add(submission.pk)
        placings.append(
            Placing(submission=submission, rank=each.rank, award=each.award)
        )
    result = store(
        round_,
        placings,
        going_up=going_up,
        basis=Result.Basis.RANKS,
        source=planned.source,
        past_import=past_import,
        by=bringer,
        at=at,
    )
    return publish(approve(result, by=by, at=at), by=by, at=at)


@transaction.atomic
def drop_past(past_import, *, by, at=None):
    """Give up a file that is not confirmed. Code "stale"."""
    at = at or timezone.now()
    past_import = end(past_import, dropped_at=at)
    act = gettext_noop("Dropped results of a past year")
    record(past_import, act, by=by, at=at)
    return past_import


def end(past_import, **facts):
    """Set the facts on a file that waits still; of two at once one is refused."""
    waiting = PastImport.objects.waiting().filter(pk=past_import.pk)
    if not waiting.update(**facts):
        raise TransitionRefused(
            gettext_lazy("A colleague has confirmed or dropped this file already."),
            code="stale",
        )
    return PastImport.objects.select_related("season", "brought_by").get(
        pk=past_import.pk
    )


def refuse_faulty(plan):
    refuse_blocked(
        [f"{fault.cell}: {fault.sentence}" for fault in plan.faults], code="faulty"
    )
