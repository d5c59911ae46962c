"""Two people at once: one wins, the other is told, and nothing is half-done."""

import pytest
from django.utils import timezone

from results import actions
from results.library.searching import asked_in, search
from results.models import Result
from submissions.models import Submission
from tests.factories import make_term
from tests.racing import at_once
from tests.results.conftest import entry_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_publish_at_once(approved, staff, other_staff, contest):
    mine, theirs = (Result.objects.get(pk=approved.pk) for _ in range(2))

    outcomes = at_once(
        lambda: actions.publish(mine, by=staff),
        lambda: actions.publish(theirs, by=other_staff),
    )

    assert outcomes.count("done") == 1
    assert Submission.objects.filter(round=contest.region).count() == 1
    assert approved.round.results.count() == 1


def test_the_chair_seals_twice_at_once(contest, marked, chair):
    outcomes = at_once(
        *[lambda: actions.seal(contest.province, by=chair) for _ in range(2)]
    )

    assert outcomes.count("done") == 1
    assert contest.province.results.count() == 1


def test_one_approves_while_another_refuses(sealed, staff, other_staff):
    outcomes = at_once(
        lambda: actions.approve(sealed, by=staff),
        lambda: actions.refuse(sealed, by=other_staff, reason="x"),
    )

    sealed.refresh_from_db()
    # Refusing an approved result is allowed, so both may have had their turn.
    assert outcomes.count("done") in (1, 2)
    assert sealed.state == "refused"


def test_two_send_up_the_next_at_once(published, contest, staff, other_staff, officer):
    Submission.objects.filter(round=contest.region).update(
        state="withdrawn", state_reason="x"
    )
    second = published.placings.get(rank=2)

    outcomes = at_once(
        lambda: actions.send_up_next(second, by=staff, reason="แทน"),
        lambda: actions.send_up_next(second, by=other_staff, reason="แทน"),
    )

    assert outcomes.count("done") == 1
    assert Submission.objects.filter(round=contest.region).count() == 2


def test_two_items_come_to_the_library_at_once(publish_work, administrator):
    """Both write the same rows of its index; neither loses the other's bit."""
    entries = [entry_of(publish_work("เรียนรู้", year=year)) for year in (2565, 2566)]
    tag = make_term(name_th="สัมมาชีพ")

    outcomes = at_once(
        *[
            lambda entry=entry: actions.put_tags(entry, [tag], by=administrator)
            for entry in entries
        ]
    )

    found = search(asked_in({"q": "สัมมาชีพ"}), at=timezone.now())
    assert outcomes == ["done", "done"]
    assert len(found.numbers) == 2
    assert found.counts["tag"] == {str(tag.pk): 2}


def test_one_grants_an_appeal_while_another_rejects_it(
    published, contest, staff, other_staff, other_officer
):
    office = contest.offices["3322"]
    appeal = actions.file_appeal(published, office, by=other_officer, reason="x")

    outcomes = at_once(
        lambda: actions.grant_appeal(
            appeal, by=staff, reason="จริง", public_reason="แก้คะแนน"
        ),
        lambda: actions.reject_appeal(appeal, by=other_staff, reason="ไม่จริง"),
    )

    appeal.refresh_from_db()
    published.refresh_from_db()
    assert outcomes.count("done") == 1
    assert (appeal.state == "granted") == (published.state == "withdrawn")
