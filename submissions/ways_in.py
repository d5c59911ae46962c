"""By which right an entry may be handed in to a round at a moment, or why it may not.

The action refuses by it and the pages show it, so the two cannot differ. What a
submission may do depends on itself and its doors, never on the phase alone (rule 1).
"""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contests.phases import Phase, phase_of
from submissions.models import LateDoor, Submission
from submissions.workflow import TRANSITIONS, State


@dataclass(frozen=True)
class WayIn:
    """Leave to hand in until `until`; `is_late` marks what comes in by it for ever."""

    until: datetime.datetime
    is_late: bool = False
    door: LateDoor | None = None


def refuse_slow(way: WayIn, round_, arrived):
    """Refuse what was begun in time but was all there only after the grace."""
    minutes = round_.stage.grace_minutes
    if arrived >= way.until + datetime.timedelta(minutes=minutes):
        raise ValidationError(
            _(
                "It was begun in time but arrived after the %(minutes)d minutes of "
                "grace. Ask the staff of the round for the late door; your draft is "
                "kept."
            ),
            code="too_slow",
            params={"minutes": minutes},
        )


def way_in(round_, submission, doors, *, at, enters_here) -> WayIn:
    """Return the way by which the entry may be handed in now, or refuse.

    `submission` is the entry's in this round, or None; `doors` are its office's doors
    to this round; `enters_here` says whether this is the office's own round.
    """
    door = max(
        (door for door in doors if door.open_until > at),
        key=lambda door: door.open_until,
        default=None,
    )
    phase = phase_of(round_, at=at)
    refuse_ended(phase)
    if not (enters_here or door or came_in(submission, at)):
        raise ValidationError(
            _(
                "This round takes entries from the round below only. Its staff can "
                "name an entry into it."
            ),
            code="from_below",
        )
    if submission is not None:
        refuse_by_state(round_, submission)
    way = None
    if phase == Phase.OPEN:
        # A return may outlast the round, but does not take time away from it.
        returned_until = submission and submission.open_until
        until = max(round_.closes_at, returned_until or round_.closes_at)
        way = WayIn(until=until, door=door)
    elif submission is not None and (submission.open_until or at) > at:
        way = WayIn(until=submission.open_until)
    elif door is not None:
        way = WayIn(until=door.open_until, is_late=at >= round_.closes_at, door=door)
    if way is not None:
        refuse_marked(submission)
        return way
    if phase == Phase.UPCOMING:
        raise ValidationError(
            _("This round is not open yet. Your draft is kept until it opens."),
            code="not_open",
        )
    raise ValidationError(
        _(
            "This round is closed. Ask the staff of the round for the late door; your "
            "draft is kept."
        ),
        code="closed",
    )


def came_in(submission, at) -> bool:
    """Say whether the round below or staff brought the entry here, in the open."""
    if submission is None or (submission.visible_from or at) > at:
        return False
    return bool(submission.advanced_from_id or submission.named_reason)


def refuse_ended(phase):
    """Refuse to change what is in a round whose result is sealed or that is over."""
    if phase == Phase.CANCELLED:
        raise ValidationError(_("This round was cancelled."), code="cancelled")
    if phase == Phase.NO_ENTRIES:
        raise ValidationError(
            _("This round was closed without entries."), code="closed_empty"
        )
    if phase in (Phase.SEALED, Phase.APPROVED, Phase.PUBLISHED):
        raise ValidationError(
            _("The result of this round is sealed; its entries stay as they are."),
            code="sealed",
        )


def may_be_decided(round_, *, at) -> bool:
    """Say whether what is in the round can still change its state."""
    try:
        refuse_ended(phase_of(round_, at=at))
    except ValidationError:
        return False
    return True


def refuse_marked(submission):
    """Refuse to replace what a judge has marked (rule 2)."""
    if submission is not None and submission.marked_at:
        raise ValidationError(
            _("A judge has marked this entry already; it is not replaced any more."),
            code="marked",
        )


def refuse_by_state(round_, submission: Submission):
    """Refuse where the submission's own state leaves no way to hand in again."""
    if State.HANDED_IN not in TRANSITIONS[submission.state]:
        raise ValidationError(
            _("This entry was disqualified. Ask the staff of the round."),
            code="disqualified",
        )
    if (
        submission.advanced_from_id
        and not round_.stage.allows_improvement
        and submission.state != State.RETURNED
    ):
        raise ValidationError(
            _("This round takes the entry as it came up from the round below."),
            code="not_improved",
        )
