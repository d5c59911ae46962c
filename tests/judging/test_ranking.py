"""The live ranking against numbers worked out by hand, and what blocks the seal."""

import json
from datetime import timedelta
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from contests.models import Criterion, Round, Stage
from contests.phases import Phase
from judging import actions, ledger
from judging.models import Judge, Score, TieDecision
from judging.ranking import ledger_of, linked_for, ranking_of, what_blocks_seal
from judging.ranking.table import columns_of, table_of
from judging.ranking.totals import Packing
from judging.rulebook import Rulebook
from judging.tabulation import tabulate
from offices.roles import Level
from submissions.models import Submission
from submissions.workflow import State
from tests.factories import (
    make_appointment,
    make_entry,
    make_judge,
    make_office,
    make_round,
    make_stage,
    make_submission,
    make_tie_decision,
)
from tests.judging.conftest import accepted, fill, fill_and_sign


def rules(panel, **columns):
    """Set the stage's rules before the first mark."""
    Stage.objects.filter(pk=panel.round.stage_id).update(**columns)
    panel.round.stage.refresh_from_db()


def shown(ranking):
    return [
        (placing.rank, placing.submission, placing.score, placing.decided_by)
        for placing in ranking.tabulation.placings
    ]


def handed_in(round_, code, **columns):
    entry = make_entry(round_.stage.category, make_office(code))
    return make_submission(round_, entry, **columns)


def codes(round_, **kwargs):
    return [obstacle.code for obstacle in what_blocks_seal(round_, **kwargs)]


@pytest.fixture
def scored(panel):
    """Three judges' marks: a total is 6 × c1 + 4 × c2.

    Phu Sing 91, 76, 86: mean 84.33…; Sila Lat 80, 84, 89: mean 84.33… too.
    """
    for seat, phu_sing, sila_lat in (
        (panel.chair, (9.5, 8.5), (8, 8)),
        (panel.judge, (8, 7), (8, 9)),
        (panel.other_judge, (9, 8), (9.5, 8)),
    ):
        fill_and_sign(seat, panel.phu_sing, *phu_sing)
        fill_and_sign(seat, panel.sila_lat, *sila_lat)
    panel.round.refresh_from_db()
    return panel


def test_a_ranking_is_the_exact_mean_of_the_totals(scored):
    ranking = ranking_of(scored.round)

    assert [
        (placing.submission, placing.value, placing.score, placing.sheets)
        for placing in ranking.tabulation.placings
    ] == [
        (scored.phu_sing.number, Fraction(253, 3), "84.33", 3),
        (scored.sila_lat.number, Fraction(253, 3), "84.33", 3),
    ]
    assert ranking.ties == [(scored.phu_sing.number, scored.sila_lat.number)]


def test_a_difference_that_rounding_hides_is_a_difference(panel):
    Criterion.objects.filter(stage=panel.round.stage).update(
        step_hundredths=1, weight=1
    )
    for seat, phu_sing, sila_lat in (
        (panel.judge, "8.00", "8.01"),
        (panel.other_judge, "8.01", "8.00"),
        (panel.chair, None, "8.00"),
    ):
        if phu_sing:
            fill_and_sign(seat, panel.phu_sing, "9.00", phu_sing)
        fill_and_sign(seat, panel.sila_lat, "9.00", sila_lat)

    first, second = ranking_of(panel.round).tabulation.placings

    # (17.00 + 17.01) ÷ 2 and (17.01 + 17.00 + 17.00) ÷ 3, each ÷ 10.
    assert (first.submission, first.value) == (
        panel.phu_sing.number,
        Fraction(3401, 2000),
    )
    assert (second.rank, second.value) == (2, Fraction(5101, 3000))
    assert first.score == second.score == "1.70"


@pytest.mark.parametrize(
    ("chain", "winner", "decided_by"),
    [
        # Mean points in c1 8.83… and 8.5; in c2 7.83… and 8.33….
        (["criterion:c1"], "phu_sing", "criterion:c1"),
        (["criterion:c2"], "sila_lat", "criterion:c2"),
        # The middle totals are 86 and 84; the highest 91 and 89; the chair's 91 and 80.
        (["median"], "phu_sing", "median"),
        (["highest"], "phu_sing", "highest"),
        (["chair"], "phu_sing", "chair"),
        # Two of three judges gave Sila Lat more.
        (["head_to_head"], "sila_lat", "head_to_head"),
        (["count_back"], "sila_lat", "count_back"),
        (["head_to_head", "criterion:c1"], "sila_lat", "head_to_head"),
    ],
)
def test_each_step_of_the_chain_splits_a_tie(scored, chain, winner, decided_by):
    round_ = scored.round
    round_.rules["tiebreaks"] = chain
    round_.save()

    first, second = ranking_of(round_).tabulation.placings

    assert first.submission == getattr(scored, winner).number
    assert (second.rank, second.decided_by) == (2, decided_by)


