"""What every test may ask for: the people by their roles, and guards around them all.

The people are in `tests/people.py`, the rows of every model in `tests/factories/`.
"""

import socket
import threading
import time

import hypothesis
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

pytest_plugins = ["tests.people", "tests.papers"]

LOOPBACK = ("127.", "::1", "localhost")

# On a busy machine an example may take long; that is no fault of the code.
hypothesis.settings.register_profile(
    "portal",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("portal")


@pytest.fixture(autouse=True)
def dull_settings(settings, tmp_path):
    """Passwords that cost nothing, files that go away, no collected static files."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.ARCHIVE_KEY_FILE = tmp_path / "archive-key.pem"
    settings.PUBLIC_PAGES_KEPT_SECONDS = 0
    # Another process would not know the database of the tests.
    settings.MAKES_FILES_AT_ONCE = False
    # Django's test runner puts its own in its place.
    settings.EMAIL_BACKEND = "offices.mail.OutboxBackend"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }


@pytest.fixture(autouse=True)
def thai_first():
    """Begin in Thai, whatever language the test before asked a page in."""
    translation.activate("th")


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        host = address[0] if isinstance(address, tuple) else ""
        if host and not str(host).startswith(LOOPBACK):
            raise OSError(f"a test may not connect to {host}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let the flush after a transactional test past the append-only triggers.

    SQLite flushes by DELETE, which they refuse; PostgreSQL by TRUNCATE, which they do
    not see. The cache's table is none of Django's models: it is emptied here.
    """
    operations = type(connection.ops)
    plain = operations.sql_flush
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        triggers = []
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()

    def sql_flush(self, *args, **kwargs):
        return [
            *(f"DROP TRIGGER {name}" for name, _sql in triggers),
            *plain(self, *args, **kwargs),
            "DELETE FROM cache",
            *(sql for _name, sql in triggers),
        ]

    with pytest.MonkeyPatch.context() as patch:
        # On the class: once Playwright's loop runs, Django has another connection.
        patch.setattr(operations, "sql_flush", sql_flush)
        yield


@pytest.fixture
def client_of():
    """Return a function that gives a browser in which a person is signed in."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def queries_do_not_grow(client):
    """Assert a page costs as many queries for 1 row as for 5; return the number.

    `by` is who looks; without it, whoever is signed in in `client`.
    """

    def check(url, add_row, *, by=None, most=12):
        if by is not None:
            client.force_login(by)

        def count():
            ContentType.objects.clear_cache()
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            return len(queries)

        add_row()
        client.get(url)  # warm the caches
        with_one = count()
        for _ in range(4):
            add_row()
        with_five = count()
        assert with_five == with_one, f"{with_one} queries for 1 row, {with_five} for 5"
        assert with_one <= most, f"{with_one} queries, the budget is {most}"
        return with_one

    return check


@pytest.fixture
def wait_for():
    """Return what `look()` gives as soon as it gives something; fail after a while.

    For what happens in another thread or process after an answer.
    """
    pause = threading.Event()

    def wait(look, *, seconds=60):
        until = time.monotonic() + seconds
        while not (found := look()):
            assert time.monotonic() < until, "in vain"
            pause.wait(0.05)
        return found

    return wait
