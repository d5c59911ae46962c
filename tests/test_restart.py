"""The real server is killed and started again between two pieces of a file."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from io import BytesIO
from urllib.parse import urlsplit

import pytest
import requests
from tusclient.client import TusClient

from tests.environment import HERE
from tests.submissions import files

FILM = files.mp4() + files.box(b"free", os.urandom(3_000_000))
PIECE = 700_000
TOKEN = "c" * 32

SET_UP = """
from django.core.management import call_command
from django.test import Client
from tests import factories
call_command("migrate", verbosity=0)
officer = factories.make_membership(office=factories.make_office("3317")).user
entry = factories.make_entry(office=factories.make_office("3317"), by=officer)
client = Client()
client.force_login(officer)
print(entry.pk, client.cookies["sessionid"].value)
"""
KEPT = """
from django.core.files.storage import default_storage
from hashlib import sha256
from submissions.models import Attachment
attachment = Attachment.objects.get()
with default_storage.open(attachment.stored.path) as file:
    print(attachment.name, sha256(file.read()).hexdigest())
print(default_storage.listdir("uploads"))
"""


@pytest.fixture
def environment(tmp_path):
    """The variables of a portal of its own, on SQLite and the disk, at a free port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "BIND": f"127.0.0.1:{port}",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PYTHONWARNINGS": "",
    }
    environment.pop("DATABASE_URL", None)
    return environment


@pytest.fixture
def portal(environment, wait_for):
    """Return a context in which the server runs; when it ends, it is killed."""

    @contextmanager
    def running():
        server = subprocess.Popen(
            [sys.executable, "deploy/serve.py", "--log-level", "error"],
            cwd=HERE,
            env=environment,
            start_new_session=True,
        )
        try:
            wait_for(lambda: answers(environment["SITE_URL"]))
            yield environment["SITE_URL"]
        finally:
            # All of it at once, without a chance to tidy up.
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()

    return running


def answers(url):
    try:
        return requests.get(f"{url}/healthz", timeout=5).ok
    except requests.ConnectionError:
        return False


def test_a_file_is_whole_after_a_restart(environment, portal, wait_for):
    def shell(script):
        command = [sys.executable, "manage.py", "shell", "-v0", "-c", script]
        return subprocess.check_output(
            command, cwd=HERE, env=environment, text=True
        ).splitlines()

    [line] = shell(SET_UP)
    entry, session = line.split()
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
    }
    how = {"chunk_size": PIECE, "metadata": {"filename": "คลิป.mp4"}}

    with portal() as url:
        client = TusClient(f"{url}/entries/{entry}/uploads/evidence/", headers=headers)
        first = client.uploader(file_stream=BytesIO(FILM), **how)
        first.upload(stop_at=2 * PIECE)
    assert not answers(url)
    with portal():
        second = client.uploader(file_stream=BytesIO(FILM), url=first.url, **how)
        came_on = second.offset
        second.upload()
        told = wait_for(
            lambda: requests.get(first.url, headers=headers, timeout=30).json()[
                "outcome"
            ]
        )

    assert (came_on, told) == (2 * PIECE, "attached")
    assert shell(KEPT) == [f"คลิป.mp4 {sha256(FILM).hexdigest()}", "([], [])"]


def test_connections_that_say_nothing_hold_nobody_up(portal):
    with portal() as site, ExitStack() as spare:
        address = (urlsplit(site).hostname, urlsplit(site).port)
        for _ in range(30):
            spare.enter_context(socket.create_connection(address))

        answer = requests.get(f"{site}/healthz", timeout=4)

    assert answer.status_code == 200