def test_a_chain_of_criteria_costs_no_further_query(
    scored, django_assert_max_num_queries
):
    scored.round.rules["tiebreaks"] = ["criterion:c2", "criterion:c1", "decision"]
    scored.round.save()

    round_ = Round.objects.for_list().get(pk=scored.round.pk)
    with django_assert_max_num_queries(5):
        ranking = ranking_of(round_)

    assert ranking.tabulation.placings[0].submission == scored.sila_lat.number


def test_sums_too_large_for_the_database_are_the_same(scored):
    """Seven criteria in the chain do not fit below the total in 63 bits."""
    round_ = scored.round
    for number in range(3, 8):
        round_.rules["criteria"].append(
            {**round_.rules["criteria"][0], "code": f"c{number}", "weight": "0.37"}
        )
    small = ranking_of(round_)
    round_.rules["tiebreaks"] = [f"criterion:c{n}" for n in (2, 1, 3, 4, 5, 6, 7)]

    large = ranking_of(round_)

    assert Packing.of(small.rulebook).fits
    assert not Packing.of(large.rulebook).fits
    assert large.totals.sheets == small.totals.sheets
    assert large.tabulation.placings[0].decided_by == "score"
    assert large.tabulation.placings[0].submission == scored.sila_lat.number


def test_only_signed_sheets_count(panel):
    fill_and_sign(panel.judge, panel.phu_sing, 5, 5)
    fill(panel.other_judge, panel.phu_sing, 10, 10)
    fill(panel.other_judge, panel.sila_lat, 10, 10)

    ranking = ranking_of(panel.round)

    assert shown(ranking) == [(1, panel.phu_sing.number, "50.00", "score")]
    assert [(row.rank, row.cells) for row in table_of(ranking)] == [
        (1, ["…", "50.00", "…"]),
        (None, ["…", "…", "…"]),
    ]


def test_a_reopened_sheet_counts_again_when_it_is_signed_again(panel):
    sheet = fill_and_sign(panel.judge, panel.phu_sing, 5, 5)
    actions.reopen(sheet, by=panel.chair.user, reason="A slip.")
    assert shown(ranking_of(panel.round)) == []

    fill_and_sign(panel.judge, panel.phu_sing, 6, 5)

    number = panel.phu_sing.number
    assert shown(ranking_of(panel.round)) == [(1, number, "56.00", "score")]


def test_excused_sheets_do_not_count_and_those_of_who_left_do(panel, staff):
    fill_and_sign(panel.judge, panel.phu_sing, 5, 5)
    fill(panel.other_judge, panel.phu_sing, 10, 10)
    actions.excuse(panel.other_judge, panel.phu_sing, by=staff, reason="Ill.")
    actions.leave(panel.judge, by=staff, reason="Moved.")

    ranking = ranking_of(panel.round)

    assert shown(ranking) == [(1, panel.phu_sing.number, "50.00", "score")]
    assert [column.judge for column in columns_of(ranking)] == [
        panel.chair,
        panel.other_judge,
        panel.judge,
    ]
    assert table_of(ranking)[0].cells == ["…", "○", "50.00"]


def test_who_is_not_accepted_is_not_ranked(scored):
    Submission.objects.filter(pk=scored.phu_sing.pk).update(
        state=State.DISQUALIFIED, state_reason="Copied."
    )
    handed_in(scored.round, "3319")

    ranking = ranking_of(scored.round)

    assert shown(ranking) == [(1, scored.sila_lat.number, "84.33", "score")]


def test_the_frozen_rules_alone_are_read(scored):
    before = shown(ranking_of(scored.round))

    Criterion.objects.all().update(weight=1, full_hundredths=9900)
    rules(scored, method="median", tiebreaks=["chair"], places=2)

    assert shown(ranking_of(scored.round)) == before


def test_the_table_says_who_decided_and_who_is_tied(scored):
    scored.round.rules["tiebreaks"] = ["criterion:c1"]
    rows = table_of(ranking_of(scored.round))
    assert [(row.rank, row.is_tied, bool(row.decided_by)) for row in rows] == [
        (1, False, False),
        (2, False, True),
    ]

    scored.round.rules["tiebreaks"] = []
    rows = table_of(ranking_of(scored.round))
    assert [(row.rank, row.is_tied) for row in rows] == [(1, True), (1, True)]


