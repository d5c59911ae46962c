from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import Event
from contests.models import Criterion, Stage
from contests.phases import Phase
from judging import actions
from judging.actions import Given
from judging.models import Score, Scoresheet
from judging.workflow import TRANSITIONS, State
from submissions.models import Submission
from submissions.workflow import State as SubmissionState
from tests.factories import make_judge, make_round, make_sheet
from tests.judging.conftest import accepted, fill, fill_and_sign


def refused(code, act, *args, **kwargs):
    with pytest.raises(ValidationError) as refusal:
        act(*args, **kwargs)
    found = refusal.value
    while hasattr(found, "error_dict"):
        found = next(iter(found.error_dict.values()))[0]
    assert found.code == code
    return found


def scores_of(sheet):
    return dict(sheet.scores.values_list("criterion", "points"))


def test_a_mark_is_kept_in_hundredths(panel):
    sheet = actions.give_mark(
        panel.judge, panel.phu_sing, "c1", Decimal("7.5"), by=panel.judge.user
    )

    assert scores_of(sheet) == {"c1": 750}
    assert sheet.version == panel.phu_sing.accepted_version
    assert sheet.scores.get().full == 1000


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ("-0.5", "too_low"),
        ("10.5", "too_high"),
        ("7.25", "off_the_step"),
        ("7.001", "off_the_step"),
    ],
)
def test_a_mark_outside_the_scale_changes_nothing(panel, points, code):
    fill(panel.judge, panel.phu_sing, 5)

    refused(
        code,
        actions.give_mark,
        panel.judge,
        panel.phu_sing,
        "c1",
        Decimal(points),
        by=panel.judge.user,
    )

    assert scores_of(Scoresheet.objects.get()) == {"c1": 500}


def test_a_refused_first_mark_freezes_nothing(panel):
    give = actions.give_mark
    refused(
        "too_high", give, panel.judge, panel.phu_sing, "c1", 11, by=panel.judge.user
    )

    panel.round.refresh_from_db()
    panel.phu_sing.refresh_from_db()
    assert panel.round.rules is None
    assert panel.phu_sing.marked_at is None
    assert not Scoresheet.objects.exists()


def test_of_several_marks_none_is_kept_if_one_is_wrong(panel):
    given = {"c1": Given("8"), "c2": Given("80"), "c9": Given("1")}

    with pytest.raises(ValidationError) as refusal:
        actions.give_marks(panel.judge, panel.phu_sing, given, by=panel.judge.user)

    codes = {key: errors[0].code for key, errors in refusal.value.error_dict.items()}
    assert codes == {"c2": "too_high", "c9": "unknown_criterion"}
    assert not Score.objects.exists()


def test_the_first_mark_freezes_the_rules_and_the_version(panel):
    fill(panel.judge, panel.phu_sing, 5)

    Criterion.objects.filter(stage=panel.round.stage, code="c1").update(
        full_hundredths=2000
    )
    Stage.objects.update(method="median")

    panel.round.refresh_from_db()
    panel.phu_sing.refresh_from_db()
    assert panel.phu_sing.marked_at is not None
    assert [c["full"] for c in panel.round.rules["criteria"]] == ["10", "10"]
    assert panel.round.rules["method"] == "mean"
    give = actions.give_mark
    refused(
        "too_high", give, panel.judge, panel.phu_sing, "c1", 15, by=panel.judge.user
    )


def test_a_comment_alone_freezes_nothing_and_follows_the_version(panel):
    sheet = actions.comment_on(
        panel.judge, panel.phu_sing, " Well told. \r\n", by=panel.judge.user
    )

    panel.round.refresh_from_db()
    assert sheet.comment == "Well told."
    assert panel.round.rules is None
    assert Submission.objects.get(pk=panel.phu_sing.pk).marked_at is None


def test_a_mark_can_be_taken_back_and_a_comment_precede_it(panel):
    mine = {"by": panel.judge.user}
    given = {"c1": Given(comment="See page 3")}

    actions.give_marks(panel.judge, panel.phu_sing, given, **mine)
    actions.give_mark(panel.judge, panel.phu_sing, "c1", 8, **mine)
    sheet = actions.give_mark(panel.judge, panel.phu_sing, "c1", None, **mine)

    assert list(sheet.scores.values_list("criterion", "points", "comment")) == [
        ("c1", None, "See page 3")
    ]


def test_every_change_of_a_mark_is_on_record(panel):
    fill(panel.judge, panel.phu_sing, 5)
    fill(panel.judge, panel.phu_sing, 7.5)
    fill(panel.judge, panel.phu_sing, 7.5)

    sheet = Scoresheet.objects.get()
    assert [event.changes for event in Event.objects.about(sheet)] == [
        {"c1": ["5", "7.5"]},
        {"c1": [None, "5"]},
    ]


