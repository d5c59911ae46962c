"""Who came to a session, and what its minutes say."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from judging.actions.holding import held_session, required
from judging.models import AgendaItem, Attendance, Judge
from judging.workflow import SessionState

# The columns of a session that are texts of its minutes.
TEXTS = (
    "others_present",
    "remarks",
    "recorder",
    "recorder_position",
    "checker",
    "checker_position",
)
ITEM_TEXTS = ("title", "text", "resolution")


@transaction.atomic
def note_attendance(session, given, *, by, reason="", at=None):
    """Note who came: `given` maps a seat's key to state, moment of arrival and note.

    Seats that stay as they were are no act. Codes `not_here`, `no_moment`, and
    `no_reason` once the result is public.
    """
    at = at or timezone.now()
    session = held_session(session)
    reason = required(reason) if is_told(session.round, at=at) else ""
    seats = {seat.pk: seat for seat in Judge.objects.filter(round=session.round_id)}
    noted = {each.judge_id: each for each in session.attendances.all()}
    changes = {}
    for pk, (state, arrived_at, note) in given.items():
        if pk not in seats:
            raise ValidationError(
                _("This person does not sit on the panel."), code="not_here"
            )
        if state == Attendance.State.ABSENT:
            arrived_at = None
        elif arrived_at is None:
            raise ValidationError(_("Say when they came."), code="no_moment")
        old = noted.get(pk)
        new = (state, arrived_at, note)
        if old and (old.state, old.arrived_at, old.note) == new:
            continue
        Attendance.objects.update_or_create(
            session=session,
            judge_id=pk,
            defaults={
                "state": state,
                "arrived_at": arrived_at,
                "note": note,
                "noted_at": at,
                "noted_by": by,
            },
        )
        changes[str(pk)] = [old.state if old else "", str(state)]
    if changes:
        record(
            session,
            gettext_noop("Noted who attends"),
            by=by,
            reason=reason,
            at=at,
            changes=changes,
        )
    return session


@transaction.atomic
def confirm_presence(session, *, by, at=None):
    """Let a judge say that they are here. Codes `not_here`, `closed`, `noted`.

    Whoever runs the session has the last word: what they noted stays.
    """
    at = at or timezone.now()
    session = held_session(session)
    if session.state == SessionState.ENDED:
        raise ValidationError(_("This session is closed."), code="closed")
    seat = Judge.objects.of(by).filter(round=session.round_id).first()
    if seat is None:
        raise ValidationError(
            _("You do not sit on the panel of this session."), code="not_here"
        )
    if session.attendances.filter(judge=seat).exists():
        raise ValidationError(
            _("Your attendance is noted already. Ask the secretary to change it."),
            code="noted",
        )
    note = Attendance.objects.create(
        session=session,
        judge=seat,
        state=Attendance.State.PRESENT,
        arrived_at=at,
        noted_at=at,
        noted_by=by,
    )
    record(
        session,
        gettext_noop("Confirmed that they are present"),
        by=by,
        at=at,
        changes={str(seat.pk): ["", str(note.state)]},
    )
    return note


@transaction.atomic
def write_minutes(
    session, *, by, texts=None, items=None, began=None, reason="", at=None
):
    """Write what is given of the minutes, before, during or after the session.

    `texts` are of TEXTS, `items` map an agenda item's number to some of ITEM_TEXTS.
    `began` has what the writer's window began from, as the history names it: "remarks",
    "2 text". Where another has changed that meanwhile, nothing is written: `differs`.
    What the texts were stays in the history. Minutes are written up after the meeting
    and often after the seal; once the result is public a change says why: `no_reason`.
    """
    at = at or timezone.now()
    session = held_session(session)
    reason = required(reason) if is_told(session.round, at=at) else ""
    changes = changed(session, texts or {}, TEXTS)
    rows = {item.number: item for item in AgendaItem.objects.filter(session=session)}
    for number, given in (items or {}).items():
        found = changed(rows[number], given, ITEM_TEXTS)
        changes |= {f"{number} {name}": both for name, both in found.items()}
    for name, (theirs, mine) in changes.items():
        if writes_over((began or {}).get(name), theirs, mine):
            raise ValidationError(
                _("Somebody else has written in these minutes meanwhile. Save again."),
                code="differs",
            )
    if changes:
        session.save(update_fields=TEXTS)
        AgendaItem.objects.bulk_update(rows.values(), ITEM_TEXTS)
    if changes:
        record(
            session,
            gettext_noop("Wrote in the minutes"),
            by=by,
            reason=reason,
            at=at,
            changes=changes,
        )
    return session


def writes_over(began, theirs, mine):
    """Say whether `mine`, begun from `began`, would take back what another wrote.

    `began` is None where nobody says from what.
    """
    return began is not None and mine != theirs and lines(began) != lines(theirs)


def lines(text):
    """Return a text as it is compared: a browser sends other line ends."""
    return text.strip().splitlines()


def is_told(round_, *, at):
    """Say whether the result of the session's round is public.

    Not whether it is published: under an embargo that is nobody's to know (rule 8).
    """
    return round_.public_from is not None and round_.public_from <= at


def changed(row, given, names):
    """Set the texts on `row`; return the old and the new of those that differ."""
    changes = {}
    for name in names:
        if name in given and getattr(row, name) != given[name]:
            changes[name] = [getattr(row, name), given[name]]
            setattr(row, name, given[name])
    return changes
