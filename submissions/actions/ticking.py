"""The staff tick what they found right in a version."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from audit.record import record
from contests.entry_form import label_of
from contests.screening_lists import CHECKLIST, lines_of
from submissions.actions.screening import held_undecided
from submissions.models import Tick

TICKED = gettext_noop("Changed the ticks of the checklist")


@transaction.atomic
def tick(version, keys: Collection[str], *, by, at=None) -> None:
    """Let exactly these lines of the category's checklist be ticked in the version.

    A tick that was there stays its giver's. What is no line is left out.
    """
    at = at or timezone.now()
    submission = held_undecided(version.submission, at)
    lines = {
        line["key"]: label_of(line)
        for line in lines_of(submission.round.stage.category, CHECKLIST)
    }
    ticked = version.ticks.filter(item__in=lines)
    before = set(ticked.values_list("item", flat=True))
    after = lines.keys() & set(keys)
    if before == after:
        return
    ticked.exclude(item__in=after).delete()
    Tick.objects.bulk_create(
        Tick(version=version, item=key, ticked_by=by, ticked_at=at)
        for key in lines
        if key in after - before
    )
    record(
        submission,
        TICKED,
        by=by,
        at=at,
        changes={
            f"{version.number}: {label}": [key in before, key in after]
            for key, label in lines.items()
            if (key in before) != (key in after)
        },
    )
