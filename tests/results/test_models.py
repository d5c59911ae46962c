"""What the database refuses, whoever writes."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from results.models import Placing, Result
from results.workflow import STANDING, TRANSITIONS, State
from tests.factories import (
    make_consent,
    make_name_removal,
    make_name_request,
    make_placing,
    make_posting,
    make_reading_item,
    make_result,
    make_shelved,
    make_submission,
    make_tagging,
    make_term,
    make_use,
)
from tests.results.conftest import DAY


@pytest.fixture
def result(contest):
    return make_result(contest.province)


def refuses(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def changed(result, **columns):
    return lambda: Result.objects.filter(pk=result.pk).update(**columns)


def test_a_round_has_one_standing_result(result):
    refuses(lambda: make_result(result.round))


def test_a_number_stands_once_in_a_round(result):
    refuses(
        lambda: make_result(
            result.round,
            number=result.number,
            state=State.REFUSED,
            state_reason="x",
            undone_at=timezone.now(),
        )
    )


def test_the_sealer_is_not_the_approver(result):
    refuses(
        changed(
            result,
            state=State.APPROVED,
            approved_at=timezone.now(),
            approved_by=result.sealed_by,
        )
    )


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "unknown"},
        {"state": State.APPROVED},
        {"state": State.REFUSED, "state_reason": "x"},
        {"basis": "marks"},
        {"basis": "guess"},
        {"basis": "ranks", "source": ""},
        {"digest": "sha256:1"},
    ],
)
def test_a_state_implies_its_facts(result, columns):
    refuses(changed(result, **columns))


def test_an_undone_result_has_a_reason_and_a_moment(result):
    refuses(changed(result, state=State.REFUSED, undone_at=timezone.now()))
    refuses(changed(result, undone_at=timezone.now()))


def test_a_result_is_public_no_earlier_than_published(published):
    refuses(changed(published, public_from=published.published_at - DAY))


def test_placings_are_never_changed(result):
    placing = make_placing(result, make_submission(result.round))

    refuses(lambda: Placing.objects.filter(pk=placing.pk).update(rank=2))
    refuses(lambda: Placing.objects.filter(pk=placing.pk).delete())


@pytest.mark.parametrize("columns", [{"rank": 0}, {"award": "best"}])
def test_a_placing_is_a_rank_and_an_award(result, columns):
    submission = make_submission(result.round)

    refuses(lambda: make_placing(result, submission, **columns))


def test_a_submission_is_placed_once_in_a_result(result):
    submission = make_submission(result.round)
    make_placing(result, submission)

    refuses(lambda: make_placing(result, submission, rank=2))


def test_every_state_has_its_ways_on():
    assert set(TRANSITIONS) == set(State)
    assert {s for s, ways in TRANSITIONS.items() if ways} == set(STANDING)


# The library ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_term(name_th="คำ") and make_term(name_th="คำ"),
        lambda: make_term(kind="unknown"),
        lambda: make_shelved(title=""),
        lambda: make_posting() and make_posting(),
        lambda: make_use(note=""),
        lambda: make_name_removal(name=""),
        lambda: make_name_removal(reason=""),
        lambda: make_name_request(answer="declined"),
        lambda: make_name_request(answer_reason="x"),
    ],
)
def test_the_library_refuses(db, make):
    refuses(make)


@pytest.mark.parametrize(
    "make",
    [
        lambda work: make_consent(work),
        lambda work: make_use(work.entry),
        lambda work: make_name_removal(work.entry),
    ],
)
def test_what_stands_stands_once_and_again_when_it_has_ended(db, make):
    work = make_submission()
    first = make(work)
    refuses(lambda: make(work))

    type(first).objects.filter(pk=first.pk).update(ended_at=timezone.now())

    assert make(work) != first


def test_an_entry_has_a_tag_and_a_place_on_a_list_once(db):
    tagging = make_tagging()
    item = make_reading_item(entry=tagging.entry)

    refuses(lambda: make_tagging(tagging.entry, tagging.tag))
    refuses(lambda: make_reading_item(item.user, item.entry))
