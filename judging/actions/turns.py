"""The order of presentation: drawn by lot, continued, changed by hand."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import TransitionRefused, record
from contests.phases import phase_of
from judging.actions.holding import required
from judging.actions.sessions import opened, raise_stale
from judging.doors import READING
from judging.hall import lot
from judging.hall.order import not_in_order, to_present
from judging.models import Session, Turn


@transaction.atomic
def draw_order(session, *, by, seed="", at=None):
    """Draw the order of presentation, once. Without a `seed`, the portal makes one.

    Codes `over`, `closed`, `drawn`, `not_closed` while entries come in, `no_entries`.
    """
    at = at or timezone.now()
    session = opened(session, at=at)
    if session.is_drawn:
        raise TransitionRefused(_("The order is drawn already."), code="drawn")
    if phase_of(session.round, at=at) not in READING:
        raise ValidationError(
            _("Draw the order once the round has closed for entries."),
            code="not_closed",
        )
    works = {work.number: work for work in to_present(session, at=at)}
    if not works:
        raise ValidationError(
            _("There is no accepted entry that has not presented."), code="no_entries"
        )
    session.seed, session.drawn_at = seed.strip() or lot.new_seed(), at
    session.version += 1
    session.save(update_fields=["seed", "drawn_at", "version"])
    order = lot.draw(session.seed, works)
    Turn.objects.bulk_create(
        Turn(session=session, submission=works[number], place=place)
        for place, number in enumerate(order, start=1)
    )
    record(
        session,
        gettext_noop("Drew the order of presentation"),
        by=by,
        at=at,
        changes={"seed": ["", session.seed], "order": [[], order]},
    )
    return session


def append_late(session, *, by, at):
    """Put at the end what was accepted since the lot, in a session that is held."""
    works = {work.number: work for work in not_in_order(session, at=at)}
    if not works or not session.is_drawn:
        return []
    order = lot.draw(session.seed, works)
    last = Turn.objects.filter(session=session).aggregate(last=Max("place"))["last"]
    turns = Turn.objects.bulk_create(
        Turn(
            session=session,
            submission=works[number],
            place=place,
            is_appended=True,
        )
        for place, number in enumerate(order, start=(last or 0) + 1)
    )
    record(
        session,
        gettext_noop("Put later entries at the end of the order"),
        by=by,
        at=at,
        changes={"order": [[], order]},
    )
    return turns


@transaction.atomic
def append_entries(session, *, by, at=None):
    """Put at the end of the order what was accepted since. Codes `over`, `closed`."""
    at = at or timezone.now()
    session = opened(session, at=at)
    if turns := append_late(session, by=by, at=at):
        Session.objects.filter(pk=session.pk).update(version=F("version") + 1)
    return turns


@transaction.atomic
def reorder(session, order: Sequence[int], *, version, by, reason, at=None):
    """Change the order by hand: the keys of all turns, as they are to present.

    Codes `over`, `closed`, `no_reason`, `stale`, `not_all`.
    """
    at = at or timezone.now()
    reason = required(reason)
    session = opened(session, at=at)
    if session.version != version:
        raise_stale()
    turns = {
        turn.pk: turn
        for turn in Turn.objects.filter(session=session).select_related("submission")
    }
    if sorted(order) != sorted(turns):
        raise ValidationError(
            _("Give each entry of the order a place of its own."), code="not_all"
        )
    before = [turn.submission.number for turn in turns.values()]
    after = [turns[pk].submission.number for pk in order]
    if before == after:
        return session
    # Out of the way first: no two may have the same place, not even for a moment.
    beyond = max(turn.place for turn in turns.values())
    for shift in (beyond, 0):
        for place, pk in enumerate(order, start=1 + shift):
            turns[pk].place = place
        Turn.objects.bulk_update(turns.values(), ["place"])
    session.changed_reason = reason
    session.version += 1
    session.save(update_fields=["changed_reason", "version"])
    record(
        session,
        gettext_noop("Changed the order by hand"),
        by=by,
        reason=reason,
        at=at,
        changes={"order": [before, after]},
    )
    return session
