"""Eight processes that write at once on the default database lose nothing."""

import os
import subprocess
import sys

from tests.environment import HERE

PROCESSES = 8
TIMES = 25

SET_UP = """
from django.core.management import call_command
from tests.factories import make_entry, make_office
call_command("migrate", verbosity=0)
codes = ["3301", "3302", "3303", "3304", "3305", "3306", "3307", "3308"]
print(*(make_entry(office=make_office(code)).pk for code in codes))
"""
COUNT = """
from audit.models import Event
from submissions.models import Entry
print(Event.objects.count(), *(e.revision for e in Entry.objects.order_by("pk")))
"""


def test_every_save_of_eight_processes_is_kept(tmp_path):
    environment = {**os.environ, "DATA_DIR": str(tmp_path)}
    environment.pop("DATABASE_URL", None)

    def shell(script):
        command = [sys.executable, "manage.py", "shell", "-v0", "-c", script]
        return subprocess.check_output(command, cwd=HERE, env=environment).split()

    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.writers", pk.decode(), str(TIMES)],
            cwd=HERE,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for pk in shell(SET_UP)
    ]
    for writer in writers:
        assert writer.stdout.readline() == b"ready\n"
    for writer in writers:
        writer.stdin.write(b"begin\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=120)

    assert [writer.returncode for writer in writers] == [0] * PROCESSES
    events, *revisions = map(int, shell(COUNT))
    assert revisions == [TIMES + 1] * PROCESSES
    assert events == TIMES * PROCESSES
