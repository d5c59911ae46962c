"""The record: only ever added to, whoever tries; and one way for a row to change."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from audit.models import Event
from audit.record import (
    TransitionRefused,
    claim,
    move,
    move_many,
    record,
    record_many,
)
from submissions.models import Submission
from submissions.workflow import TRANSITIONS, State
from tests.factories import (
    make_entry,
    make_event,
    make_membership,
    make_office,
    make_submission,
    make_user,
)
from tests.racing import at_once

pytestmark = pytest.mark.django_db

REFUSED = gettext_lazy("Too late.")


def rows():
    return list(Event.objects.order_by("pk").values())


# Append-only -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "act",
    [
        lambda events: events.update(reason="Never mind."),
        lambda events: events.update(at=timezone.now()),
        lambda events: events.delete(),
        lambda events: events.get().delete(),
        lambda events: events.get().save(),
    ],
)
def test_the_database_refuses_to_change_or_delete_an_event(act):
    event = make_event(make_user())
    before = rows()

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        act(Event.objects.filter(pk=event.pk))

    assert rows() == before


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_event SET act = 'x'", "DELETE FROM audit_event"]
)
def test_plain_sql_is_refused_too(statement):
    make_event(make_user())
    before = rows()

    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert rows() == before


def test_whoever_acted_is_never_deleted(staff, officer):
    record(officer, "Did something", by=staff)

    with pytest.raises(IntegrityError), transaction.atomic():
        staff.memberships.all().delete()
        staff.delete()


# Reading ---------------------------------------------------------------------------


def test_the_history_of_a_thing_is_its_own_newest_first(staff, officer):
    membership = make_membership()
    first = record(officer, "First", by=staff, reason="Because.")
    record(membership, "Of a role", by=staff)
    record(staff, "Of somebody else", by=None)
    last = record(officer, "Last", by=None, changes={"phone": ["", "081"]})

    assert list(Event.objects.about(officer)) == [last, first]
    assert Event.objects.about(officer, membership).count() == 3
    assert (last.changes, last.by) == ({"phone": ["", "081"]}, None)
    assert first.target == officer


def test_an_act_on_many_is_one_query(staff, django_assert_num_queries):
    people = [make_user() for _ in range(5)]
    record(people[0], "Warm", by=staff)

    with django_assert_num_queries(1):
        record_many(people, "Reminded", by=staff, reason="One day left.")

    for person in people:
        event = Event.objects.about(person).filter(act="Reminded").get()
        assert (event.by, event.reason) == (staff, "One day left.")


# Changing state ----------------------------------------------------------------------


def test_a_move_changes_the_row_and_says_who_and_why(staff):
    submission = make_submission()

    moved = move(
        submission,
        State.WITHDRAWN,
        allowed=TRANSITIONS,
        by=staff,
        act="Withdrawn",
        reason="Asked for it.",
        state_reason="Asked for it.",
    )

    assert moved.state == State.WITHDRAWN
    assert Submission.objects.get().state_reason == "Asked for it."
    event = Event.objects.about(submission).get()
    assert (event.act, event.by, event.reason, event.changes) == (
        "Withdrawn",
        staff,
        "Asked for it.",
        {"state": ["handed_in", "withdrawn"]},
    )


@pytest.mark.parametrize("old", State.values)
@pytest.mark.parametrize("new", State.values)
def test_a_row_moves_only_as_the_table_says(staff, old, new):
    submission = make_submission(state=old)
    if new in TRANSITIONS[old]:
        return

    with pytest.raises(TransitionRefused) as refusal:
        move(submission, State(new), allowed=TRANSITIONS, by=staff, act="Moved")

    assert refusal.value.code == "not_allowed"
    assert Submission.objects.get().state == old
    assert not Event.objects.about(submission).exists()


def test_a_row_that_somebody_moved_first_is_not_moved_again(staff):
    submission = make_submission()
    stale = Submission.objects.get()
    reason = {"state_reason": "Asked for it."}
    move(
        submission,
        State.WITHDRAWN,
        allowed=TRANSITIONS,
        by=staff,
        act="Moved",
        **reason,
    )

    with pytest.raises(TransitionRefused) as refusal:
        move(
            stale, State.WITHDRAWN, allowed=TRANSITIONS, by=staff, act="Moved", **reason
        )

    assert refusal.value.code == "stale"
    assert Event.objects.about(submission).count() == 1


def test_many_move_together_or_none_does(staff):
    first = make_submission()
    second = make_submission(first.round, make_entry(office=make_office("3322")))
    works = [first, second]
    how = {"allowed": TRANSITIONS, "by": staff, "act": "Withdrew"}
    reason = {"state_reason": "Why."}

    with pytest.raises(TransitionRefused) as refused:
        move_many(
            works, State.ACCEPTED, allowed={State.HANDED_IN: set()}, by=staff, act=""
        )
    assert refused.value.code == "not_allowed"
    stale = [Submission.objects.get(pk=each.pk) for each in works]
    move_many(works, State.WITHDRAWN, **how, **reason)
    with pytest.raises(TransitionRefused) as refused:
        move_many(stale, State.RETURNED, **how)

    assert refused.value.code == "stale"
    assert {each.state for each in (first, second)} == {State.WITHDRAWN}
    assert set(Submission.objects.values_list("state", "state_reason")) == {
        (State.WITHDRAWN, "Why.")
    }
    assert [each["changes"] for each in rows()] == [
        {"state": ["handed_in", "withdrawn"]}
    ] * 2


def test_a_claim_is_made_once(staff):
    membership = make_membership()
    stale = type(membership).objects.get(pk=membership.pk)

    claim(membership, "ended_at", by=staff, act="Ended", refused=REFUSED, reason="Why.")

    assert membership.ended_at is not None
    with pytest.raises(TransitionRefused, match="Too late") as refusal:
        claim(stale, "ended_at", by=staff, act="Ended", refused=REFUSED)
    assert refusal.value.code == "stale"
    assert [e.reason for e in Event.objects.about(membership)] == ["Why."]


@pytest.mark.django_db(transaction=True)
def test_of_several_who_move_a_row_at_once_one_wins(staff):
    pk = make_submission().pk

    def withdraw():
        move(
            Submission.objects.get(pk=pk),
            State.WITHDRAWN,
            allowed=TRANSITIONS,
            by=staff,
            act="Withdrawn",
            state_reason="Asked for it.",
        )

    codes = at_once(*[withdraw] * 4)

    assert codes.count("done") == 1
    assert set(codes) <= {"done", "stale", "not_allowed"}
    assert Event.objects.about(Submission.objects.get(pk=pk)).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_several_who_claim_at_once_one_wins(staff):
    membership = make_membership()

    def end():
        row = type(membership).objects.get(pk=membership.pk)
        claim(row, "ended_at", by=staff, act="Ended", refused=REFUSED)

    assert at_once(*[end] * 4) == ["done", "stale", "stale", "stale"]
    assert Event.objects.about(membership).count() == 1
