"""A valid, dull row of every model; a test states what matters.

No action is run: a row is what its arguments say. What a row needs and is not given is
made along with it. Offices are the real ones, by their code.
"""

from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from itertools import count

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from audit.models import Event
from contests.blueprint import CATEGORIES
from contests.models import (
    Category,
    Criterion,
    RegionProvince,
    Round,
    Season,
    Stage,
)
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
from offices.letterheads import Head
from offices.loading import listed_offices
from offices.models import (
    Invitation,
    Letterhead,
    Mail,
    Membership,
    Notice,
    Office,
    Signer,
    User,
)
from offices.roles import Level, Role
from offices.sentences import in_both
from results.codes import new_code
from results.models import (
    Appeal,
    AppealFile,
    Award,
    Certificate,
    CertificateFile,
    CertificateVersion,
    Consent,
    NameRemoval,
    NameRequest,
    PastImport,
    Placing,
    Posting,
    ReadingItem,
    Result,
    Shelved,
    Tagging,
    Term,
    Use,
)
from submissions.freezing import digest_of, frozen_content
from submissions.models import (
    Attachment,
    Entry,
    Fingerprint,
    LateDoor,
    Piece,
    Reminder,
    StoredFile,
    Submission,
    Tick,
    Upload,
    Version,
    VersionText,
)
from submissions.naming import people_in
from submissions.screening import today
from submissions.workflow import State
from ui.thai import era_year

PASSWORD = "correct horse battery"
_serial = count(1)


# offices --------------------------------------------------------------------------


@cache
def _lists():
    return {
        office.code: (office, parent)
        for level in listed_offices()
        for office, parent in level
    }


def make_office(code="3317"):
    """Return the office of the country with this code, made along with its parents."""
    if found := Office.objects.filter(code=code).first():
        return found
    listed, parent_code = _lists()[code]
    parent = make_office(parent_code) if parent_code else None
    columns = {
        field.attname: getattr(listed, field.attname)
        for field in Office._meta.concrete_fields
        if field.attname not in ("id", "parent_id", "path")
    }
    path = f"{parent.path if parent else ''}{code}."
    return Office.objects.create(parent=parent, path=path, **columns)


def make_user(username=None, **columns):
    """Return somebody whose password is PASSWORD."""
    username = username or f"person{next(_serial)}"
    columns = {"given_name": username.capitalize(), "surname": "Test", **columns}
    email = columns.pop("email", f"{username}@example.org")
    return User.objects.create_user(username, email, PASSWORD, **columns)


def make_membership(user=None, office=None, role=Role.OFFICER, **columns):
    columns = {"started_at": timezone.now() - timedelta(days=1000), **columns}
    return Membership.objects.create(
        user=user or make_user(), office=office or make_office(), role=role, **columns
    )


def make_invitation(user=None, office=None, role="", **columns):
    now = timezone.now()
    return Invitation.objects.create(
        user=user or make_user(),
        office=office,
        role=role,
        **{
            "invited_by": columns.pop("invited_by", None) or make_user(),
            "created_at": now,
            "expires_at": now + timedelta(days=14),
            **columns,
        },
    )


def make_notice(user=None, **columns):
    return Notice.objects.create(
        user=user or make_user(),
        **{
            "key": f"notice-{next(_serial)}",
            "message": "Something waits for you.",
            "url": "/",
            "due_at": timezone.now(),
            **columns,
        },
    )


def make_mail(**columns):
    now = timezone.now()
    return Mail.objects.create(
        **{
            "to": "somebody@example.org",
            "subject": "Subject",
            "body": "Body",
            "created_at": now,
            "due_at": now,
            **columns,
        }
    )


def make_letterhead(office=None, **columns):
    return Letterhead.objects.create(office=office or make_office("33"), **columns)


def make_signer(office=None, **columns):
    return Signer.objects.create(
        office=office or make_office("33"),
        **{"name": "นายหนึ่ง น้ำใจ", "position": "พัฒนาการจังหวัด", **columns},
    )


def make_event(target, **columns):
    return Event.objects.create(
        **{
            "at": timezone.now(),
            "by": None,
            "act": "Did something",
            "content_type": ContentType.objects.get_for_model(target),
            "object_id": target.pk,
            **columns,
        }
    )


# contests -------------------------------------------------------------------------

# The days from now to a stage's four dates, so that its rounds are in a phase.
DAYS = {
    Phase.UPCOMING: (5, 20, 25, 40),
    Phase.OPEN: (-10, 10, 15, 30),
    Phase.SCREENING: (-20, -5, 5, 20),
    Phase.JUDGING: (-30, -15, -10, 10),
}


