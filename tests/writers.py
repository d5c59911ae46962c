"""One of several processes that write at once: python -m tests.writers WHAT KEY TIMES

WHAT is "draft", and KEY an entry; or "mark", and KEY a judge's seat. It waits for a
line on standard input, so that all begin together, then saves so many times by the
portal's own actions. See `test_eight_processes`.
"""

import os
import sys

import django
from django.db import connection

os.environ["DJANGO_SETTINGS_MODULE"] = "kmchallenge.settings"
django.setup()

from judging.actions import give_mark  # noqa: E402 - after the set-up
from judging.models import Judge  # noqa: E402
from submissions.actions import save_entry  # noqa: E402
from submissions.models import Entry, Submission  # noqa: E402


def save_draft(key, number):
    entry = Entry.objects.get(pk=key)
    save_entry(
        entry,
        by=entry.created_by,
        title=f"Save {number}",
        answers=entry.answers,
        revision=entry.revision,
    )


def mark(key, number):
    seat = Judge.objects.with_round().get(pk=key)
    submission = Submission.objects.select_related("entry__office").get(
        round=seat.round
    )
    # From 0 to 9.5 points, so that each mark differs from the one before.
    give_mark(seat, submission, "c1", str(number % 20 / 2), by=seat.user)


def main(what, key, times):
    act = {"draft": save_draft, "mark": mark}[what]
    connection.ensure_connection()
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(times):
        act(key, number)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
