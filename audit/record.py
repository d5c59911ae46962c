"""Write the record, and change the state of rows: the only ways to do either."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Event


class TransitionRefused(ValidationError):
    """The move is not in the table, or somebody else moved the row first."""


def stale() -> TransitionRefused:
    """Return the refusal of who was overtaken, to be raised."""
    return TransitionRefused(
        _("Somebody changed this a moment ago. Look at it again, then decide."),
        code="stale",
    )


def record(target, act, *, by, reason="", changes=None, at=None, shown_from=None):
    """Add one event about `target`. `act` is marked with `gettext_noop`.

    Until `shown_from`, the end of an embargo, only those who may know see it.
    """
    return Event.objects.create(
        at=at or timezone.now(),
        by=by,
        act=act,
        reason=reason,
        changes=changes or {},
        target=target,
        shown_from=shown_from,
    )


def record_many(targets, act, *, by, reason="", changes=None, at=None, shown_from=None):
    """Add the same event about each target, in one query."""
    same = {
        "at": at or timezone.now(),
        "by": by,
        "act": act,
        "reason": reason,
        "changes": changes or {},
        "shown_from": shown_from,
    }
    Event.objects.bulk_create([Event(target=target, **same) for target in targets])


@transaction.atomic
def move(row, to, *, allowed, by, act, reason="", at=None, shown_from=None, **changes):
    """Move `row` to the state `to` and record it; set `changes` in the same UPDATE.

    Raise TransitionRefused ("not_allowed" or "stale"). Two people may press the button
    at once: the UPDATE names the old state, so one of them finds no row left to change.
    Works alike on SQLite and PostgreSQL, without locks.
    """
    old = row.state
    refuse_unless_allowed(row, to, allowed)
    unchanged = type(row)._base_manager.filter(pk=row.pk, state=old)
    if not unchanged.update(state=to, **changes):
        raise stale()
    row.refresh_from_db()
    record(
        row,
        act,
        by=by,
        reason=reason,
        at=at,
        changes={"state": [old, str(to)]},
        shown_from=shown_from,
    )
    return row


@transaction.atomic
def move_many(rows, to, *, allowed, by, act, at=None, **changes):
    """Move rows of one kind that are all in one state, as `move` does; two queries.

    All of them or, where somebody moved one first, none.
    """
    old = rows[0].state
    for row in rows:
        refuse_unless_allowed(row, to, allowed)
    unchanged = type(rows[0])._base_manager.filter(
        pk__in=[row.pk for row in rows], state=old
    )
    if unchanged.update(state=to, **changes) < len(rows):
        raise stale()
    for row in rows:
        for field, value in {"state": to, **changes}.items():
            setattr(row, field, value)
    record_many(rows, act, by=by, at=at, changes={"state": [old, str(to)]})


def refuse_unless_allowed(row, to, allowed):
    if to not in allowed[row.state]:
        raise TransitionRefused(
            _("This cannot go from “%(old)s” to “%(new)s”."),
            code="not_allowed",
            params={"old": row.get_state_display(), "new": to.label},
        )


def claim(
    row, field, *, by, act, value=None, refused, reason="", changes=None, at=None
):
    """Set an empty moment `field` of `row` once, and record it.

    Two people may press the button at once: one of them gets `refused`, a sentence, as
    TransitionRefused ("stale"). `changes` are further columns of the same UPDATE.
    """
    at = at or timezone.now()
    value = value or at
    free = type(row)._base_manager.filter(pk=row.pk, **{f"{field}__isnull": True})
    if not free.update(**{field: value}, **(changes or {})):
        raise TransitionRefused(refused, code="stale")
    row.refresh_from_db()
    record(row, act, by=by, reason=reason, at=at)
    return row
