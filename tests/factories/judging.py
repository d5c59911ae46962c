"""Panels, marks and the hall."""

from datetime import timedelta

from django.utils import timezone

from contests.models import Round
from contests.phases import Phase
from judging.models import (
    AgendaItem,
    AppointmentOrder,
    Assignment,
    Attendance,
    Conflict,
    Draw,
    Judge,
    MarkSetAside,
    Note,
    PaperKeying,
    PaperSheet,
    Score,
    Scoresheet,
    Session,
    StatedConflict,
    TieDecision,
    Turn,
)
from tests.factories.contests import make_round
from tests.factories.offices import make_user


def make_judge(round_=None, user=None, capacity=Judge.Capacity.MEMBER, **columns):
    """Return a seat whose person has accepted and seen who enters until now."""
    now = timezone.now()
    appointed_at = columns.pop("appointed_at", now - timedelta(days=20))
    return Judge.objects.create(
        round=round_ or make_round(phase=Phase.JUDGING),
        user=user or make_user(),
        capacity=capacity,
        **{
            "appointed_at": appointed_at,
            "appointed_by": columns.pop("appointed_by", None) or make_user(),
            "accepted_at": appointed_at,
            "names_seen_at": now,
            **columns,
        },
    )


def make_appointment(round_=None, user=None, **columns):
    """Return a seat that its person has not answered."""
    columns = {"accepted_at": None, "names_seen_at": None, **columns}
    return make_judge(round_, user, **columns)


def make_order(round_=None, **columns):
    """Return the draft of an appointment order."""
    columns = {"version": 1, "number": "๑/๒๕๖๙", **columns}
    return AppointmentOrder.objects.create(round=round_ or make_round(), **columns)


def make_issued_order(round_=None, *, by, **columns):
    """Return an appointment order that was issued without a committee."""
    columns = {
        "dated_on": timezone.now().date(),
        "duties": "1. ให้คะแนน",
        "signer_name": "ผู้ลงนามตัวอย่าง",
        "signer_position": "พัฒนาการจังหวัด",
        "issued_at": timezone.now(),
        "issued_by": by,
        "committee": [],
        "subject": "แต่งตั้งคณะกรรมการตัดสินตัวอย่าง",
        "office_title": "สำนักงานพัฒนาชุมชนจังหวัดตัวอย่าง",
        **columns,
    }
    return make_order(round_, **columns)


def make_stated_conflict(judge, office=None, **columns):
    columns = {"reason": "They are cousins.", "stated_at": timezone.now(), **columns}
    return StatedConflict.objects.create(judge=judge, office=office, **columns)


def make_conflict(judge, submission, **columns):
    return Conflict.objects.create(
        judge=judge,
        submission=submission,
        **{
            "reason": "They are cousins.",
            "declared_at": timezone.now(),
            "declared_by": judge.user,
            **columns,
        },
    )


def make_draw(round_=None, **columns):
    return Draw.objects.create(
        round=round_ or make_round(phase=Phase.JUDGING),
        **{
            "kind": Draw.Kind.ALL,
            "seed": 2565,
            "judges_per_entry": 2,
            "entries": 2,
            "judges": 3,
            "drawn_at": timezone.now(),
            "drawn_by": columns.pop("drawn_by", None) or make_user(),
            **columns,
        },
    )


def make_assignment(judge, submission, **columns):
    """Return an assignment by hand; the round is made one that assigns, too."""
    Round.objects.filter(pk=judge.round_id, judges_per_entry=None).update(
        judges_per_entry=1
    )
    return Assignment.objects.create(
        judge=judge,
        submission=submission,
        **{
            "reason": "The panel agreed on it.",
            "made_at": timezone.now(),
            "made_by": columns.pop("made_by", None) or make_user(),
            **columns,
        },
    )


def make_sheet(judge, submission, **columns):
    return Scoresheet.objects.create(
        judge=judge,
        submission=submission,
        version=submission.accepted_version,
        **{"created_at": timezone.now(), **columns},
    )


def make_score(sheet, criterion="c1", points=800, **columns):
    return Score.objects.create(
        sheet=sheet,
        criterion=criterion,
        points=points,
        **{"full": 1000, "given_at": timezone.now(), **columns},
    )


def make_note(user, submission, text="Ask about the budget."):
    return Note.objects.create(
        user=user, submission=submission, text=text, written_at=timezone.now()
    )


def make_mark_set_aside(user, submission, field="points_c1", value="7", **columns):
    return MarkSetAside.objects.create(
        user=user,
        submission=submission,
        field=field,
        value=value,
        **{"why": "no_seat", "set_aside_at": timezone.now(), **columns},
    )


def make_paper_sheet(judge, submission, **columns):
    """Return a paper that nobody has keyed in."""
    columns = {
        "version": submission.accepted_version,
        "begun_at": timezone.now(),
        **columns,
    }
    return PaperSheet.objects.create(judge=judge, submission=submission, **columns)


def make_paper_keying(paper, by, **columns):
    columns = {"points": {}, "keyed_at": timezone.now(), **columns}
    return PaperKeying.objects.create(paper=paper, by=by, **columns)


def make_tie_decision(round_, order, **columns):
    return TieDecision.objects.create(
        round=round_,
        order=order,
        **{
            "reason": "The panel discussed it.",
            "decided_by": columns.pop("decided_by", None) or make_user(),
            "decided_at": timezone.now(),
            **columns,
        },
    )


def make_session(round_=None, **columns):
    """Return a planned session; `turns` puts submissions in its order."""
    turns = columns.pop("turns", ())
    round_ = round_ or make_round(phase=Phase.JUDGING)
    drawn = {"seed": "seed", "drawn_at": timezone.now()} if turns else {}
    session = Session.objects.create(
        round=round_,
        **{
            "number": f"{round_.sessions.count() + 1}/2569",
            "meets_at": timezone.now(),
            "place": "Meeting room",
            "created_at": timezone.now(),
            "created_by": columns.pop("created_by", None) or make_user(),
            **drawn,
            **columns,
        },
    )
    for place, submission in enumerate(turns, start=1):
        make_turn(session, submission, place)
    return session


def make_turn(session, submission, place=1, **columns):
    return Turn.objects.create(
        session=session, submission=submission, place=place, **columns
    )


def make_attendance(session, judge, **columns):
    return Attendance.objects.create(
        session=session,
        judge=judge,
        **{
            "state": Attendance.State.PRESENT,
            "arrived_at": timezone.now(),
            "noted_at": timezone.now(),
            "noted_by": judge.user,
            **columns,
        },
    )


def make_agenda_item(session, number=1, **columns):
    return AgendaItem.objects.create(
        session=session, number=number, **{"title": "Other matters", **columns}
    )
