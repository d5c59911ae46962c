"""`verify_results` names what was changed behind Django's back."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from judging.models import Score
from results import actions
from results.models import Placing, Result
from results.verifying import differences_of, read

pytestmark = pytest.mark.usefixtures("people")


def verify():
    """Return the exit code and what was printed."""
    out = StringIO()
    try:
        call_command("verify_results", stdout=out)
    except SystemExit as exit_:
        return exit_.code, out.getvalue()
    return 0, out.getvalue()


def execute(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


@pytest.fixture
def let_placings_change():
    """Take the append-only trigger off the placings; the test is rolled back."""
    table = Placing._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name=%s",
                [table],
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            # What waits for the commit is checked first, or the table stays shut.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def test_a_sealed_result_is_as_it_was(sealed):
    assert verify() == (
        0,
        "1 results: 1 by marks, 0 unopposed, 0 of ranks. None differ.\n",
    )


def test_a_mark_changed_by_sql_is_named(sealed):
    score = Score.objects.filter(
        sheet__submission__entry__office__code="3322", criterion="c1"
    ).first()
    code = next(c for c, seat in sealed.seats.items() if seat == score.sheet.judge_id)

    execute("UPDATE judging_score SET points = 1000 WHERE id = %s", score.pk)
    status, printed = verify()

    number = score.sheet.submission.number
    assert status == 1
    assert f"DIFFERS: result {sealed.pk}" in printed
    assert (
        f"mark {number}, {code}, c1: 10 in the database, 8 in the stored ledger"
        in printed
    )
    assert f"marks: placing {number}: exact 86, sealed 80" in printed
    assert f"sealed {sealed.digest}" in printed
    assert "stored files" not in printed


def test_a_mark_that_vanished_or_a_sheet_unsigned_is_named(sealed):
    sheet = Score.objects.first().sheet
    execute(
        "UPDATE judging_scoresheet SET state = 'open', signed_at = NULL WHERE id = %s",
        sheet.pk,
    )

    found = differences_of(Result.objects.for_list().get())

    assert [each for each in found if "none in the database" in each]


def test_a_changed_ledger_is_named(sealed):
    Result.objects.update(ledger=sealed.ledger.replace(",c1,9", ",c1,7"))

    status, printed = verify()

    assert status == 1
    assert "stored files: digest sha256:" in printed
    assert "9 in the database, 7 in the stored ledger" in printed


def test_changed_rules_are_named(sealed):
    Result.objects.update(rules={**sealed.rules, "method": "median"})

    status, printed = verify()

    assert status == 1
    assert "rules: method mean in the round, sealed median" in printed
    assert "stored files: digest" in printed


def test_a_chair_put_in_anothers_place_is_named(contest, marked, chair, panel):
    contest.province.refresh_from_db()
    contest.province.rules["tiebreaks"] = ["chair"]
    contest.province.save()
    result = actions.seal(contest.province, by=chair)
    codes = {seat: code for code, seat in result.seats.items()}
    of_chair, of_member = (codes[seat.pk] for seat in panel)
    assert verify()[0] == 0

    # In the stored rules, with a digest that agrees with them.
    rules = {**result.rules, "chair": of_member}
    forged = read(result.ledger, rules)
    Result.objects.update(rules=rules, digest=forged.digest())
    _, in_rules = verify()
    # In the panel.
    Result.objects.update(rules=result.rules, digest=result.digest)
    execute("UPDATE judging_judge SET capacity = 'member' WHERE id = %s", panel[0].pk)
    execute("UPDATE judging_judge SET capacity = 'chair' WHERE id = %s", panel[1].pk)
    _, in_panel = verify()

    assert f"rules: chair {of_chair} in the round, sealed {of_member}" in in_rules
    assert f"rules: chair {of_member} in the round, sealed {of_chair}" in in_panel


def test_a_ledger_that_cannot_be_read_is_named(sealed):
    Result.objects.update(ledger="nonsense")

    status, printed = verify()

    assert status == 1
    assert "stored files: line 1: wrong header" in printed


def test_a_changed_placing_is_named(sealed, let_placings_change):
    placing = sealed.placings.get(rank=1)
    Placing.objects.filter(pk=placing.pk).update(rank=4, score="1.00")

    status, printed = verify()

    assert status == 1
    number = placing.submission.number
    assert f"stored files: placing {number}: rank 1, sealed 4" in printed
    assert f"placing {number}: award winner, rank 4 gives" in printed


def test_marks_may_change_after_a_refusal(sealed, staff):
    actions.refuse(sealed, by=staff, reason="A mark was typed wrongly.")
    execute("UPDATE judging_score SET points = 0")

    assert verify()[0] == 0

    Result.objects.update(digest="sha256:" + 64 * "0")
    assert verify()[0] == 1


def test_results_without_marks_are_checked_for_their_ranks(
    enter, let_placings_change, contest
):
    result = enter({"3317": 1, "3322": 2, "3320": 2, "3319": 4})
    assert verify() == (
        0,
        "1 results: 0 by marks, 0 unopposed, 1 of ranks. None differ.\n",
    )

    result.placings.filter(rank=4).update(rank=7)
    status, printed = verify()
    assert status == 1
    assert "rank 7 does not follow from those before it" in printed


def test_one_round_alone(sealed):
    out = StringIO()
    call_command("verify_results", "--round", str(sealed.round_id + 1), stdout=out)
    assert out.getvalue().startswith("0 results")
