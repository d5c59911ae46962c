"""One of several processes that write at once: python -m tests.writers ENTRY TIMES

It waits for a line on standard input, so that all begin together, then saves the draft
of an entry so many times by the portal's own action. See `test_eight_processes`.
"""

import os
import sys

import django
from django.db import connection

os.environ["DJANGO_SETTINGS_MODULE"] = "kmchallenge.settings"
django.setup()

from submissions.actions import save_entry  # noqa: E402 - after the set-up
from submissions.models import Entry  # noqa: E402


def main(pk, times):
    entry = Entry.objects.get(pk=pk)
    connection.close()
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(times):
        save_entry(
            entry,
            by=entry.created_by,
            title=f"Save {number}",
            answers=entry.answers,
            revision=entry.revision,
        )
        entry = Entry.objects.get(pk=pk)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