# Ties ---------------------------------------------------------------------------------


@pytest.fixture
def tied(scored):
    """The chain has nothing but the chair's decision."""
    scored.round.rules["tiebreaks"] = ["decision"]
    scored.round.save()
    return scored


def decide(panel, order, by=None, reason="By lot."):
    return actions.decide_tie(
        panel.round,
        [work.pk for work in order],
        by=by or panel.chair.user,
        reason=reason,
    )


def refused(code, act, *args, **kwargs):
    with pytest.raises(ValidationError) as refusal:
        act(*args, **kwargs)
    found = refusal.value
    if hasattr(found, "error_dict"):
        found = found.error_dict["reason"][0]
    assert found.code == code


def test_the_chairs_decision_orders_a_tie(tied):
    decide(tied, [tied.sila_lat, tied.phu_sing])

    ranking = ranking_of(tied.round)
    assert shown(ranking) == [
        (1, tied.sila_lat.number, "84.33", "score"),
        (2, tied.phu_sing.number, "84.33", "decision"),
    ]
    assert ranking.ties == []
    refused("not_tied", decide, tied, [tied.phu_sing, tied.sila_lat])
    assert TieDecision.objects.count() == 1


def test_only_the_chair_decides_with_a_reason(tied, staff):
    order = [tied.sila_lat, tied.phu_sing]

    refused("not_chair", decide, tied, order, by=staff)
    refused("not_chair", decide, tied, order, by=tied.judge.user)
    refused("no_reason", decide, tied, order, reason=" ")


def test_a_decision_names_one_whole_tied_group(tied, offices):
    lower = accepted(tied.round, "3319")
    for seat in (tied.chair, tied.judge, tied.other_judge):
        fill_and_sign(seat, lower, 1, 1)

    refused("not_tied", decide, tied, [tied.sila_lat])
    refused("not_tied", decide, tied, [tied.sila_lat, tied.phu_sing, lower])
    refused("not_tied", decide, tied, [tied.sila_lat, lower])
    refused("not_tied", decide, tied, [tied.sila_lat, tied.sila_lat])


def test_a_tie_is_decided_when_every_sheet_is_in(tied, offices):
    accepted(tied.round, "3319")

    refused("not_finished", decide, tied, [tied.sila_lat, tied.phu_sing])


def test_nobody_decides_where_the_chain_does_not_say_so(scored):
    refused("no_step", decide, scored, [scored.sila_lat, scored.phu_sing])


def test_nobody_decides_after_the_seal(tied):
    tied.round.sealed_at = timezone.now()
    tied.round.save()

    refused("over", decide, tied, [tied.sila_lat, tied.phu_sing])


# What blocks the seal -----------------------------------------------------------------


def test_nothing_blocks_a_round_that_is_done(scored):
    assert codes(scored.round) == []


def test_every_judge_who_has_not_finished_is_named(panel):
    fill_and_sign(panel.judge, panel.phu_sing, 5, 5)

    found = what_blocks_seal(panel.round)

    assert [each.code for each in found] == ["unsigned"] * 3 + ["quorum"] * 2
    assert panel.judge.user.get_full_name() in str(found[1])


def test_what_is_missing_links_to_where_it_is_done(panel, staff, chair, client):
    waiting = make_appointment(panel.round, capacity=Judge.Capacity.SECRETARY)
    make_submission(
        panel.round, make_entry(panel.round.stage.category, make_office("3320"))
    )
    found = {each.code: each for each in what_blocks_seal(panel.round)}

    assert found["unanswered"].url == reverse("judging:seat", args=[waiting.pk])
    for person, dead in ((staff, set()), (panel.chair.user, {"unscreened"})):
        linked = linked_for(person, panel.round, what_blocks_seal(panel.round))
        assert {each.code for each in linked if not each.url} == dead
        client.force_login(person)
        for each in linked:
            assert not each.url or client.get(each.url).status_code == 200, each


def test_excused_counts_as_finished_but_not_for_the_quorum(scored, staff, offices):
    late = accepted(scored.round, "3319")
    fill_and_sign(scored.judge, late, 1, 1)
    for seat in (scored.chair, scored.other_judge):
        actions.excuse(seat, late, by=staff, reason="Away.")

    assert codes(scored.round) == ["quorum"]


