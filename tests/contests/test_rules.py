"""The rulebook of a stage changes, freezes, and changes again only in the open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.models import Event
from contests import acts
from contests.actions import (
    change_rules,
    change_stage,
    change_template,
    copy_criteria,
    freeze_rules,
    record_assigned,
    record_sealed,
    set_criteria,
)
from contests.models import Criterion, Stage
from contests.rules import (
    decimal_text,
    hundredths,
    judges_per_entry,
    live_rules,
    points_text,
    rows_of,
    rules_of,
    shown_changes,
)
from tests.contests.conftest import DAY, MARCH

WHY = "คณะกรรมการกลางมีมติ"


def with_change(stage, place, **changes):
    rows = rows_of(stage)
    rows[place] |= changes
    return rows


# Criteria -----------------------------------------------------------------------------


def test_a_changed_criterion_is_no_longer_the_portals_proposal(stage, administrator):
    set_criteria(
        stage, with_change(stage, 1, weight="12.5"), by=administrator, at=MARCH
    )

    assert [each.is_default for each in stage.criteria.all()] == [
        True, False, True, True, True, True, True,
    ]  # fmt: skip
    event = Event.objects.about(stage).first()
    assert (event.act, event.changes) == (
        acts.CHANGED_RULES,
        {"c2.weight": ["10", "12.5"]},
    )


def test_criteria_are_added_removed_and_put_in_order(stage, administrator):
    rows = rows_of(stage)
    new = {**rows[0], "code": "", "name_th": "ใหม่", "full": "5", "weight": "5"}

    set_criteria(stage, [rows[1], new, rows[0], *rows[3:]], by=administrator, at=MARCH)

    assert [each.code for each in stage.criteria.all()] == [
        "c2", "c8", "c1", "c4", "c5", "c6", "c7",
    ]  # fmt: skip
    assert [each.position for each in stage.criteria.all()] == [1, 2, 3, 4, 5, 6, 7]
    assert not stage.criteria.get(code="c8").is_default


def test_the_portals_chain_follows_the_weights(stage, administrator):
    rows = with_change(stage, 4, weight="90")

    set_criteria(stage, rows, by=administrator, at=MARCH)

    assert stage.tiebreaks == ["criterion:c5", "criterion:c3", "chair", "decision"]


def test_a_chain_of_ones_own_only_loses_what_was_removed(stage, administrator):
    chain = ["median", "criterion:c1", "criterion:c7", "decision"]
    change_stage(stage, by=administrator, at=MARCH, tiebreaks=chain)

    set_criteria(stage, rows_of(stage)[1:], by=administrator, at=MARCH)

    assert stage.tiebreaks == ["median", "criterion:c7", "decision"]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"full": "0"}, ["not_positive"]),
        ({"weight": "-1"}, ["not_positive"]),
        ({"step": "0"}, ["not_positive"]),
        ({"step": "0.001"}, ["too_fine"]),
        ({"step": "4"}, ["step_does_not_fit"]),
    ],
)
def test_what_no_judge_could_mark_by_is_refused(
    stage, administrator, refused, changes, codes
):
    rows = with_change(stage, 0, **changes)

    assert refused(set_criteria, stage, rows, by=administrator, at=MARCH) == codes


def test_a_stage_keeps_at_least_one_criterion(stage, administrator, refused):
    assert refused(set_criteria, stage, [], by=administrator) == ["no_criteria"]


def test_once_a_round_has_opened_a_change_says_why_and_each_round_keeps_it(
    stage, round_, administrator, refused
):
    at = stage.opens_at + DAY
    rows = with_change(stage, 0, guidance_en="Look at the plan.")

    assert refused(set_criteria, stage, rows, by=administrator, at=at) == {
        "reason": ["reason_missing"]
    }
    assert rows_of(stage) != rows

    set_criteria(stage, rows, by=administrator, reason=WHY, at=at)

    event = Event.objects.about(round_).first()
    assert (event.act, event.reason) == (acts.CHANGED_RULES, WHY)


def test_criteria_are_copied_with_their_codes(stage, administrator):
    region = Stage.objects.get(category=stage.category, level="region")
    set_criteria(region, rows_of(region)[:2], by=administrator, at=MARCH)
    rows = with_change(stage, 0, name_th="ใหม่")
    set_criteria(stage, rows, by=administrator, at=MARCH)

    copy_criteria(rows_of(stage), [region], by=administrator, at=MARCH)

    assert rows_of(region) == rows_of(stage)
    assert region.tiebreaks == stage.tiebreaks


def test_criteria_are_not_copied_over_a_panel_at_work(
    stage, round_, administrator, refused
):
    region = Stage.objects.get(category=stage.category, level="region")
    freeze_rules(round_, at=round_.judging_opens_at)

    codes = refused(copy_criteria, rows_of(region), [stage], by=administrator)

    assert codes == ["frozen"]


def test_the_template_changes_without_its_stages(stage, administrator):
    category = stage.category
    rows = [dict(row) for row in category.criteria_template][:2]
    rows[0]["name_en"] = "Another name"

    change_template(category, rows, by=administrator)

    assert [
        (row["code"], row["name_en"], row["is_default"])
        for row in category.criteria_template
    ] == [("c1", "Another name", False), ("c2", rows[1]["name_en"], True)]
    assert stage.criteria.count() == 7
    event = Event.objects.about(category).get()
    assert (event.act, len(event.changes)) == (acts.CHANGED_TEMPLATE, 6)


# Method, numbers, chain ---------------------------------------------------------------


def test_a_panel_too_small_for_leaving_out_is_refused_when_it_is_set_up(
    stage, administrator, refused
):
    changes = {"method": "trimmed", "trim": 2, "panel_size": 4}

    codes = refused(change_stage, stage, by=administrator, at=MARCH, **changes)

    assert codes == ["panel_too_small"]
    change_stage(stage, by=administrator, at=MARCH, **{**changes, "panel_size": 5})
    stage.refresh_from_db()
    assert (stage.method, stage.trim, stage.panel_size) == ("trimmed", 2, 5)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"tiebreaks": ["criterion:c99"]}, ["unknown_step"]),
        ({"tiebreaks": ["coin"]}, ["unknown_step"]),
        ({"tiebreaks": ["chair", "chair"]}, ["step_twice"]),
        ({"quorum": 6}, ["numbers_impossible"]),
        ({"judges_per_entry": 1}, {"judges_per_entry": ["numbers_impossible"]}),
        ({"judges_per_entry": 9}, {"judges_per_entry": ["numbers_impossible"]}),
        ({"judges_per_entry": 3, "method": "rank_sum"}, ["needs_everybody"]),
        ({"judges_per_entry": 3, "tiebreaks": ["count_back"]}, ["needs_everybody"]),
        (
            {"judges_per_entry": 4, "method": "trimmed", "trim": 2},
            ["panel_too_small"],
        ),
        ({"places": 0}, ["numbers_impossible"]),
        ({"method": "trimmed", "trim": 0}, {"trim": ["numbers_impossible"]}),
        # The stage is a province's: all its judges are of the province.
        ({"barred_area": "province"}, {"barred_area": ["area_too_large"]}),
    ],
)
def test_rules_that_no_panel_could_follow_are_refused(
    stage, administrator, refused, changes, codes
):
    found = refused(change_stage, stage, by=administrator, at=MARCH, **changes)

    assert found == codes


def test_options_are_recorded_apart_from_the_rules(stage, administrator):
    change_stage(stage, by=administrator, at=MARCH, lets_tied_up=True)

    event = Event.objects.about(stage).first()
    assert (event.act, event.changes) == (
        acts.CHANGED_OPTIONS,
        {"lets_tied_up": [False, True]},
    )


# The frozen copy ----------------------------------------------------------------------


def test_the_first_mark_freezes_the_rules_and_later_ones_do_not(round_):
    at = round_.judging_opens_at
    expected = live_rules(round_.stage)

    freeze_rules(round_, at=at)
    freeze_rules(round_, at=at + DAY)

    assert rules_of(round_) == expected
    assert round_.rules_frozen_at == at
    events = Event.objects.about(round_).filter(act=acts.FROZE_RULES)
    assert [event.by for event in events] == [None]


def test_a_change_of_the_stage_leaves_frozen_rounds_as_they_were(
    stage, round_, other_round, administrator
):
    at = round_.judging_opens_at
    freeze_rules(round_, at=at)
    rows = with_change(stage, 0, weight="50")

    set_criteria(stage, rows, by=administrator, reason=WHY, at=at)

    round_.refresh_from_db()
    other_round.refresh_from_db()
    assert rules_of(round_)["criteria"][0]["weight"] == "15"
    assert rules_of(other_round)["criteria"][0]["weight"] == "50"


def test_a_change_applied_to_frozen_rounds_shows_on_every_sheet(
    stage, round_, administrator
):
    at = round_.judging_opens_at
    freeze_rules(round_, at=at)
    rows = with_change(stage, 0, weight="50", guidance_th="ใหม่")

    set_criteria(
        stage, rows, by=administrator, reason=WHY, apply_to=[round_], at=at + DAY
    )

    round_.refresh_from_db()
    assert round_.rules["criteria"][0]["weight"] == "50"
    assert shown_changes(round_.rules) == [{"moment": at + DAY, "reason": WHY}]
    event = Event.objects.about(round_).first()
    assert (event.act, event.reason) == (acts.CHANGED_FROZEN_RULES, WHY)
    assert event.changes["c1.weight"] == ["15", "50"]


def test_a_second_change_keeps_the_note_of_the_first(stage, round_, administrator):
    at = round_.judging_opens_at
    freeze_rules(round_, at=at)
    for number, method in enumerate(("median", "rank_sum")):
        change_stage(
            stage,
            by=administrator,
            reason=f"{WHY} {number}",
            apply_to=[round_],
            at=at,
            method=method,
        )

    round_.refresh_from_db()
    assert [each["reason"] for each in round_.rules["changed"]] == [
        f"{WHY} 0",
        f"{WHY} 1",
    ]
    assert round_.rules["method"] == "rank_sum"


@pytest.mark.parametrize("changes", [{"full": "20"}, {"step": "1"}])
def test_what_marks_were_given_against_does_not_change(
    stage, round_, administrator, refused, changes
):
    at = round_.judging_opens_at
    freeze_rules(round_, at=at)
    rows = with_change(stage, 0, **changes)
    options = {"by": administrator, "reason": WHY, "apply_to": [round_], "at": at}

    assert refused(set_criteria, stage, rows, **options) == ["marks_no_longer_fit"]
    assert refused(set_criteria, stage, rows[1:], **options) == ["marks_no_longer_fit"]


def test_a_removed_criterions_code_never_means_another_one(
    stage, round_, administrator
):
    at = round_.judging_opens_at
    freeze_rules(round_, at=at)
    rows = rows_of(stage)
    set_criteria(stage, rows[:6], by=administrator, reason=WHY, at=at)

    set_criteria(
        stage, [*rows[:6], {**rows[6], "code": ""}], by=administrator, reason=WHY, at=at
    )

    assert [each.code for each in stage.criteria.all()][-1] == "c8"


def test_who_scores_what_stays_as_it_was_at_the_first_mark(
    stage, round_, administrator
):
    at = round_.judging_opens_at
    freeze_rules(round_, at=at)

    change_stage(
        stage,
        by=administrator,
        reason=WHY,
        apply_to=[round_],
        at=at,
        judges_per_entry=3,
        method="median",
    )

    round_.refresh_from_db()
    assert round_.rules["method"] == "median"
    assert round_.rules["judges_per_entry"] is None
    assert judges_per_entry(round_) is None


@pytest.mark.parametrize("is_frozen", [False, True])
def test_a_round_that_has_drawn_takes_no_rules_that_need_everybody(
    stage, round_, administrator, refused, is_frozen
):
    at = round_.judging_opens_at
    round_ = record_assigned(round_, 3)
    if is_frozen:
        freeze_rules(round_, at=at)
    options = {"by": administrator, "reason": WHY, "at": at}
    options["apply_to"] = [round_] if is_frozen else []

    found = refused(change_stage, stage, method="rank_sum", **options)

    assert found == ["needs_everybody"]


def test_a_sealed_round_takes_no_new_rules(stage, round_, administrator, refused):
    at = round_.judging_opens_at
    freeze_rules(round_, at=at)
    record_sealed(round_, at=at)

    assert refused(change_rules, [round_], by=administrator, reason=WHY) == ["stale"]


def test_a_change_of_frozen_rules_says_why(round_, administrator, refused):
    freeze_rules(round_, at=round_.judging_opens_at)

    codes = refused(change_rules, [round_], by=administrator, reason=" ")

    assert codes == ["reason_missing"]


# Numbers ------------------------------------------------------------------------------


@given(st.integers(0, 10**7))
def test_points_survive_being_written(units):
    assert hundredths(points_text(units)) == units


@pytest.mark.parametrize(
    ("number", "text"),
    [("100", "100"), ("12.50", "12.5"), ("0.10", "0.1"), ("1E+2", "100")],
)
def test_decimals_are_written_plainly(number, text):
    assert decimal_text(number) == text


def test_a_criterion_knows_hundredths(stage):
    criterion = Criterion.objects.filter(stage=stage).first()

    assert (criterion.full_hundredths, criterion.step_hundredths) == (1500, 50)
