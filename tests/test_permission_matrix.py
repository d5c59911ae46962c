"""Every URL, as everybody, against the written table of `tests/permissions/`."""

from operator import attrgetter
from urllib.parse import urlsplit

from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests.permissions import FORBIDDEN, NOT_FOUND, ROLES, SIGN_IN, YES
from tests.permissions.__main__ import PATH, document
from tests.permissions.table import TABLE
from tests.permissions.world import make_world


def url_names(resolver, prefix=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            namespace = f"{entry.namespace}:" if entry.namespace else ""
            yield from url_names(entry, prefix + namespace)
        elif entry.name:
            yield prefix + entry.name


def test_every_url_is_in_the_table():
    names = set(url_names(get_resolver()))

    assert sorted(names - set(TABLE)) == []
    assert sorted(set(TABLE) - names) == []


def test_everybody_gets_what_the_table_says(people, offices):
    """One world for all rows; what an act changes is rolled back after it."""
    world = make_world(people, offices)
    clients = {role: client_for(getattr(people, role, None)) for role in ROLES}

    surprises = []
    for name, rows in TABLE.items():
        for row in rows:
            url = reverse(name, kwargs=found(row.args, world))
            answers = {
                role: answer_to(client, row.method, url, found(row.data, world))
                for role, client in clients.items()
            }
            expected = dict(zip(ROLES, row.who, strict=True))
            if answers != expected:
                surprises.append(
                    f"{name} ({row.what}): "
                    f"{''.join(answers.values())} but the table says {row.who}"
                )

    assert not surprises, "\n".join(surprises)


def test_the_printed_table_is_current():
    assert PATH.read_text(encoding="utf-8") == document(), "run `make docs`"


def client_for(user):
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


def found(values, world):
    """Look values up in the world; one that begins with = stands for itself."""
    return {
        name: where[1:] if where.startswith("=") else attrgetter(where)(world)
        for name, where in values.items()
    }


def answer_to(client, method, url, data):
    """Return the letter of the table for what the portal answers, or its status."""
    with transaction.atomic():
        response = client.post(url, data) if method == "POST" else client.get(url)
        transaction.set_rollback(True)
    status = response.status_code
    if status == 302 and urlsplit(response.url).path == reverse("account_login"):
        return SIGN_IN
    if status in (200, 204, 206, 302, 303, 400, 405, 412, 422):
        return YES
    return {403: FORBIDDEN, 404: NOT_FOUND}.get(status, f"[{status}]")
