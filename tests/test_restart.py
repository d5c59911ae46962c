"""The real server: killed and started between two pieces of a file; kept waiting."""

import os
import socket
from contextlib import ExitStack
from hashlib import sha256
from io import BytesIO
from urllib.parse import urlsplit

import requests
from tusclient.client import TusClient

from tests.own_server import answers, environment_at, running, shell
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


def test_a_file_is_whole_after_a_restart(tmp_path, wait_for):
    environment = environment_at(tmp_path)
    [line] = shell(environment, SET_UP)
    entry, session = line.split()
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
    }
    how = {"chunk_size": PIECE, "metadata": {"filename": "คลิป.mp4"}}

    with running(environment, wait_for) as url:
        client = TusClient(f"{url}/entries/{entry}/uploads/evidence/", headers=headers)
        first = client.uploader(file_stream=BytesIO(FILM), **how)
        first.upload(stop_at=2 * PIECE)
    assert not answers(url)
    with running(environment, wait_for):
        second = client.uploader(file_stream=BytesIO(FILM), url=first.url, **how)
        came_on = second.offset
        second.upload()
        told = wait_for(
            lambda: requests.get(first.url, headers=headers, timeout=30).json()[
                "outcome"
            ]
        )

    assert (came_on, told) == (2 * PIECE, "attached")
    assert shell(environment, KEPT) == [
        f"คลิป.mp4 {sha256(FILM).hexdigest()}",
        "([], [])",
    ]


def test_connections_that_say_nothing_hold_nobody_up(tmp_path, wait_for):
    environment = environment_at(tmp_path)
    shell(environment, SET_UP)
    with running(environment, wait_for) as site, ExitStack() as spare:
        address = (urlsplit(site).hostname, urlsplit(site).port)
        for _ in range(30):
            spare.enter_context(socket.create_connection(address))

        answer = requests.get(f"{site}/healthz", timeout=4)

    assert answer.status_code == 200
