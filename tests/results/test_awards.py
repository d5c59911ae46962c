import pytest

from contests.actions import change_stage
from results import actions
from results.awards import award_of, misplaced_ranks, ranks_that_advance, tie_across
from results.bands import band_of
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


def test_mentions_follow_the_placed_ranks_and_the_tied_share_theirs():
    assert [award_of(rank, 2, 1) for rank in (1, 2, 3, 3, 5)] == [
        Award.WINNER,
        Award.RUNNER_UP_1,
        Award.MENTION,
        Award.MENTION,
        Award.PARTICIPANT,
    ]


OUT_OF_50 = {
    "method": "mean",
    "criteria": [{"weight": "20"}, {"weight": "30"}],
}


@pytest.mark.parametrize(
    ("exact", "bands", "level"),
    [
        ("40", "medals", "gold"),
        ("119999/3000", "medals", "silver"),  # 79.9993 %, shown as 80.00
        ("35", "medals", "silver"),
        ("104999/3000", "medals", "bronze"),
        ("30", "medals", "bronze"),
        ("29", "medals", "took_part"),
        ("29", "medals_and_mention", "mention"),
        ("25", "medals_and_mention", "mention"),
        ("24", "medals_and_mention", "took_part"),
        ("0", "medals", "took_part"),
        ("40", "off", ""),
        ("", "medals", ""),
    ],
)
def test_a_level_begins_at_its_percentage_and_has_no_hole_before_the_next(
    exact, bands, level
):
    assert band_of(exact, OUT_OF_50, bands) == level


def test_a_sum_of_ranks_is_no_share_of_the_full_marks():
    assert band_of("3", OUT_OF_50 | {"method": "rank_sum"}, "medals") == ""


@pytest.mark.django_db
def test_a_result_keeps_the_names_it_was_sealed_with(
    contest, sign_sheets, chair, staff, other_staff, administrator, client
):
    sign_sheets({"3317": 10, "3322": 8, "3320": 8, "3319": 7})
    names = {"runner_up_1": {"th": "เหรียญเงินพิเศษ", "en": "Special silver"}}
    stage = contest.province.stage
    change_stage(stage, by=administrator, award_names=names, bands="medals")
    contest.province.refresh_from_db()

    result = actions.seal(contest.province, by=chair)
    change_stage(stage, by=administrator, award_names={}, bands="off")
    result = actions.approve(result, by=staff)
    actions.publish(result, by=other_staff)

    placings = result.placings.all()
    assert [(each.award, each.award_th, each.band) for each in placings] == [
        ("winner", "ชนะเลิศ", "gold"),
        ("runner_up_1", "เหรียญเงินพิเศษ", "gold"),
        ("runner_up_1", "เหรียญเงินพิเศษ", "gold"),
        ("runner_up_3", "รองชนะเลิศอันดับ 3", "silver"),
    ]
    page = client.get(f"/results/{result.pk}/result/").content.decode()
    assert page.count("เหรียญเงินพิเศษ · ระดับทอง") == 2
    client.cookies["django_language"] = "en"
    page = client.get(f"/results/{result.pk}/result/").content.decode()
    assert page.count("Special silver · Gold level") == 2


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
