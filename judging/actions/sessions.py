"""A session as it is planned: when, where, how long; and how the others hold it."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import TransitionRefused, record
from judging.actions.holding import held_round, held_session, must_be_open
from judging.models import AgendaItem, Judge, Session
from judging.workflow import SessionState, TurnPhase

# The five items that the minutes of a Thai committee have (ระเบียบวาระการประชุม).
AGENDA = (
    "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
    "เรื่องรับรองรายงานการประชุม",
    "เรื่องเสนอเพื่อทราบ",
    "เรื่องเสนอเพื่อพิจารณา",
    "เรื่องอื่น ๆ",
)
# What whoever plans a session says of it.
PLANNED = ("number", "meets_at", "place", "presentation_minutes", "question_minutes")
NO_CLOCK = {
    "phase": TurnPhase.WAITING,
    "started_at": None,
    "paused_at": None,
    "extra_minutes": 0,
}


@transaction.atomic
def plan_session(round_, *, by, at=None, **columns):
    """Plan a session with the five items of its agenda. Codes `over`, `number`.

    The chair checks its minutes, the secretary or whoever plans it writes them, until
    somebody says otherwise.
    """
    at = at or timezone.now()
    round_ = held_round(round_)
    must_be_open(round_, at=at)
    seats = {
        seat.capacity: seat.user
        for seat in Judge.objects.live().filter(round=round_).select_related("user")
    }
    recorder = seats.get(Judge.Capacity.SECRETARY, by)
    checker = seats.get(Judge.Capacity.CHAIR)
    session = Session(
        round=round_,
        created_at=at,
        created_by=by,
        recorder=recorder.get_full_name(),
        recorder_position=recorder.full_position,
        checker=checker.get_full_name() if checker else "",
        checker_position=checker.full_position if checker else "",
        **columns,
    )
    save(session)
    AgendaItem.objects.bulk_create(
        AgendaItem(session=session, number=number, title=title)
        for number, title in enumerate(AGENDA, start=1)
    )
    record(session, gettext_noop("Planned the session"), by=by, at=at)
    return session


@transaction.atomic
def change_session(session, *, by, at=None, **columns):
    """Change when and where it meets and the minutes of its slots.

    Codes `over`, `closed`, `number`.
    """
    at = at or timezone.now()
    session = opened(session, at=at)
    changes = {
        name: [getattr(session, name), new]
        for name, new in columns.items()
        if getattr(session, name) != new
    }
    if not changes:
        return session
    for name, (_old, new) in changes.items():
        setattr(session, name, new)
    session.version += 1
    save(session, update_fields=[*changes, "version"])
    record(session, gettext_noop("Changed the session"), by=by, at=at, changes=changes)
    return session


def opened(session, *, at):
    """Return the session, its round held, while its order may change."""
    round_ = held_round(session.round)
    must_be_open(round_, at=at)
    session = held_session(session, round_)
    if session.state == SessionState.ENDED:
        raise ValidationError(_("This session is closed."), code="closed")
    return session


def raise_stale():
    raise TransitionRefused(
        _(
            "Somebody else was quicker: the page now shows how it stands. Look again, "
            "then decide."
        ),
        code="stale",
    )


def save(session, **how):
    try:
        with transaction.atomic():
            session.save(**how)
    except IntegrityError:
        refusal = ValidationError(
            _("This round has a meeting of this number."), code="number"
        )
        raise ValidationError({"number": refusal}) from None
