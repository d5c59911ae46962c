"""The settings' environment in tests; loaded as a plugin before Django's settings.

`DATABASE_URL` stays as it is given, so that the same tests run on PostgreSQL.
"""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
DEFAULTS = {
    "DEMO": "true",
    "DATA_DIR": str(HERE / "var" / "test"),
    # Playwright's loop runs in the thread of the tests, whose queries are not async.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}
for name, value in DEFAULTS.items():
    os.environ.setdefault(name, value)
Path(os.environ["DATA_DIR"]).mkdir(parents=True, exist_ok=True)
