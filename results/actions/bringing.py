"""A file of an earlier year's results: brought, and confirmed or dropped by another.

What confirming it publishes, `results.actions.past` does.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from audit.record import TransitionRefused, record
from contests.models import Round
from results import telling
from results.actions.past import publish_past
from results.actions.storing import refuse_blocked
from results.models import PastImport
from results.past.plan import plan_of
from submissions.actions.holding import held_rounds


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
    # Read what is there while nobody brings anything in.
    open_rounds = Round.objects.filter(
        stage__category__season=past_import.season, sealed_at__isnull=True
    )
    held_rounds(open_rounds)
    plan = plan_of(past_import.season, past_import.rows, at=at)
    refuse_faulty(plan)
    if plan.fingerprint != seen:
        raise ValidationError(
            _("What it would publish has changed since you looked. Look at it again."),
            code="changed",
        )
    results = publish_past(past_import, plan.rounds, by=by, at=at)
    act = gettext_noop("Published results of a past year")
    record(past_import, act, by=by, at=at)
    return results


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
