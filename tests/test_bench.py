"""The bench is run by hand, so that a change elsewhere could break it unseen."""

import os
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
# As `bench/__main__.py` begins, with few rows and without a server.
TRIAL = """
from bench import place
import django
django.setup()
from django.core.management import call_command
from django.utils import timezone
from bench import certificates, library, seed
seed.BIG, seed.SMALL, seed.HALL = (4, 2), (3, 2), (2, 2)
certificates.COUNT, library.ITEMS = 3, 5
place.make()
try:
    call_command("prepare")
    world = seed.seed()
    library.fill(timezone.now())
    assert certificates.published(world).placings.count() == 3
finally:
    place.take_away()
"""


def test_all_that_the_bench_measures_on_can_be_made():
    environment = {
        name: value for name, value in os.environ.items() if name != "DATABASE_URL"
    }
    trial = subprocess.run(
        [sys.executable, "-c", TRIAL],
        cwd=HOME,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert trial.returncode == 0, trial.stderr
