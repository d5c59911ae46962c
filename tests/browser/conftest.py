"""A real Chromium before a real server; people come signed in.

Every test here is marked `browser`.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.chromium import ADVICE, is_there, launch_options

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright():
    """Run Playwright, and leave no connection of the database behind.

    While its loop runs, Django has other connections in this thread than without it;
    those of the other time would stay open, unseen, until the database is to go.
    """
    connections.close_all()
    with sync_playwright() as playwright:
        yield playwright
        connections.close_all()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, playwright):
    if not is_there(playwright):
        # On CI a missing browser is a fault, not a reason to pass.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(ADVICE)
    return {**browser_type_launch_args, **launch_options()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "th-TH", "timezone_id": "Asia/Bangkok"}


@pytest.fixture
def errors():
    """What went wrong in a page of `page_of`; a test ends with it empty."""
    found = []
    yield found
    assert found == []


@pytest.fixture
def page_of(live_server, new_context, errors):
    """Return a function that gives a person, or nobody, a page in their own browser.

    Addresses are relative to the server. `language` is "th" or "en".
    """

    def page_of(user=None, *, language="th", width=1280, height=900):
        context = new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}
        )
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if user is not None:
            client = Client()
            client.force_login(user)
            name = settings.SESSION_COOKIE_NAME
            cookies[name] = client.cookies[name].value
        context.add_cookies(
            [
                {"name": name, "value": value, "url": live_server.url}
                for name, value in cookies.items()
            ]
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: tell(message, errors))
        return page

    return page_of


def tell(message, errors):
    """Keep what the console says of broken scripts and refused styles.

    A page that answers with an error is the test's own matter.
    """
    if message.type == "error" and "Failed to load resource" not in message.text:
        errors.append(message.text)