def test_nobody_else_writes_on_a_sheet(panel, administrator, staff):
    for stranger in (administrator, staff, panel.chair.user, panel.other_judge.user):
        for act, extra in (
            (actions.give_mark, ("c1", 5)),
            (actions.comment_on, ("Hm",)),
            (actions.sign, ()),
        ):
            refused("not_yours", act, panel.judge, panel.phu_sing, *extra, by=stranger)


@pytest.mark.parametrize("phase", [Phase.UPCOMING, Phase.OPEN, Phase.SCREENING])
def test_no_mark_before_judging_begins(panel, phase):
    round_ = make_round(
        panel.round.stage.category.stages.create(
            level="region",
            **{
                name: timezone.now() + timedelta(days=day)
                for name, day in zip(
                    (
                        "opens_at",
                        "closes_at",
                        "judging_opens_at",
                        "judging_due_at",
                    ),
                    {
                        Phase.UPCOMING: (1, 2, 3, 4),
                        Phase.OPEN: (-1, 2, 3, 4),
                        Phase.SCREENING: (-2, -1, 3, 4),
                    }[phase],
                    strict=True,
                )
            },
        )
    )
    judge = make_judge(round_, panel.judge.user)
    work = accepted(round_, "3319")

    refused("not_judging", actions.give_mark, judge, work, "c1", 5, by=judge.user)


def test_no_mark_after_the_seal(panel):
    panel.round.sealed_at = timezone.now()
    panel.round.save()

    give = actions.give_mark
    refused(
        "not_judging", give, panel.judge, panel.phu_sing, "c1", 5, by=panel.judge.user
    )


def test_marks_are_taken_after_judging_was_due(panel):
    Stage.objects.update(judging_due_at=timezone.now() - timedelta(days=1))

    fill(panel.judge, panel.phu_sing, 5)

    assert Score.objects.count() == 1


def test_a_work_that_is_not_accepted_any_more_takes_no_mark(panel):
    Submission.objects.filter(pk=panel.phu_sing.pk).update(
        state=SubmissionState.DISQUALIFIED, state_reason="Copied."
    )

    give = actions.give_mark
    refused(
        "not_accepted", give, panel.judge, panel.phu_sing, "c1", 5, by=panel.judge.user
    )


def test_who_left_or_does_not_score_gives_no_marks(panel, staff):
    give = actions.give_mark
    actions.leave(panel.judge, by=staff, reason="Ill.")
    actions.change_seat(panel.chair, capacity="chair", scores=False, by=staff)

    for seat in (panel.judge, panel.chair):
        refused("no_seat", give, seat, panel.phu_sing, "c1", 5, by=seat.user)


def test_an_incomplete_sheet_is_not_signed_and_says_what_is_missing(panel):
    fill(panel.judge, panel.phu_sing, 5)

    refusal = refused(
        "incomplete", actions.sign, panel.judge, panel.phu_sing, by=panel.judge.user
    )

    assert refusal.params["criteria"] in ("เกณฑ์ c2", "Criterion c2")
    assert Scoresheet.objects.get().state == State.OPEN


def test_a_signed_sheet_does_not_change(panel):
    sheet = fill_and_sign(panel.judge, panel.phu_sing, 5, 6)
    mine = {"by": panel.judge.user}
    work = (panel.judge, panel.phu_sing)

    assert sheet.state == State.SIGNED
    refused("signed", actions.give_mark, *work, "c1", 9, **mine)
    refused("signed", actions.comment_on, *work, "Better", **mine)
    refused("signed", actions.sign, *work, **mine)
    assert scores_of(sheet) == {"c1": 500, "c2": 600}


def test_the_chair_reopens_and_the_judge_signs_again(panel):
    sheet = fill_and_sign(panel.judge, panel.phu_sing, 5, 6)

    sheet = actions.reopen(sheet, by=panel.chair.user, reason="A slip of the pen.")
    fill(panel.judge, panel.phu_sing, 9)
    sheet = actions.sign(panel.judge, panel.phu_sing, by=panel.judge.user)

    assert scores_of(sheet) == {"c1": 900, "c2": 600}
    told = [(str(e.act), e.reason, e.changes) for e in Event.objects.about(sheet)]
    assert told[:3] == [
        ("Signed the sheet", "", {"state": ["open", "signed"]}),
        ("Gave marks", "", {"c1": ["5", "9"]}),
        (
            "Opened the sheet again",
            "A slip of the pen.",
            {"state": ["signed", "open"]},
        ),
    ]
    assert panel.judge.user.notices.filter(key__startswith="reopened").count() == 1


