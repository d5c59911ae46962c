"""A session of the panel, planned and running."""

import pytest
from django.utils import timezone

from judging import actions


@pytest.fixture
def at():
    return timezone.now()


@pytest.fixture
def session(panel, staff):
    """A planned session with the panel's two entries drawn."""
    session = actions.plan_session(
        panel.round,
        by=staff,
        number="1/2569",
        meets_at=timezone.now(),
        place="Meeting room",
        presentation_minutes=10,
        question_minutes=5,
    )
    return actions.draw_order(session, by=staff, seed="seven")


@pytest.fixture
def running(session, staff):
    return actions.begin_session(session, by=staff)


def code_of(refused):
    return refused.value.error_list[0].code


def pressed(session, by, *acts):
    for act in acts:
        session = actions.press(session, act, version=session.version, by=by)
    return session
