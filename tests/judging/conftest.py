"""A round in judging with a panel of three and two accepted entries."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from contests.phases import Phase
from judging import actions
from judging.models import Judge
from submissions.workflow import State
from tests.factories import (
    make_entry,
    make_judge,
    make_membership,
    make_office,
    make_round,
    make_submission,
    make_user,
)


def accepted(round_, code="3317", **columns):
    """Return an accepted submission of the office with this code."""
    entry = make_entry(round_.stage.category, make_office(code), **columns)
    return make_submission(round_, entry, State.ACCEPTED)


def fill(judge, submission, *points):
    """Give marks in the order of the criteria."""
    for number, each in enumerate(points, 1):
        actions.give_mark(
            judge, submission, f"c{number}", Decimal(str(each)), by=judge.user
        )


def fill_and_sign(judge, submission, *points):
    fill(judge, submission, *points)
    return actions.sign(judge, submission, by=judge.user)


@pytest.fixture
def panel(offices, chair, judge, other_judge):
    """A province round: chair and two judges; entries of Phu Sing and Sila Lat.

    Two criteria: c1 of 10 points weighs 60, c2 of 10 points weighs 40.
    """
    round_ = make_round(phase=Phase.JUDGING)
    return SimpleNamespace(
        round=round_,
        chair=make_judge(round_, chair, Judge.Capacity.CHAIR),
        judge=make_judge(round_, judge),
        other_judge=make_judge(round_, other_judge),
        phu_sing=accepted(round_, "3317", title="Phu Sing model"),
        sila_lat=accepted(round_, "3322", title="Sila Lat model"),
    )


@pytest.fixture
def make_colleague(offices):
    """Return a function that makes a person with a role at an office."""

    def make(code, role="officer", **columns):
        person = make_user()
        make_membership(person, offices[code], role, **columns)
        return person

    return make