def make_season(year=2569, **columns):
    """Return the season of the year, with the regions of the provinces made so far."""
    if found := Season.objects.filter(year=year).first():
        return found
    season = Season.objects.create(
        year=year,
        **{
            "name_th": f"การประกวด {year}",
            "name_en": f"Contest {year}",
            "created_at": timezone.now() - timedelta(days=100),
            **columns,
        },
    )
    for province in Office.objects.filter(level=Level.PROVINCE):
        RegionProvince.objects.create(
            season=season, region=province.parent, province=province
        )
    return season


def make_category(number=2, season=None, **columns):
    """Return a category as the built-in template has it; number 2 is the districts'."""
    season = season or make_season()
    if found := Category.objects.filter(season=season, number=number).first():
        return found
    plan = CATEGORIES[number - 1]
    copied = (
        "name_th",
        "name_en",
        "is_individual",
        "entrant_level",
        "entries_per_office",
        "form",
        "screening",
    )
    return Category.objects.create(
        season=season,
        number=number,
        **{
            **{name: plan[name] for name in copied},
            "criteria_template": plan["criteria"],
            **columns,
        },
    )


def stage_dates(phase, now: datetime):
    names = ("opens_at", "closes_at", "judging_opens_at", "judging_due_at")
    return {
        name: now + timedelta(days=days)
        for name, days in zip(names, DAYS[phase], strict=True)
    }


def make_stage(category=None, level=Level.PROVINCE, phase=Phase.OPEN, **columns):
    """Return a stage whose dates put its rounds into `phase`, with two criteria."""
    stage = Stage.objects.create(
        category=category or make_category(),
        level=level,
        **{**stage_dates(phase, timezone.now()), **columns},
    )
    make_criterion(stage, "c1", weight=60)
    make_criterion(stage, "c2", weight=40)
    return stage


def make_criterion(stage, code, **columns):
    return Criterion.objects.create(
        stage=stage,
        code=code,
        **{
            "position": stage.criteria.count() + 1,
            "name_th": f"เกณฑ์ {code}",
            "name_en": f"Criterion {code}",
            "full_hundredths": 1000,
            "weight": 50,
            "step_hundredths": 50,
            **columns,
        },
    )


def make_round(stage=None, office=None, phase=Phase.OPEN, **columns):
    """Return the round of a stage in Si Sa Ket, unless told otherwise.

    `phase` counts where the stage is made along with it.
    """
    stage = stage or make_stage(phase=phase)
    codes = {Level.DISTRICT: "3317", Level.PROVINCE: "33", Level.REGION: "R14"}
    office = office or make_office(codes.get(stage.level, "CDD"))
    return Round.objects.create(stage=stage, office=office, **columns)


# submissions ----------------------------------------------------------------------


def make_entry(category=None, office=None, *, by=None, person=None, **columns):
    """Return the draft of an office or, in category 1, of a person or a name."""
    category = category or make_category()
    office = office or make_office()
    by = by or make_user()
    if category.is_individual and "person_name" not in columns:
        person = person or by
    now = timezone.now()
    return Entry.objects.create(
        season=category.season,
        category=category,
        office=office,
        person=person,
        **{
            "title": f"Work {next(_serial)}",
            "created_by": by,
            "created_at": now,
            "updated_by": by,
            "updated_at": now,
            **columns,
        },
    )


def make_stored_file(data=b"%PDF-1.4 dull", content_type="application/pdf", **columns):
    """Return a file that the storage really holds."""
    stored = StoredFile(
        sha256=sha256(data).hexdigest(),
        size=len(data),
        content_type=content_type,
        created_at=timezone.now(),
        **columns,
    )
    if found := StoredFile.objects.filter(sha256=stored.sha256).first():
        return found
    default_storage.save(stored.path, ContentFile(data))
    stored.save()
    return stored


def make_attachment(entry=None, stored=None, **columns):
    entry = entry or make_entry()
    return Attachment.objects.create(
        entry=entry,
        stored=stored or make_stored_file(),
        **{
            "field": "evidence",
            "name": "work.pdf",
            "uploaded_by": entry.created_by,
            "uploaded_at": timezone.now(),
            **columns,
        },
    )


def make_upload(entry=None, *, by=None, **columns):
    """Return an upload of which nothing has come in yet."""
    entry = entry or make_entry()
    now = timezone.now()
    return Upload.objects.create(
        entry=entry,
        by=by or entry.created_by,
        **{
            "field": "evidence",
            "name": "evidence.pdf",
            "length": 1000,
            "begun_at": now,
            "expires_at": now + timedelta(days=7),
            **columns,
        },
    )


