"""The library, and names that were taken off."""

from django.utils import timezone

from results.models import (
    Consent,
    NameRemoval,
    NameRequest,
    Posting,
    ReadingItem,
    Shelved,
    Tagging,
    Term,
    Use,
)
from submissions.workflow import State
from tests.factories.offices import make_office, make_user
from tests.factories.serials import serials
from tests.factories.submissions import make_entry, make_submission


def make_term(kind=Term.Kind.TAG, **columns):
    number = next(serials)
    names = {"name_th": f"คำที่ {number}", "name_en": f"Word {number}"}
    return Term.objects.create(kind=kind, **{**names, **columns})


def make_shelved(submission=None, **columns):
    """Return a row of the library that the search does not know."""
    submission = submission or make_submission(state=State.ACCEPTED)
    return Shelved.objects.create(
        submission=submission,
        entry=submission.entry,
        **{
            "number": next(serials),
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
