"""Five judges score while the server is killed and started again."""

import json

import pytest
from playwright.sync_api import expect

from tests.own_server import environment_at, running, shell

JUDGES = 5

SET_UP = f"""
import json
from django.core.management import call_command
from django.test import Client
from contests.phases import Phase
from submissions.workflow import State
from tests import factories
call_command("migrate", verbosity=0)
round_ = factories.make_round(phase=Phase.JUDGING)
entry = factories.make_entry(round_.stage.category, factories.make_office("3317"))
work = factories.make_submission(round_, entry, State.ACCEPTED)
sessions = []
for _ in range({JUDGES}):
    client = Client()
    client.force_login(factories.make_judge(round_).user)
    sessions.append(client.cookies["sessionid"].value)
print(json.dumps([work.pk, sessions]))
"""
MARKS = """
import json
from judging.models import Score
marks = Score.objects.order_by("sheet__judge", "criterion")
print(json.dumps(list(marks.values_list("points", flat=True))))
"""


@pytest.fixture
def environment(tmp_path):
    # With DEBUG nothing has to be collected first.
    return {**environment_at(tmp_path), "DEBUG": "true"}


def test_no_mark_that_was_shown_as_saved_is_lost(environment, wait_for, new_context):
    [line] = shell(environment, SET_UP)
    work, sessions = json.loads(line)

    def page_of(session, url):
        context = new_context(base_url=url)
        cookies = {"sessionid": session, "django_language": "en"}
        context.add_cookies(
            [{"name": n, "value": v, "url": url} for n, v in cookies.items()]
        )
        page = context.new_page()
        page.goto(f"/judging/works/{work}/")
        return page

    def give(page, criterion, points):
        page.get_by_label(f"Points for Criterion {criterion}", exact=True).fill(points)

    def expect_kept(page, criterion, text):
        expect(page.locator(f"[data-kept={criterion}]")).to_have_text(
            text, timeout=20_000
        )

    with running(environment, wait_for) as url:
        pages = [page_of(session, url) for session in sessions]
        for number, page in enumerate(pages):
            give(page, "c1", str(number + 1))
        for page in pages:
            expect_kept(page, "c1", "At the portal")
        for page in pages:
            give(page, "c2", "9")
    # Killed while the second marks are on their way: some may have arrived.
    shown = [
        page.locator("[data-kept=c2]").text_content() == "At the portal"
        for page in pages
    ]
    held = json.loads(shell(environment, MARKS)[0])
    assert [mark for mark in held if mark != 900] == [100, 200, 300, 400, 500]
    assert held.count(900) >= sum(shown)
    for page in pages:
        give(page, "c2", "9.5")
        expect_kept(page, "c2", "On this device")

    with running(environment, wait_for):
        for page in pages:
            page.evaluate("dispatchEvent(new Event('online'))")
        for page in pages:
            expect_kept(page, "c2", "At the portal")

    assert json.loads(shell(environment, MARKS)[0]) == [
        *(100, 950, 200, 950, 300, 950, 400, 950, 500, 950)
    ]
