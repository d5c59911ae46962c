"""What the tests of invitations share."""

import pytest

from offices import actions
from offices.roles import Role


@pytest.fixture
def invitation(staff, offices):
    """Somchai, new, invited by the province to enter for Phu Sing."""
    return actions.invite(
        "Somchai@Example.org", by=staff, office=offices["3317"], role=Role.OFFICER
    )


@pytest.fixture
def answers():
    """What Somchai tells about himself to the page of the invitation."""
    return {
        "title": "นาย",
        "given_name": "สมชาย",
        "surname": "ใจดี",
        "position": "นักวิชาการพัฒนาชุมชน",
        "position_level": "ชำนาญการ",
        "phone": "081-555-0100",
        "username": "somchai",
        "password": "a long enough word",
        "repeated": "a long enough word",
    }
