"""The people of the tests, named by role, and the offices they belong to.

Phu Sing (3317) and Sila Lat (3322) are districts of Si Sa Ket (33) in region 14;
Mueang Chiang Mai (5001) lies elsewhere.
"""

from types import SimpleNamespace

import pytest

from offices.roles import Role
from tests.factories import make_membership, make_office, make_user

OFFICES = ("CDD", "R14", "33", "3317", "3322", "3320", "3319", "34", "50", "5001")


@pytest.fixture
def offices(db):
    """A few offices of the tree by their codes."""
    return {code: make_office(code) for code in OFFICES}


def person_with(name, role, code):
    @pytest.fixture(name=name)
    def person(offices):
        user = make_user(name)
        make_membership(user, offices[code], role)
        return user

    return person


officer = person_with("officer", Role.OFFICER, "3317")
other_officer = person_with("other_officer", Role.OFFICER, "3322")
outsider = person_with("outsider", Role.OFFICER, "5001")
district_staff = person_with("district_staff", Role.STAFF, "3317")
staff = person_with("staff", Role.STAFF, "33")
other_staff = person_with("other_staff", Role.STAFF, "33")
region_staff = person_with("region_staff", Role.STAFF, "R14")
administrator = person_with("administrator", Role.ADMINISTRATOR, "CDD")
auditor = person_with("auditor", Role.AUDITOR, "CDD")


@pytest.fixture
def judge(db):
    """Somebody without a role at an office; a test gives them their seat."""
    return make_user("judge")


@pytest.fixture
def chair(db):
    return make_user("chair")


@pytest.fixture
def other_judge(db):
    return make_user("other_judge")


@pytest.fixture
def people(
    officer,
    other_officer,
    outsider,
    district_staff,
    staff,
    other_staff,
    region_staff,
    administrator,
    auditor,
    judge,
    other_judge,
    chair,
):
    """All of them: `people.officer`, `people.staff`, …"""
    return SimpleNamespace(**locals())
