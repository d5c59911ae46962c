"""Entries, files, and what was handed in."""

from datetime import timedelta
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

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
from tests.factories.contests import make_category, make_round
from tests.factories.offices import make_office, make_user
from tests.factories.serials import serials


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
            "title": f"Work {next(serials)}",
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
    path = f"{upload.folder}/{next(serials)}"
    columns = {"start": 0, "size": 10, "path": path, **columns}
    return Piece.objects.create(upload=upload, **columns)


def make_submission(round_=None, entry=None, state=State.HANDED_IN, **columns):
    """Return an entry's part in a round, with its first version."""
    round_ = round_ or make_round()
    entry = entry or make_entry(round_.stage.category)
    serial = next(serials)
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
    return Fingerprint.objects.create(version=version, value=next(serials))


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
