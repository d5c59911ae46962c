"""The first two acts: seal, approve or refuse."""

import json

import pytest

from contests.phases import Phase, phase_of
from judging.ledger import read
from judging.models import Scoresheet
from results import actions
from results.models import Placing, Result
from results.placings import fingerprint
from results.workflow import State
from submissions.actions import disqualify
from submissions.workflow import State as SubmissionState
from tests.factories import make_entry, make_submission, make_user
from tests.results.conftest import RANKED


def placed(result):
    rows = result.placings.order_by("rank").values_list(
        "submission__entry__office__code", "rank", "award", "advances"
    )
    return list(rows)


def test_the_seal_stores_the_placings_with_awards(sealed):
    assert placed(sealed) == [
        ("3317", 1, "winner", True),
        ("3322", 2, "runner_up_1", False),
        ("3320", 3, "runner_up_2", False),
        ("3319", 4, "runner_up_3", False),
    ]
    winner = sealed.placings.get(rank=1)
    assert (winner.score, winner.exact, winner.sheets) == ("90.00", "90", 2)


def test_the_stored_files_give_the_digest(sealed):
    ledger = read(sealed.ledger.encode(), json.dumps(sealed.rules).encode())

    assert sealed.digest == ledger.digest()


def test_the_ledger_names_no_judge(sealed, panel):
    codes = {line.split(",")[1] for line in sealed.ledger.splitlines()[1:]}

    assert codes == set(sealed.seats) == {"j1", "j2"}
    assert set(sealed.seats.values()) == {seat.pk for seat in panel}


def test_a_sealed_round_reads_so(sealed, contest, now):
    assert phase_of(sealed.round, at=now) == Phase.SEALED


def test_only_the_chair_seals(contest, marked, judge, staff, refused):
    codes = [refused(actions.seal, contest.province, by=by) for by in (judge, staff)]

    assert codes == [["not_chair"], ["not_chair"]]


def test_an_unsigned_sheet_stands_in_the_way(contest, marked, chair, refused):
    Scoresheet.objects.filter(pk=Scoresheet.objects.first().pk).update(
        state="open", signed_at=None
    )

    codes = refused(actions.seal, contest.province, by=chair)

    assert set(codes) == {"not_ready"}


def test_a_second_seal_is_refused(contest, sealed, chair, refused):
    assert refused(actions.seal, contest.province, by=chair) == ["not_ready"]


def test_what_is_sealed_is_what_the_chair_saw(contest, marked, chair, entries, refused):
    seen = fingerprint(
        [Placing(submission=entries[code], rank=1, exact="1") for code in RANKED]
    )

    assert refused(actions.seal, contest.province, by=chair, seen=seen) == ["changed"]


def test_a_tie_across_the_number_that_advances_is_settled_first(
    contest, sign_sheets, chair, refused
):
    sign_sheets({"3317": 9, "3322": 9, "3320": 7, "3319": 6})

    assert refused(actions.seal, contest.province, by=chair) == ["not_ready"]


def test_a_stage_may_let_all_tied_go_up(contest, sign_sheets, chair):
    contest.province.stage.lets_tied_up = True
    contest.province.stage.save()
    sign_sheets({"3317": 9, "3322": 9, "3320": 7, "3319": 6})

    result = actions.seal(contest.province, by=chair)

    assert [row[1:] for row in placed(result)][:3] == [
        (1, "winner", True),
        (1, "winner", True),
        (3, "runner_up_2", False),
    ]


def test_at_the_top_nobody_goes_further(contest, enter, administrator, into_phase):
    into_phase(contest.nation, Phase.JUDGING)

    result = enter({"3317": 1}, round_=contest.nation, by=administrator)

    assert placed(result) == [("3317", 1, "winner", False)]


# Approve and refuse ---------------------------------------------------------------


def test_a_colleague_approves(sealed, staff, now):
    result = actions.approve(sealed, by=staff)

    assert (result.state, result.approved_by) == (State.APPROVED, staff)
    assert phase_of(result.round, at=now) == Phase.APPROVED


def test_the_sealer_cannot_approve_or_refuse(enter, staff, refused):
    result = enter({"3317": 1})

    assert refused(actions.approve, result, by=staff) == ["not_ready"]
    assert refused(actions.refuse, result, by=staff, reason="x") == ["not_ready"]


def test_a_second_approval_is_told_what_happened(
    sealed, approved, other_staff, refused
):
    assert refused(actions.approve, sealed, by=other_staff) == ["not_ready"]


def test_a_refusal_needs_a_reason(sealed, staff, refused):
    assert refused(actions.refuse, sealed, by=staff, reason=" ") == ["no_reason"]


@pytest.mark.parametrize("state", ["sealed", "approved"])
def test_a_refused_result_is_kept_and_the_round_judged_again(
    request, state, staff, chair, now
):
    result = request.getfixturevalue(state)

    refused = actions.refuse(result, by=staff, reason="รวมคะแนนผิด")

    assert (refused.state, refused.state_reason) == (State.REFUSED, "รวมคะแนนผิด")
    assert phase_of(refused.round, at=now) == Phase.JUDGING
    assert refused.placings.count() == 4


def test_the_next_result_names_the_refused_one(sealed, contest, staff, chair):
    actions.refuse(sealed, by=staff, reason="รวมคะแนนผิด")

    again = actions.seal(contest.province, by=chair)

    assert (again.number, again.replaces) == (2, sealed)