def test_what_is_not_screened_blocks(scored, offices):
    handed_in(scored.round, "3319")
    handed_in(scored.round, "3320", state=State.RETURNED)
    handed_in(
        scored.round,
        "3301",
        state=State.RETURNED,
        open_until=timezone.now() - timedelta(days=1),
    )

    assert codes(scored.round) == ["unscreened", "unscreened"]


def test_a_round_without_accepted_entries_or_a_chair_is_blocked(offices):
    round_ = make_round(phase=Phase.JUDGING)

    assert codes(round_) == ["no_chair", "no_entries"]


def test_a_round_that_is_not_in_judging_says_only_that(offices):
    assert codes(make_round(phase=Phase.OPEN)) == ["phase"]


@pytest.fixture
def region_above(panel):
    make_stage(panel.round.stage.category, Level.REGION, Phase.UPCOMING)


def test_a_tie_over_the_line_blocks_until_it_is_decided(tied, region_above):
    assert codes(tied.round) == ["tie"]

    decide(tied, [tied.sila_lat, tied.phu_sing])

    assert codes(tied.round) == []


def test_a_tie_does_not_block_where_all_tied_go_up_or_nobody_does(tied, region_above):
    rules(tied, lets_tied_up=True)
    assert codes(tied.round) == []

    rules(tied, lets_tied_up=False)
    tied.round.rules["places"] = 2
    tied.round.save()
    assert codes(tied.round) == []


def test_a_tie_at_the_top_of_the_ladder_is_shared(tied):
    assert codes(tied.round) == []


def test_a_tie_is_not_told_of_before_every_sheet_is_in(tied, region_above, offices):
    accepted(tied.round, "3319")

    assert "tie" not in codes(tied.round)


# The ledger ---------------------------------------------------------------------------


def test_the_ledger_gives_the_same_ranking_under_random_codes(scored, staff):
    scored.round.rules["tiebreaks"] = ["chair", "decision"]
    scored.round.save()
    actions.leave(scored.judge, by=staff, reason="Moved.")
    make_judge(scored.round, capacity=Judge.Capacity.SECRETARY, scores=False)
    make_tie_decision(scored.round, [scored.sila_lat.pk, scored.phu_sing.pk])

    text, given, seat_codes = ledger_of(scored.round)

    read = ledger.read(text.encode(), json.dumps(given).encode())
    assert sorted(seat_codes.values()) == ["j1", "j2", "j3"]
    assert set(seat_codes) == {scored.chair.pk, scored.judge.pk, scored.other_judge.pk}
    assert given["chair"] == seat_codes[scored.chair.pk]
    assert given["decisions"] == [[scored.sila_lat.number, scored.phu_sing.number]]
    assert len(read.marks) == 12
    assert (
        tabulate(read.rules, read.totals()).placings
        == ranking_of(scored.round).tabulation.placings
    )


def test_the_ledger_holds_what_counts_and_no_more(scored, staff):
    actions.declare_conflict(scored.judge, scored.phu_sing, by=staff, reason="Kin.")
    late = accepted(scored.round, "3319")
    fill(scored.judge, late, 7, 7)

    text, given, seat_codes = ledger_of(scored.round)

    assert text.count("\n") == 1 + 2 * 5
    assert late.number not in text
    assert "chair" not in given
    assert f"{scored.phu_sing.number},{seat_codes[scored.judge.pk]}," not in text


def test_codes_of_an_earlier_seal_are_kept(scored):
    _text, _given, first = ledger_of(scored.round)

    _text, _given, second = ledger_of(scored.round, codes=first)

    assert second == first


def test_marks_in_the_ledger_are_points(scored):
    text, _given, seat_codes = ledger_of(scored.round)

    assert f"{scored.phu_sing.number},{seat_codes[scored.chair.pk]},c1,9.5\r\n" in text
    assert Score.objects.filter(points=950).exists()


def test_a_rulebook_reads_what_the_stage_says(panel):
    rulebook = Rulebook.of(
        {
            "criteria": [
                {
                    "code": "c1",
                    "name_th": "ก",
                    "name_en": "a",
                    "guidance_th": "",
                    "guidance_en": "",
                    "full": "12.5",
                    "weight": "33.33",
                    "step": "0.25",
                }
            ],
            "method": "mean",
            "trim": 1,
            "tiebreaks": [],
            "places": 1,
            "quorum": 2,
        }
    )

    row = rulebook.rows[0]
    assert (row.full, row.step, row.full_points, row.step_points) == (
        1250,
        25,
        "12.5",
        "0.25",
    )
    assert rulebook.total({"c1": 625}) == Fraction(3333, 200)
    assert rulebook.missing({"c1": None}) == [row]