def make_piece(upload=None, **columns):
    """Return the first bytes of an upload, without any in the storage."""
    upload = upload or make_upload(offset=10)
    path = f"{upload.folder}/{next(_serial)}"
    columns = {"start": 0, "size": 10, "path": path, **columns}
    return Piece.objects.create(upload=upload, **columns)


def make_submission(round_=None, entry=None, state=State.HANDED_IN, **columns):
    """Return an entry's part in a round, with its first version."""
    round_ = round_ or make_round()
    entry = entry or make_entry(round_.stage.category)
    serial = next(_serial)
    needed = {
        State.RETURNED: {
            "state_reason": "Incomplete.",
            "open_until": timezone.now() + timedelta(days=3),
        },
        State.DISQUALIFIED: {"state_reason": "Against the rules."},
        State.WITHDRAWN: {"state_reason": "Asked for it."},
    }
    submission = Submission.objects.create(
        entry=entry,
        round=round_,
        state=State.HANDED_IN if state == State.ACCEPTED else state,
        **{
            "serial": serial,
            "title": entry.title,
            "number": f"TEST-{serial:04}",
            "handed_in_at": timezone.now() - timedelta(hours=1),
            **needed.get(state, {}),
            **({} if state == State.ACCEPTED else columns),
        },
    )
    version = make_version(submission)
    if state == State.ACCEPTED:
        columns = {"state": state, "accepted_version": version, **columns}
        Submission.objects.filter(pk=submission.pk).update(**columns)
        submission.refresh_from_db()
    return submission


def make_version(submission, **columns):
    entry = submission.entry
    files = entry.attachments.filter(removed_at=None).select_related("stored")
    content = columns.pop("content", None) or frozen_content(entry, files)
    return Version.objects.create(
        submission=submission,
        content=content,
        people=people_in(content),
        digest=digest_of(content),
        **{
            "number": submission.versions.count() + 1,
            "handed_in_at": submission.handed_in_at,
            "handed_in_by": entry.created_by,
            **columns,
        },
    )


def make_version_text(version, text="A work of many words."):
    VersionText.objects.create(
        version=version, parts=[["field:goals", text]], read_at=timezone.now()
    )
    return Fingerprint.objects.create(version=version, value=next(_serial))


def make_late_door(round_=None, office=None, **columns):
    now = timezone.now()
    return LateDoor.objects.create(
        round=round_ or make_round(),
        office=office or make_office(),
        **{
            "opened_by": columns.pop("opened_by", None) or make_user(),
            "opened_at": now,
            "open_until": now + timedelta(days=1),
            "reason": "The link was down.",
            **columns,
        },
    )


def make_tick(version, item="opens", **columns):
    return Tick.objects.create(
        version=version,
        item=item,
        **{
            "ticked_by": columns.pop("ticked_by", None) or make_user(),
            "ticked_at": timezone.now(),
            **columns,
        },
    )


def make_reminder(round_, office=None, **columns):
    now = timezone.now()
    return Reminder.objects.create(
        round=round_,
        office=office or make_office(),
        **{
            "day": today(now),
            "sent_by": columns.pop("sent_by", None) or make_user(),
            "sent_at": now,
            **columns,
        },
    )


# judging --------------------------------------------------------------------------


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


# results --------------------------------------------------------------------------


def make_result(round_=None, **columns):
    """Return a sealed result of ranks that staff entered."""
    round_ = round_ or make_round(phase=Phase.JUDGING)
    return Result.objects.create(
        round=round_,
        **{
            "number": round_.results.count() + 1,
            "basis": Result.Basis.RANKS,
            "source": "Memo 1",
            "sealed_at": timezone.now(),
            "sealed_by": columns.pop("sealed_by", None) or make_user(),
            **columns,
        },
    )


def names_of_award(award):
    """Return the columns of a placing with this award, by its usual names."""
    usual = in_both(getattr(award, "label", award))
    return {"award": award, "award_th": usual["th"], "award_en": usual["en"]}


def make_placing(result, submission, rank=1, **columns):
    award = columns.pop("award", Award.WINNER if rank == 1 else Award.PARTICIPANT)
    return Placing.objects.create(
        result=result,
        submission=submission,
        rank=rank,
        **{**names_of_award(award), **columns},
    )