def test_whoever_sealed_is_told_of_the_refusal(sealed, staff, chair):
    actions.refuse(sealed, by=staff, reason="รวมคะแนนผิด")

    assert [notice.params["reason"] for notice in chair.notices.all()] == ["รวมคะแนนผิด"]


# Rounds that go another way -------------------------------------------------------


@pytest.fixture
def lets_unopposed_up(contest):
    contest.province.stage.lets_unopposed_up = True
    contest.province.stage.save()


def test_a_single_entry_goes_up_without_marks(
    contest, accept_entry, staff, lets_unopposed_up
):
    accept_entry("3317")

    result = actions.seal_unopposed(contest.province, by=staff)

    assert (result.basis, result.ledger, result.digest) == (
        Result.Basis.UNOPPOSED,
        "",
        "",
    )
    assert placed(result) == [("3317", 1, "winner", True)]


def test_more_entries_than_places_are_judged(
    contest, entries, staff, lets_unopposed_up, refused
):
    codes = refused(actions.seal_unopposed, contest.province, by=staff)

    assert codes == ["not_ready"]


def test_a_stage_must_let_it_go_up(contest, accept_entry, staff, refused):
    accept_entry("3317")

    assert refused(actions.seal_unopposed, contest.province, by=staff) == ["not_ready"]


def test_what_is_not_checked_yet_stands_in_the_way(
    contest, accept_entry, staff, lets_unopposed_up, refused
):
    accept_entry("3317")
    entry = make_entry(contest.category, contest.offices["3322"])
    make_submission(contest.province, entry)

    assert refused(actions.seal_unopposed, contest.province, by=staff) == ["not_ready"]


def test_a_round_without_accepted_entries_is_closed(contest, staff, now):
    closed = actions.close_without_entries(contest.province, by=staff)

    assert phase_of(closed, at=now) == Phase.NO_ENTRIES


def test_a_round_with_entries_is_not_closed(contest, entries, staff, refused):
    codes = refused(actions.close_without_entries, contest.province, by=staff)

    assert codes == ["not_ready"]


def test_a_round_whose_entries_are_all_out_is_closed(contest, accept_entry, staff, now):
    disqualify(accept_entry("3317"), by=staff, reason="ไม่ใช่ผลงานของสำนักงาน")

    closed = actions.close_without_entries(contest.province, by=staff)

    assert phase_of(closed, at=now) == Phase.NO_ENTRIES


# A past year's ranks --------------------------------------------------------------


def test_ranks_without_marks_are_sealed_with_their_source(enter, contest):
    result = enter({"3317": 1, "3322": 2, "3320": 2, "3319": 4})

    assert (result.basis, result.source, result.digest) == (
        Result.Basis.RANKS,
        "ประกาศจังหวัด 1/2565",
        "",
    )
    assert [row[2] for row in placed(result)] == [
        "winner",
        "runner_up_1",
        "runner_up_1",
        "runner_up_3",
    ]
    title = result.placings.first().submission.accepted_version.content["title"]
    assert title == "ผลงาน 3317"


@pytest.mark.parametrize(
    ("ranks", "code"),
    [
        ({}, "no_ranks"),
        ({"3317": 2}, "misplaced"),
        ({"3317": 1, "3322": 1}, "tied_across"),
        ({"5001": 1}, "not_of_this_round"),
    ],
)
def test_ranks_that_cannot_be_are_refused(enter, refused, ranks, code):
    assert refused(enter, ranks) == [code]


def test_ranks_need_their_source(enter, refused):
    assert refused(enter, {"3317": 1}, source=" ") == ["no_reason"]


def test_an_office_is_placed_once(contest, staff, refused):
    rows = [(contest.offices["3317"], rank, "") for rank in (1, 2)]

    codes = refused(
        actions.enter_ranks, contest.province, rows, by=staff, source="ประกาศ"
    )

    assert codes == ["twice"]


def test_an_entry_that_is_there_is_taken_as_it_is(enter, entries):
    result = enter({code: rank for rank, code in enumerate(RANKED, start=1)})

    assert {each.submission for each in result.placings.all()} == set(entries.values())


def test_an_entry_that_is_there_needs_a_rank(enter, entries, refused):
    assert refused(enter, {"3317": 1}) == ["unranked"]


def test_a_title_that_staff_put_on_record_is_corrected_the_next_time(
    contest, enter, staff, other_staff
):
    actions.refuse(enter({"3317": 1}), by=other_staff, reason="พิมพ์ชื่อผิด")
    rows = [(contest.offices["3317"], 1, "โมเดลภูสิงห์เสวนา")]

    result = actions.enter_ranks(contest.province, rows, by=staff, source="ประกาศ")

    submission = result.placings.get().submission
    titles = [each.content["title"] for each in submission.versions.order_by("number")]
    assert titles == ["ผลงาน 3317", "โมเดลภูสิงห์เสวนา"]
    assert submission.accepted_version.content["title"] == submission.title
    assert submission.title == "โมเดลภูสิงห์เสวนา"


def test_no_entry_of_an_office_with_several_is_left_out(
    contest, entries, officer, enter, refused
):
    person = make_user("person")
    another = make_entry(
        contest.category, contest.offices["3317"], by=officer, person=person
    )
    make_submission(contest.province, another, SubmissionState.ACCEPTED)

    codes = refused(enter, {code: rank for rank, code in enumerate(RANKED, start=1)})

    assert codes == ["several"]
    assert not Result.objects.exists()


def test_marks_are_not_replaced_by_ranks(enter, marked, refused):
    assert refused(enter, {"3317": 1}) == ["not_ready"]
