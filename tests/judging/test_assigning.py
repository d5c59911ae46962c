"""Who scores what: drawn, changed by hand, and everywhere the same."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from contests.models import Round, Stage
from judging import actions
from judging.actions.assigning import must_be_the_same
from judging.allotment import problem_of
from judging.doors import work_for, works_of
from judging.models import Assignment, Draw, Judge
from judging.progress import own_progress, progress_of
from judging.ranking import ranking_of, what_blocks_seal
from judging.watching import NOT_ASKED, watch_of
from offices.roles import Level
from tests.factories import (
    make_assignment,
    make_conflict,
    make_draw,
    make_judge,
    make_round,
    make_stage,
    make_user,
)
from tests.judging.conftest import accepted, fill, fill_and_sign


def url(name, *args):
    return reverse(f"judging:{name}", args=args)


def refused(code, act, *args, **kwargs):
    with pytest.raises(ValidationError) as refusal:
        act(*args, **kwargs)
    assert refusal.value.code == code


def fresh(round_):
    return Round.objects.for_list().get(pk=round_.pk)


def assigned(round_):
    """Return who has what, by seat."""
    pairs = Assignment.objects.in_rounds([round_.pk])
    return set(pairs.values_list("judge", "submission"))


@pytest.fixture
def drawn(panel, staff):
    """The panel of three with six entries, each drawn to two."""
    panel.works = [panel.phu_sing, panel.sila_lat] + [
        accepted(panel.round, code) for code in ("3320", "3319", "3301", "3302")
    ]
    panel.draw, panel.outcome = actions.draw(panel.round, each=2, seed=7, by=staff)
    panel.round = fresh(panel.round)
    return panel


def one_of(drawn, judge):
    """Return an entry that the judge has, and one that they have not."""
    theirs = {work for seat, work in assigned(drawn.round) if seat == judge.pk}
    mine = [work for work in drawn.works if work.pk in theirs]
    others = [work for work in drawn.works if work.pk not in theirs]
    return mine[0], others[0]


# The draw -----------------------------------------------------------------------------


def test_a_draw_stores_its_outcome_its_seed_and_a_record(drawn, staff):
    assert assigned(drawn.round) == drawn.outcome.drawn
    assert set(drawn.outcome.loads.values()) == {4}
    assert len(drawn.outcome.groups) == 1
    assert drawn.round.judges_per_entry == 2
    draw = Draw.objects.get()
    assert (draw.seed, draw.kind, draw.entries, draw.judges) == (7, "all", 6, 3)
    event = Event.objects.about(drawn.round).first()
    assert (event.act, event.by) == ("Drew who scores what", staff)
    assert event.changes == {"seed": [None, 7], "judges_per_entry": [None, 2]}


def test_a_new_draw_replaces_the_old_until_a_mark_is_given(drawn, staff):
    again, outcome = actions.draw(drawn.round, each=2, seed=8, by=staff)

    assert assigned(drawn.round) == outcome.drawn
    assert Assignment.objects.count() == 12
    assert list(Draw.objects.all()) == [again, drawn.draw]
    drawn.round = fresh(drawn.round)
    mine, _other = one_of(drawn, drawn.judge)
    fill(drawn.judge, mine, 5)
    refused("marked", actions.draw, fresh(drawn.round), each=2, by=staff)
    refused("marked", actions.undo_draw, fresh(drawn.round), by=staff, reason="No.")


def test_a_round_in_which_everybody_has_marked_everything_is_not_drawn(panel, staff):
    fill(panel.judge, panel.phu_sing, 5)
    Stage.objects.update(judges_per_entry=2)
    round_ = fresh(panel.round)

    refused("marked", actions.draw, round_, each=2, by=staff)
    assert progress_of(round_, at=timezone.now()).assigned == {}


def test_a_draw_is_refused_without_entries_judges_or_sense(panel, staff):
    empty = make_round(make_stage(panel.round.stage.category, Level.REGION))
    refused("no_entries", actions.draw, fresh(empty), each=2, by=staff)
    refused("too_few_judges", actions.draw, panel.round, each=4, by=staff)
    refused("how_many", actions.draw, panel.round, by=staff)
    refused("below_quorum", actions.draw, panel.round, each=1, by=staff)
    Stage.objects.update(method="rank_sum")
    refused("needs_everybody", actions.draw, fresh(panel.round), each=2, by=staff)
    Stage.objects.update(method="trimmed", tiebreaks=["count_back"])
    refused("panel_too_small", actions.draw, fresh(panel.round), each=2, by=staff)
    refused("needs_everybody", actions.draw, fresh(panel.round), each=3, by=staff)


def test_a_draw_worked_out_before_something_changed_is_not_stored(panel):
    def now():
        return problem_of(progress_of(panel.round, at=timezone.now()), 2)

    before = now()

    must_be_the_same(before, now())
    make_conflict(panel.judge, panel.phu_sing)
    refused("stale", must_be_the_same, before, now())


def test_everybody_scores_everything_again_unless_the_stage_says_otherwise(
    drawn, staff
):
    actions.undo_draw(drawn.round, by=staff, reason="Few entries came.")

    assert assigned(drawn.round) == set()
    round_ = fresh(drawn.round)
    assert progress_of(round_, at=timezone.now()).by_seat[0].due == 6
    Stage.objects.update(judges_per_entry=2)
    actions.draw(fresh(round_), by=staff)
    refused("stage_says_so", actions.undo_draw, fresh(round_), by=staff, reason="No.")


# One place knows who is due what ------------------------------------------------------


def test_a_judge_sees_opens_marks_and_is_due_their_own_entries_alone(
    drawn, staff, client
):
    now, judge = timezone.now(), Judge.objects.with_round().get(pk=drawn.judge.pk)
    mine, other = one_of(drawn, judge)
    theirs = {work for seat, work in assigned(drawn.round) if seat == judge.pk}

    assert {work.pk for work in works_of(judge, at=now)} == theirs
    assert work_for(judge.user, mine.pk, at=now)
    assert work_for(judge.user, other.pk, at=now) is None
    assert [seat.due for seat in own_progress([judge], at=now)] == [4]
    fill_and_sign(judge, mine, 5, 6)
    refused("not_assigned", fill, judge, other, 5)
    refused("not_assigned", actions.excuse, judge, other, by=staff, reason="Away.")
    progress = progress_of(fresh(drawn.round), at=now)
    assert [(seat.due, seat.signed) for seat in progress.by_seat] == [
        (4, 0),
        (4, 1),
        (4, 0),
    ]
    assert len(progress.due) == 12
    client.force_login(judge.user)
    assert client.post(url("mark", other.pk), {"points_c1": "5"}).status_code == 404
    assert client.get(url("sheet", other.pk)).status_code == 404
    assert len(client.get(url("entries", drawn.round.pk)).context["page"]) == 4


def test_before_the_draw_nobody_is_due_anything_and_nothing_can_be_sealed(panel):
    Stage.objects.update(judges_per_entry=2)
    round_, now = fresh(panel.round), timezone.now()
    judge = Judge.objects.with_round().get(pk=panel.judge.pk)

    assert not works_of(judge, at=now).exists()
    assert [seat.due for seat in progress_of(round_, at=now).by_seat] == [0, 0, 0]
    codes = [each.code for each in what_blocks_seal(round_, at=now)]
    assert codes == ["unassigned", "quorum", "quorum"]


def test_all_assigned_sheets_signed_is_all_that_the_seal_waits_for(drawn):
    for seat in (drawn.chair, drawn.judge, drawn.other_judge):
        for place, work in enumerate(drawn.works):
            if (seat.pk, work.pk) in assigned(drawn.round):
                fill_and_sign(seat, work, place + 1, 5)
    round_ = fresh(drawn.round)

    assert what_blocks_seal(round_) == []
    sheets = [len(each) for each in ranking_of(round_).totals.sheets.values()]
    assert sheets == [2] * 6
    late = accepted(round_, "3303")
    blocks = what_blocks_seal(round_)
    assert [each.code for each in blocks] == ["unassigned", "quorum"]
    assert late.number in str(blocks[0])


# The rest -----------------------------------------------------------------------------


def test_a_substitute_takes_over_what_was_not_signed(drawn, staff):
    first, signed = drawn.judge, one_of(drawn, drawn.judge)[0]
    before = {work for seat, work in assigned(drawn.round) if seat == first.pk}
    fill_and_sign(first, signed, 8, 8)

    second = actions.substitute(first, make_user(), by=staff, reason="Ill.")

    theirs = {
        pair for pair in assigned(drawn.round) if pair[0] in (first.pk, second.pk)
    }
    left = {(second.pk, work) for work in before - {signed.pk}}
    assert theirs == {(first.pk, signed.pk)} | left


def test_a_late_substitute_gets_nothing_that_was_drawn_to_others_meanwhile(
    drawn, staff
):
    actions.leave(drawn.judge, by=staff, reason="Ill.")
    had = {work for seat, work in assigned(drawn.round) if seat == drawn.judge.pk}
    # Of one nobody else is free, so nobody was drawn.
    mine, _other = one_of(drawn, drawn.judge)
    for seat in (drawn.chair, drawn.other_judge):
        if (seat.pk, mine.pk) not in drawn.outcome.drawn:
            make_conflict(seat, mine)
    _draw, outcome = actions.assign_rest(fresh(drawn.round), by=staff)
    assert {work for _seat, work in outcome.drawn} == had - {mine.pk}

    second = actions.substitute(drawn.judge, make_user(), by=staff, reason="Late.")

    theirs = {work for seat, work in assigned(drawn.round) if seat == second.pk}
    assert theirs == {mine.pk}


def test_who_watches_sees_which_sheets_nobody_is_asked_for(drawn, staff):
    watch = watch_of(drawn.round, staff, at=timezone.now())

    asked = {
        (line.submission, seat.pk)
        for line in watch.lines
        for seat, cell in zip(watch.columns, line.cells, strict=True)
        if cell != NOT_ASKED
    }
    due = progress_of(drawn.round, at=timezone.now()).due
    assert asked == {(work, judge) for judge, work in due}


def test_newcomers_are_assigned_and_what_stood_stays(drawn, staff):
    mine, _other = one_of(drawn, drawn.judge)
    fill_and_sign(drawn.judge, mine, 5, 6)
    before = assigned(drawn.round)
    new_judge = make_judge(drawn.round)
    late = [accepted(drawn.round, code) for code in ("3303", "3304")]

    _draw, outcome = actions.assign_rest(fresh(drawn.round), by=staff, seed=3)

    added = assigned(drawn.round) - before
    assert assigned(drawn.round) > before
    assert added == outcome.drawn
    assert sorted(work for _, work in added) == sorted([w.pk for w in late] * 2)
    # The newcomer had nothing yet.
    assert {work for seat, work in added if seat == new_judge.pk} == {
        work.pk for work in late
    }
    assert new_judge.user.notices.count() == 1
    refused("nothing_left", actions.assign_rest, fresh(drawn.round), by=staff)


def test_whoever_left_or_is_barred_is_replaced_and_a_signed_sheet_counts(drawn, staff):
    mine, _other = one_of(drawn, drawn.judge)
    fill_and_sign(drawn.judge, mine, 5, 6)
    actions.leave(drawn.judge, by=staff, reason="Ill.")
    make_judge(drawn.round)

    _draw, outcome = actions.assign_rest(fresh(drawn.round), by=staff)

    # Three of four entries need somebody else; the signed one has its two.
    assert sorted(work for _, work in outcome.drawn) == sorted(
        work
        for seat, work in drawn.outcome.drawn
        if seat == drawn.judge.pk and work != mine.pk
    )


# By hand ------------------------------------------------------------------------------


def test_a_judge_is_added_and_another_taken_off_by_hand(drawn, staff):
    mine, _other = one_of(drawn, drawn.judge)
    seats = {drawn.chair.pk, drawn.judge.pk, drawn.other_judge.pk}
    have = {seat for seat, work in assigned(drawn.round) if work == mine.pk}
    (absent,) = seats - have
    wanted = {absent} | have - {drawn.judge.pk}

    actions.change_by_hand(drawn.round, mine, wanted, by=staff, reason="Knows it.")

    now = {seat for seat, work in assigned(drawn.round) if work == mine.pk}
    assert now == wanted
    by_hand = Assignment.objects.get(judge=absent, submission=mine)
    assert (by_hand.draw, by_hand.reason, by_hand.made_by) == (None, "Knows it.", staff)
    acts = [event.act for event in Event.objects.about(drawn.judge)]
    assert acts == ["Took an entry off by hand"]
    refused(
        "no_change",
        actions.change_by_hand,
        drawn.round,
        mine,
        wanted,
        by=staff,
        reason="Again.",
    )


def test_by_hand_nobody_gets_what_they_cannot_score_or_loses_what_they_signed(
    drawn, staff
):
    mine, other = one_of(drawn, drawn.judge)
    fill_and_sign(drawn.judge, mine, 5, 6)
    make_conflict(drawn.judge, other)

    left = make_judge(drawn.round, left_at=timezone.now())

    def change(work, judges):
        actions.change_by_hand(drawn.round, work, judges, by=staff, reason="So.")

    refused("signed", change, mine, {drawn.chair.pk})
    have = {seat for seat, work in assigned(drawn.round) if work == other.pk}
    refused("not_free", change, other, have | {drawn.judge.pk})
    refused("not_free", change, other, have | {left.pk})


# The database -------------------------------------------------------------------------


def test_the_database_keeps_assignments_in_order(panel):
    make_assignment(panel.judge, panel.phu_sing)
    draw = make_draw(panel.round)
    for broken in (
        lambda: make_assignment(panel.judge, panel.phu_sing),
        lambda: make_assignment(panel.judge, panel.sila_lat, reason=""),
        lambda: make_draw(panel.round, kind="some"),
        lambda: make_draw(panel.round, judges_per_entry=0),
        lambda: Round.objects.update(judges_per_entry=0),
        lambda: Draw.objects.filter(pk=draw.pk).update(seed=1),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            broken()


# The pages ----------------------------------------------------------------------------


def test_staff_draw_assign_and_change_through_the_pages(client, panel, staff):
    client.force_login(staff)
    round_ = panel.round.pk

    shown = client.get(url("draw", round_), {"each": "2"})
    assert (shown.context["low"], shown.context["high"]) == (1, 2)
    answer = client.post(url("draw", round_), {"each": "๒", "seed": "99"})
    assert answer.url == url("assignment", round_)
    assert Draw.objects.get().seed == 99
    late = accepted(panel.round, "3320")
    page = client.get(url("assignment", round_))
    assert page.context["board"].lacking == [late]
    client.post(url("assign-rest", round_))
    line = client.get(url("assignment", round_)).context["lines"][2]
    assert (line.work, line.has) == (late, 2)
    only = [str(panel.chair.pk), str(panel.judge.pk), str(panel.other_judge.pk)]
    answer = client.post(
        url("assign-entry", round_, late.pk), {"judges": only, "reason": "All."}
    )
    assert answer.url == url("assignment", round_)
    found = client.get(
        url("assignment", round_), {"q": late.number, "judge": only[1]}
    ).context["page"]
    assert list(found) == [late]
    answer = client.post(url("undo-draw", round_), {"reason": "Few."})
    assert fresh(panel.round).judges_per_entry is None


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_pages_name_who_stands_in_the_way(
    client, panel, staff, chair, settings, language
):
    make_conflict(panel.judge, panel.phu_sing)
    make_conflict(panel.chair, panel.phu_sing)
    client.force_login(staff)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    shown = client.get(url("draw", panel.round.pk), {"each": "2"})

    (shortage,) = shown.context["shortages"]
    assert (shortage.work, shortage.missing) == (panel.phu_sing, 1)
    assert [name for name, _why in shortage.reasons] == [
        panel.chair.user.get_full_name(),
        panel.judge.user.get_full_name(),
    ]
    actions.draw(panel.round, each=2, by=staff)
    for page in (
        url("assignment", panel.round.pk),
        url("draw", panel.round.pk),
        url("undo-draw", panel.round.pk),
        url("assign-entry", panel.round.pk, panel.phu_sing.pk),
        url("seat", panel.judge.pk),
        url("panel", panel.round.pk),
    ):
        assert client.get(page).status_code == 200, page
    page = client.get(url("assignment", panel.round.pk))
    assert [each.work for each in page.context["shortages"]] == [panel.phu_sing]
    client.force_login(chair)
    page = client.get(url("assignment", panel.round.pk))
    assert not page.context["may_change"]


def test_the_assignment_costs_the_same_however_much_there_is(
    client, panel, staff, queries_do_not_grow
):
    actions.draw(panel.round, each=2, by=staff)
    client.force_login(staff)
    codes = iter(("3301", "3302", "3303", "3304", "3305", "3306", "3307"))

    def add():
        seat = make_judge(panel.round)
        make_assignment(seat, accepted(panel.round, next(codes)))

    queries_do_not_grow(url("assignment", panel.round.pk), add)


def test_the_assignment_of_one_entry_costs_the_same_for_any_panel(
    client, panel, staff, queries_do_not_grow
):
    actions.draw(panel.round, each=2, by=staff)
    client.force_login(staff)

    queries_do_not_grow(
        url("assign-entry", panel.round.pk, panel.phu_sing.pk),
        lambda: make_judge(panel.round),
    )


def test_a_draw_asks_twice_and_no_more(
    client, panel, staff, django_assert_max_num_queries
):
    client.force_login(staff)
    with django_assert_max_num_queries(22):
        drawn = client.post(url("draw", panel.round.pk), {"each": 2})

    assert drawn.status_code == 302


def test_the_ranking_waits_for_nobody_who_is_not_asked(drawn, client_of, staff):
    work = drawn.phu_sing
    asked = [seat for seat, entry in assigned(drawn.round) if entry == work.pk]
    seats = (drawn.chair, drawn.judge, drawn.other_judge)
    first, second = (seat for seat in seats if seat.pk in asked)
    fill_and_sign(first, work, 5, 6)
    portal = client_of(staff)

    page = portal.get(url("ranking", drawn.round.pk))
    row = next(each for each in page.context["rows"] if each.work.number == work.number)
    cells = {
        column.judge.pk: cell
        for column, cell in zip(page.context["columns"], row.cells, strict=True)
    }
    assert sorted(cells.values()) == ["", "54.00", "…"]
    assert cells[second.pk] == "…"
    why = portal.get(url("why", drawn.round.pk, work.pk)).context["why"]
    assert [each.judge for each in why.missing] == [second.user.get_full_name()]
