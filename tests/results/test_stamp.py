"""Kept pages are made anew at the moment at which the public sees other results."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from results import actions
from results.public.stamp import stamp
from ui import kept

DAY = timedelta(days=1)


@pytest.fixture
def frozen(now, settings, monkeypatch):
    monkeypatch.setattr(kept, "BELIEVED", 0)
    settings.PUBLIC_PAGES_KEPT_SECONDS = 1_000_000
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def visitors(frozen, approved):
    """Two visitors, each of a process of its own, who have read the results."""
    both = [Client(), Client()]
    for visitor in both:
        tags(visitor)
    return both


def tags(visitor):
    """Return the ETag of the list of results, and whether it had to be made."""
    with CaptureQueriesContext(connection) as queries:
        response = visitor.get(reverse("results:seasons"))
    return response["ETag"], len(queries) > 1


def test_publishing_and_withdrawing_show_at_once_in_every_process(
    visitors, approved, staff, frozen
):
    before = [tags(visitor) for visitor in visitors]
    result = actions.publish(approved, by=staff)
    published = [tags(visitor) for visitor in visitors]
    frozen.shift(1)
    actions.withdraw(result, by=staff, reason="คะแนนผิด")
    withdrawn = [tags(visitor) for visitor in visitors]

    [(old, made)] = set(before)
    assert not made
    [(new, made)] = set(published)
    assert made
    assert new != old
    assert set(withdrawn) == {(old, True)}


def test_an_embargo_changes_nothing_until_it_ends_and_then_at_once(
    visitors, approved, staff, now, frozen
):
    old = tags(visitors[0])
    stamped = stamp(at=now)
    actions.publish(approved, by=staff, public_from=now + DAY)

    assert stamp(at=now) == stamped
    assert [tags(visitor) for visitor in visitors] == [old, old]

    # The pages would be kept for days: it is the end of the embargo that ends them.
    frozen.move_to(now + DAY)
    visitors.append(Client())
    [(new, made)] = {tags(visitor) for visitor in visitors}
    assert made
    assert new != old[0]


def test_what_was_withdrawn_under_its_embargo_never_changes_the_stamp(
    approved, staff, now, frozen
):
    before = stamp(at=now)
    result = actions.publish(approved, by=staff, public_from=now + DAY)
    actions.withdraw(result, by=staff, reason="คะแนนผิด")

    assert stamp(at=now + 2 * DAY) == before


def test_a_name_that_is_taken_off_is_off_at_once_in_every_process(
    visitors, approved, staff
):
    result = actions.publish(approved, by=staff)
    for visitor in visitors:
        tags(visitor)
    as_kept = [tags(visitor)[1] for visitor in visitors]
    actions.take_name_off(
        result.placings.first().submission.entry,
        given_name="สมชาย",
        surname="ใจดี",
        reason="ขอไว้",
        by=staff,
    )

    made = [tags(visitor)[1] for visitor in visitors]
    assert (as_kept, made) == ([False, False], [True, True])
