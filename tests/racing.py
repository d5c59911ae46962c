"""Several people at once: each in a thread, on a database connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.core.exceptions import ValidationError
from django.db import connection

# Whoever waits longer than this for the others waits in vain.
PATIENCE_SECONDS = 60


def at_once(*acts):
    """Begin all acts together; return "done" or the refusal's code of each, sorted."""
    start = Barrier(len(acts), timeout=PATIENCE_SECONDS)

    def run(act):
        start.wait()
        try:
            act()
        except ValidationError as refusal:
            return refusal.error_list[0].code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))
