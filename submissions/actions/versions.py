"""Freeze a version, and number a submission: the steps that several actions share."""

import secrets

from django.db.models import Max

from submissions.freezing import digest_of
from submissions.models import Submission, Version
from submissions.naming import people_in

# Serials that are drawn; those that run go on behind them.
DRAWN = range(1_000, 10_000)


def number_of(round_, serial):
    """Return the whole number of a submission, such as KM2569-2-33-0007."""
    category = round_.stage.category
    year, office = category.season.year, round_.office.code
    return f"KM{year}-{category.number}-{office}-{serial:04d}"


def new_submission(entry, round_, *, is_drawn=False, **fields):
    """Add an entry's submission to a round that is held, under a number of its own.

    The next one; or drawn by lot, for what comes up from below.
    """
    drawn = {"serial": drawn_serial(round_.submissions)} if is_drawn else {}
    return new_submissions([(entry, round_, {**drawn, **fields})])[0]


def new_submissions(parts):
    """Add a submission for each entry, held round and columns. Two queries."""
    parts = list(parts)
    rounds = {round_.pk for _e, round_, _f in parts}
    running = Submission.objects.filter(round__in=rounds).exclude(
        serial__range=(DRAWN[0], DRAWN[-1])
    )
    last = dict(running.order_by().values_list("round").annotate(last=Max("serial")))
    submissions = []
    for entry, round_, fields in parts:
        if "serial" not in fields:
            after = last.get(round_.pk, 0) + 1
            last[round_.pk] = DRAWN.stop if after in DRAWN else after
            fields = {"serial": last[round_.pk], **fields}
        number = number_of(round_, fields["serial"])
        submissions.append(
            Submission(entry=entry, round=round_, number=number, **fields)
        )
    return Submission.objects.bulk_create(submissions)


def add_versions(parts, *, by, at):
    """Freeze the content of each new submission as its version 1. One query."""
    return Version.objects.bulk_create(
        [
            version_of(submission, 1, content, digest_of(content), by=by, at=at)
            for submission, content in parts
        ]
    )


def drawn_serial(submissions):
    """Return a serial that nobody has and that tells nothing of the others.

    Were they to run, one that an embargo hides would be missed in the row (record 27).
    """
    while True:
        serial = secrets.choice(DRAWN)
        if not submissions.filter(serial=serial).exists():
            return serial


def add_version(submission, content, digest, *, by, at, number=None, **moments):
    """Freeze what was handed in as the submission's next version, or as `number`.

    `moments` are its further columns: when it arrived, by when it was due, if late.
    """
    if number is None:
        last = submission.versions.aggregate(last=Max("number"))["last"] or 0
        number = last + 1
    version = version_of(submission, number, content, digest, by=by, at=at, **moments)
    version.save()
    return version


def version_of(submission, number, content, digest, *, by, at, **moments):
    return Version(
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
