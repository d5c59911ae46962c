import pytest

from results.awards import award_of, misplaced_ranks, ranks_that_advance, tie_across
from results.models import Award
from submissions.eligibility import WINNER


def test_the_first_award_is_what_bars_former_winners():
    assert Award.WINNER == WINNER


def test_two_tied_for_second_are_both_runner_up_1():
    awards = [award_of(rank, 4) for rank in (1, 2, 2, 4, 5)]

    assert awards == [
        Award.WINNER,
        Award.RUNNER_UP_1,
        Award.RUNNER_UP_1,
        Award.RUNNER_UP_3,
        Award.PARTICIPANT,
    ]


def test_beyond_the_third_runner_up_a_placed_rank_is_a_mention():
    assert [award_of(rank, 6) for rank in (4, 5, 6, 7)] == [
        Award.RUNNER_UP_3,
        Award.MENTION,
        Award.MENTION,
        Award.PARTICIPANT,
    ]


@pytest.mark.parametrize(
    ("ranks", "places", "lets_tied_up", "expected"),
    [
        ([1, 2, 3], 1, False, {1}),
        ([1, 2, 2, 4], 2, False, {1}),
        ([1, 2, 2, 4], 2, True, {1, 2}),
        ([1, 1, 3], 2, False, {1}),
        ([1, 1, 3], 1, False, set()),
        ([1, 2], 5, False, {1, 2}),
    ],
)
def test_a_tie_across_the_last_place_goes_up_whole_or_not_at_all(
    ranks, places, lets_tied_up, expected
):
    assert ranks_that_advance(ranks, places, lets_tied_up=lets_tied_up) == expected


@pytest.mark.parametrize(
    ("ranks", "places", "tied"),
    [
        ([1, 2, 3], 1, None),
        ([1, 1, 3], 1, 1),
        ([1, 2, 2], 2, 2),
        ([1, 1], 2, None),
        ([1, 2, 2, 4], 1, None),
    ],
)
def test_a_tie_matters_where_it_lies_across_the_number_that_advances(
    ranks, places, tied
):
    assert tie_across(ranks, places) == tied


@pytest.mark.parametrize(
    ("ranks", "wrong"),
    [([1, 2, 2, 4], []), ([2, 3], [2, 3]), ([1, 2, 2, 3], [3]), ([1, 3], [3])],
)
def test_ranks_follow_from_those_before(ranks, wrong):
    assert misplaced_ranks(ranks) == wrong
