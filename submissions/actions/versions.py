"""Freeze a version, and number a submission: the steps that several actions share."""

from django.db.models import Max

from submissions.models import Submission, Version
from submissions.naming import people_in


def number_of(round_, serial):
    """Return the whole number of a submission, such as KM2569-2-33-0007."""
    category = round_.stage.category
    year, office = category.season.year, round_.office.code
    return f"KM{year}-{category.number}-{office}-{serial:04d}"


def new_submission(entry, round_, **fields):
    """Add an entry's submission to a round that is held, under the next number."""
    last = round_.submissions.aggregate(last=Max("serial"))["last"] or 0
    return Submission.objects.create(
        entry=entry,
        round=round_,
        serial=last + 1,
        number=number_of(round_, last + 1),
        **fields,
    )


def add_version(submission, content, digest, *, by, at, number=None, **moments):
    """Freeze what was handed in as the submission's next version, or as `number`.

    `moments` are its further columns: when it arrived, by when it was due, if late.
    """
    if number is None:
        last = submission.versions.aggregate(last=Max("number"))["last"] or 0
        number = last + 1
    return Version.objects.create(
        submission=submission,
        number=number,
        content=content,
        people=people_in(content),
        digest=digest,
        handed_in_at=at,
        handed_in_by=by,
        **moments,
    )


def latest_version(submission):
    """Return the version that was handed in last, without its content."""
    return submission.versions.defer("content").order_by("-number").first()
