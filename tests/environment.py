"""The settings' environment in tests; loaded as a plugin before Django's settings.

`DATABASE_URL` stays as it is given, so that the same tests run on PostgreSQL.
"""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
DATA_DIR = HERE / "var" / "test"
# Static files come from their sources, never from what was once collected here.
(DATA_DIR / "static").mkdir(parents=True, exist_ok=True)
os.environ |= {
    "DEMO": "true",
    "DATA_DIR": str(DATA_DIR),
    # Playwright's loop runs in the thread of the tests, whose queries are not async.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}
