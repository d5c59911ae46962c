"""The first administrator of a new portal."""

import pytest
from django.core.management import CommandError, call_command

from offices.permissions import is_administrator
from tests.factories import make_office, make_user


def test_an_account_becomes_an_administrator(db):
    make_office("CDD")
    somebody = make_user("first")

    call_command("appoint_administrator", "First")

    assert is_administrator(somebody)


def test_nobody_and_twice_are_refused(db):
    make_office("CDD")
    make_user("first")
    call_command("appoint_administrator", "first")

    for username in ("nobody", "first"):
        with pytest.raises(CommandError):
            call_command("appoint_administrator", username)
