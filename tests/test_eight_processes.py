"""Eight processes that write at once on the default database lose nothing.

Four save drafts, four mark one and the same entry, which freezes its rules once.
"""

import os
import subprocess
import sys

from tests.environment import HERE

TIMES = 25

SET_UP = """
from django.core.management import call_command
from contests.phases import Phase
from submissions.workflow import State
from tests import factories
call_command("migrate", verbosity=0)
for code in ("3301", "3302", "3303", "3304"):
    office = factories.make_office(code)
    print("draft", factories.make_entry(office=office).pk)
category = factories.make_category(3)
round_ = factories.make_round(factories.make_stage(category, "region", Phase.JUDGING))
entry = factories.make_entry(category, factories.make_office("33"))
factories.make_submission(round_, entry, State.ACCEPTED)
for _ in range(4):
    print("mark", factories.make_judge(round_).pk)
"""
KEPT = """
from audit.models import Event
from contests.acts import FROZE_RULES
from judging.models import Score
from submissions.models import Entry
print(*Entry.objects.exclude(revision=1).values_list("revision", flat=True))
print(*Score.objects.values_list("points", flat=True))
for act in ("Saved the draft", "Gave marks", FROZE_RULES):
    print(Event.objects.filter(act=act).count())
"""


def test_every_write_of_eight_processes_is_kept(tmp_path):
    environment = {**os.environ, "DATA_DIR": str(tmp_path)}
    environment.pop("DATABASE_URL", None)

    def shell(script):
        command = [sys.executable, "manage.py", "shell", "-v0", "-c", script]
        return subprocess.check_output(
            command, cwd=HERE, env=environment, text=True
        ).splitlines()

    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.writers", *task.split(), str(TIMES)],
            cwd=HERE,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for task in shell(SET_UP)
    ]
    for writer in writers:
        assert writer.stdout.readline() == b"ready\n"
    for writer in writers:
        writer.stdin.write(b"begin\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=240)

    assert [writer.returncode for writer in writers] == [0] * 8
    last_mark = (TIMES - 1) % 20 * 50
    revisions, points, drafts_saved, marks_given, frozen = shell(KEPT)
    assert revisions == " ".join([str(TIMES + 1)] * 4)
    assert points == " ".join([str(last_mark)] * 4)
    # A sitting is one act, however often it saves: ten minutes of the clock, of which a
    # new ten may have begun.
    assert 4 <= int(drafts_saved) <= 8
    assert marks_given == str(4 * TIMES)
    assert frozen == "1"
