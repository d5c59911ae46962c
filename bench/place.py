"""Where the bench runs: a folder and a database of its own, made and taken away.

Importing it sets the environment, so it comes before anything of Django.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

HOME = Path(__file__).resolve().parent.parent
FOLDER = Path(tempfile.mkdtemp(prefix="km-bench-"))
DATABASE = "km_bench"
SERVER = os.environ.get("DATABASE_URL")
NAME = "PostgreSQL" if SERVER else "SQLite"

os.environ |= {
    "DEMO": "true",
    "DATA_DIR": str(FOLDER),
    "DJANGO_SETTINGS_MODULE": "kmchallenge.settings",
    "PYTHONPATH": str(HOME),
}
if SERVER:
    parts = urlsplit(SERVER)
    os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{DATABASE}"))


def on_the_server(statement):
    """Tell PostgreSQL, outside of the bench's own database; SQLite needs nothing."""
    if not SERVER:
        return
    connection = psycopg2.connect(SERVER)
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()


def make():
    on_the_server(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
    on_the_server(f"CREATE DATABASE {DATABASE}")


def take_away():
    on_the_server(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
    shutil.rmtree(FOLDER, ignore_errors=True)


def tell(text):
    print(text, file=sys.stderr, flush=True)