def test_only_the_chair_reopens_with_a_reason_before_the_seal(panel, staff):
    sheet = fill_and_sign(panel.judge, panel.phu_sing, 5, 6)

    refused("not_chair", actions.reopen, sheet, by=staff, reason="x")
    refused("not_chair", actions.reopen, sheet, by=panel.judge.user, reason="x")
    refused("no_reason", actions.reopen, sheet, by=panel.chair.user, reason=" ")
    panel.round.sealed_at = timezone.now()
    panel.round.save()
    refused("over", actions.reopen, sheet, by=panel.chair.user, reason="x")
    sheet.refresh_from_db()
    assert sheet.state == State.SIGNED


def test_the_chair_who_saw_the_ranking_does_not_open_their_own_sheet(panel, staff):
    """Rule 3: else they would change their marks until the ranking pleases them."""
    sheet = fill_and_sign(panel.chair, panel.phu_sing, 5, 6)

    refused("own_sheet", actions.reopen, sheet, by=panel.chair.user, reason="x")
    refused("not_staff", actions.reopen, sheet, by=panel.judge.user, reason="x")
    opened = actions.reopen(sheet, by=staff, reason="A slip of the pen.")

    told = Event.objects.about(sheet).first()
    assert opened.state == State.OPEN
    assert (told.by, told.reason) == (staff, "A slip of the pen.")


def test_the_sheet_of_somebody_who_left_stays_signed(panel, staff):
    sheet = fill_and_sign(panel.judge, panel.phu_sing, 5, 6)
    actions.leave(panel.judge, by=staff, reason="Moved away.")

    refused("left", actions.reopen, sheet, by=panel.chair.user, reason="x")
    sheet.refresh_from_db()
    assert sheet.state == State.SIGNED


def test_excused_is_finished_and_can_be_undone_by_the_chair(panel, staff):
    fill(panel.judge, panel.phu_sing, 5)

    sheet = actions.excuse(panel.judge, panel.phu_sing, by=staff, reason="Was away.")

    assert (sheet.state, sheet.excused_reason) == (State.EXCUSED, "Was away.")
    give = actions.give_mark
    refused("excused", give, panel.judge, panel.phu_sing, "c1", 5, by=panel.judge.user)
    sheet = actions.reopen(sheet, by=panel.chair.user, reason="Came after all.")
    assert (sheet.state, sheet.excused_reason) == (State.OPEN, "")
    fill_and_sign(panel.judge, panel.phu_sing, 5, 6)


def test_a_signed_sheet_is_not_excused_away(panel, staff):
    fill_and_sign(panel.judge, panel.phu_sing, 5, 6)

    refused(
        "not_allowed",
        actions.excuse,
        panel.judge,
        panel.phu_sing,
        by=staff,
        reason="Too low.",
    )


@pytest.mark.parametrize("start", list(State))
@pytest.mark.parametrize("end", list(State))
def test_sheets_move_by_the_table_alone(panel, staff, start, end):
    sheet = fill_and_sign(panel.judge, panel.phu_sing, 5, 6)
    columns = {
        State.OPEN: {"signed_at": None},
        State.SIGNED: {"signed_at": timezone.now()},
        State.EXCUSED: {"signed_at": None, "excused_reason": "Away."},
    }[start]
    Scoresheet.objects.filter(pk=sheet.pk).update(state=start, **columns)
    sheet.refresh_from_db()
    act = {
        State.OPEN: lambda: actions.reopen(sheet, by=panel.chair.user, reason="x"),
        State.SIGNED: lambda: actions.sign(
            panel.judge, panel.phu_sing, by=panel.judge.user
        ),
        State.EXCUSED: lambda: actions.excuse(
            panel.judge, panel.phu_sing, by=staff, reason="x"
        ),
    }[end]

    if end in TRANSITIONS[start]:
        assert act().state == end
    else:
        with pytest.raises(ValidationError):
            act()
        sheet.refresh_from_db()
        assert sheet.state == start


def test_a_comment_is_not_endless(panel):
    refused(
        "too_long",
        actions.comment_on,
        panel.judge,
        panel.phu_sing,
        "x" * 5001,
        by=panel.judge.user,
    )


def test_a_sheet_made_for_an_earlier_version_follows_while_it_has_no_mark(panel):
    sheet = make_sheet(panel.judge, panel.phu_sing)
    version = panel.phu_sing.accepted_version
    newer = type(version).objects.create(
        submission=panel.phu_sing,
        number=2,
        content=version.content,
        digest="",
        handed_in_at=timezone.now(),
        handed_in_by=version.handed_in_by,
    )
    Submission.objects.filter(pk=panel.phu_sing.pk).update(accepted_version=newer)

    fill(panel.judge, panel.phu_sing, 5)

    sheet.refresh_from_db()
    assert sheet.version == newer