def make_certificate(placing, **columns):
    """Return a certificate with its first version, numbered on its office's last."""
    office = columns.pop("office", None) or placing.result.round.office
    day = columns.pop("given_on", timezone.localdate())
    year = era_year(day.year)
    name = columns.pop("name", placing.submission.entry.office.title_th)
    issued = {"issued_at": timezone.now(), "issued_by": make_user()}
    certificate = Certificate.objects.create(
        placing=placing,
        office=office,
        **{
            "year": year,
            "number": Certificate.objects.last_number(office, year) + 1,
            "code": new_code(),
            "given_on": day,
            **issued,
            **columns,
        },
    )
    CertificateVersion.objects.create(
        certificate=certificate,
        number=1,
        name=name,
        words={
            "office": office.title_th,
            "award": "ได้รับรางวัลชนะเลิศ",
            "contest": ["การประกวด"],
            "wish": "ขอให้มีความสุข",
        },
        letterhead=Head(office.title_th).as_json(),
        **issued,
    )
    return certificate


def make_certificate_file(result, **columns):
    return CertificateFile.objects.create(
        result=result,
        **{
            "digest": "0" * 64,
            "pages": 1,
            "asked_at": timezone.now(),
            "asked_by": columns.pop("asked_by", None) or make_user(),
            **columns,
        },
    )


def make_appeal(result, office, *, by, **columns):
    """Return an appeal that waits for its answer."""
    return Appeal.objects.create(
        result=result,
        office=office,
        filed_by=by,
        **{"reason": "Sums are wrong", "filed_at": timezone.now(), **columns},
    )


def make_past_import(season=None, **columns):
    """Return a file of past results that waits to be confirmed."""
    return PastImport.objects.create(
        season=season or make_season(2564),
        brought_by=columns.pop("by", None) or make_user(),
        **{
            "file_name": "past.xlsx",
            "sha256": f"{next(_serial):064x}",
            "rows": [],
            "brought_at": timezone.now(),
            **columns,
        },
    )


def make_appeal_file(appeal, stored=None, name="evidence.pdf"):
    return AppealFile.objects.create(
        appeal=appeal,
        stored=stored or make_stored_file(),
        name=name,
        added_by=appeal.filed_by,
        added_at=timezone.now(),
    )


# the library ----------------------------------------------------------------------


def make_term(kind=Term.Kind.TAG, **columns):
    number = next(_serial)
    names = {"name_th": f"คำที่ {number}", "name_en": f"Word {number}"}
    return Term.objects.create(kind=kind, **{**names, **columns})


def make_shelved(submission=None, **columns):
    """Return a row of the library that the search does not know."""
    submission = submission or make_submission(state=State.ACCEPTED)
    return Shelved.objects.create(
        submission=submission,
        entry=submission.entry,
        **{
            "number": next(_serial),
            "public_from": timezone.now(),
            "facets": "2569|2|R14|33|",
            "letters": "",
            "title_ends": 0,
            "labels_end": 0,
            "summary_ends": 0,
            "title": submission.title,
            **columns,
        },
    )


def make_posting(**columns):
    columns = {"field": "all", "gram": "abc", "block": 0, "items": b"\1", **columns}
    return Posting.objects.create(**columns)


def standing(entry=None, by=None):
    """Return what every act on an item of the library says."""
    now = timezone.now()
    return {"entry": entry or make_entry(), "by": by or make_user(), "at": now}


def make_tagging(entry=None, tag=None, *, by=None):
    return Tagging.objects.create(tag=tag or make_term(), **standing(entry, by))


def make_consent(submission=None, *, by=None):
    submission = submission or make_submission(state=State.ACCEPTED)
    return Consent.objects.create(
        submission=submission, by=by or make_user(), at=timezone.now()
    )


def make_use(entry=None, office=None, *, by=None, **columns):
    return Use.objects.create(
        office=office or make_office("3322"),
        **{"note": "We hold such meetings too.", **standing(entry, by), **columns},
    )


def make_reading_item(user=None, entry=None):
    return ReadingItem.objects.create(
        user=user or make_user(), entry=entry or make_entry(), at=timezone.now()
    )


def make_name_removal(entry=None, *, by=None, **columns):
    return NameRemoval.objects.create(
        **{
            "name": "somebody test",
            "reason": "Asked for it.",
            **standing(entry, by),
            **columns,
        }
    )


def make_name_request(entry=None, **columns):
    return NameRequest.objects.create(
        entry=entry or make_entry(),
        **{
            "name": "Somebody Test",
            "contact": "081 234 5678",
            "at": timezone.now(),
            **columns,
        },
    )
