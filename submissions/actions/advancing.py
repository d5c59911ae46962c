"""How a work comes into a round other than by its officer."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from contests.phases import phase_of
from submissions.actions.holding import (
    held_round,
    held_submission,
    held_submission_of,
    moved,
    required,
)
from submissions.actions.screening import leads_to
from submissions.actions.telling import forget_news, tell_entrants
from submissions.actions.versions import (
    add_version,
    new_submission,
)
from submissions.models import Submission
from submissions.querysets import shown_at
from submissions.ways_in import refuse_ended
from submissions.workflow import GONE, TRANSITIONS, State

# What was sent up under an embargo and taken back before it ended is never shown.
NEVER = datetime.datetime(9000, 1, 1, tzinfo=datetime.UTC)


@transaction.atomic
def advance(submission, to_round, *, by, at=None, visible_from=None):
    """Send an accepted work up: its accepted version is handed in to `to_round`.

    What staff named into that round before is joined to where it came from; what was
    taken back is handed in anew. Refuse with "not_accepted", or where that round has
    ended.
    """
    at = at or timezone.now()
    to_round = held_round(to_round)
    refuse_ended(phase_of(to_round, at=at))
    submission = held_submission(submission)
    if submission.state != State.ACCEPTED:
        raise ValidationError(
            _("%(number)s is not accepted, so it cannot go up."),
            code="not_accepted",
            params={"number": submission.number},
        )
    return bring(
        submission,
        submission.accepted_version,
        to_round,
        by=by,
        at=at,
        act=gettext_noop("Came up from the round below"),
        shown_from=visible_from,
        advanced_from=submission,
        visible_from=visible_from,
    )


def bring(
    source, version, to_round, *, by, at, act, reason="", shown_from=None, **origin
):
    """Hand a version of `source` in to a held round, as version 1 or the next."""
    telling = {"by": by, "reason": reason, "at": at, "shown_from": shown_from}
    arriving = {"title": version.content["title"], "handed_in_at": at, **origin}
    existing = held_submission_of(source.entry, to_round)
    if existing is None:
        above = new_submission(source.entry, to_round, is_drawn=True, **arriving)
        record(above, act, **telling)
    elif existing.state == State.WITHDRAWN and not existing.marked_at:
        above = moved(
            existing,
            State.HANDED_IN,
            act=act,
            state_reason="",
            accepted_version=None,
            **telling,
            **arriving,
        )
    else:
        if (existing.visible_from or at) <= at and "visible_from" in origin:
            # It is seen already: were it to vanish, that would tell of the embargo.
            origin["visible_from"] = existing.visible_from
        for field, value in origin.items():
            setattr(existing, field, value)
        existing.save(update_fields=[*origin])
        record(existing, act, **telling)
        return existing
    add_version(above, version.content, version.digest, by=version.handed_in_by, at=at)
    return above


@transaction.atomic
def take_back(submission, *, by, reason, at=None):
    """Undo an advance: the entry leaves the round above, unless staff named it too.

    Refuse where that round's result is sealed. What nobody saw yet stays unseen.
    """
    at = at or timezone.now()
    reason = required(reason)
    submission = held_submission(submission)
    refuse_ended(phase_of(submission.round, at=at))
    act = gettext_noop("Taken back to the round below")
    changes = {"advanced_from": None}
    shown_from = None
    if (submission.visible_from or at) > at:
        shown_from = changes["visible_from"] = NEVER
        forget_news(submission, at=at)
    if submission.named_reason or State.WITHDRAWN not in TRANSITIONS[submission.state]:
        Submission.objects.filter(pk=submission.pk).update(**changes)
        submission.refresh_from_db()
        record(submission, act, by=by, reason=reason, at=at, shown_from=shown_from)
        return submission
    return moved(
        submission,
        State.WITHDRAWN,
        by=by,
        act=act,
        reason=reason,
        at=at,
        state_reason=reason,
        shown_from=shown_from,
        **changes,
    )


@transaction.atomic
def name_into(round_, entry, *, by, reason, at=None):
    """Bring an entry that was handed in below into a round, by the staff's word.

    The version that was accepted there, or else the last one. Refuse with
    "nothing_handed_in", "here_already" or "not_of_this_round".
    """
    at = at or timezone.now()
    reason = required(reason)
    round_ = held_round(round_)
    refuse_ended(phase_of(round_, at=at))
    # What an embargo hides is not here yet: a refusal would tell of it.
    here = entry.submissions.filter(shown_at(at), round=round_)
    if here.exclude(state=State.WITHDRAWN).exists():
        raise ValidationError(
            _("This entry is in this round already."), code="here_already"
        )
    source = (
        entry.submissions.exclude(round=round_)
        .exclude(state__in=GONE)
        .order_by(F("accepted_version").desc(nulls_last=True), "-handed_in_at")
        .first()
    )
    if source is None:
        raise ValidationError(
            _(
                "This entry was not handed in to a round below. Open the late door to "
                "its office instead."
            ),
            code="nothing_handed_in",
        )
    source = held_submission(source)
    if not leads_to(source.round, round_):
        raise ValidationError(
            _("The winners of that entry's round do not come into this one."),
            code="not_of_this_round",
        )
    named = bring(
        source,
        source.accepted_version or source.versions.order_by("-number").first(),
        round_,
        by=by,
        at=at,
        act=gettext_noop("Named into the round"),
        reason=reason,
        named_reason=reason,
        visible_from=None,
    )
    tell_entrants(
        named,
        gettext_noop("“%(title)s” was named into a further round as %(number)s."),
        act="named",
        at=at,
    )
    return named


@transaction.atomic
def keep_here(submission, *, by, reason, at=None):
    """Keep what came up by a result that no longer stands, by the staff's word.

    From now on it is in its round as one that they named.
    """
    at = at or timezone.now()
    reason = required(reason)
    submission = held_submission(submission)
    refuse_ended(phase_of(submission.round, at=at))
    Submission.objects.filter(pk=submission.pk).update(named_reason=reason)
    submission.refresh_from_db()
    act = gettext_noop("Kept in the round")
    record(submission, act, by=by, reason=reason, at=at)
    return submission
