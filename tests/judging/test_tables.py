"""The marks and the progress of a panel as files, against the pages they come from."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import timezone

from judging import actions
from judging.models import Score
from judging.ranking import ranking_of
from judging.ranking.table import table_of
from tests import factories
from tests.judging.conftest import accepted, fill, fill_and_sign
from tests.read_tables import cells_in, lines_in, objects_in

pytestmark = pytest.mark.django_db


def address(name, panel, kind):
    return reverse(f"judging:{name}-table", args=[panel.round.pk, kind])


@pytest.fixture
def read(panel, client_of):
    """Return a function that fetches a table as somebody and reads it back."""
    readers = {"xlsx": cells_in, "csv": lines_in, "json": objects_in}

    def fetch(name, user, kind="json"):
        answer = client_of(user).get(address(name, panel, kind))
        return (
            readers[kind](answer) if answer.status_code == 200 else answer.status_code
        )

    return fetch


@pytest.fixture
def busy(panel, staff):
    """A total is 6 × c1 + 4 × c2; a sheet is begun, one excused, one barred after."""
    fill_and_sign(panel.chair, panel.phu_sing, 9.5, 8.5)
    fill_and_sign(panel.chair, panel.sila_lat, 8, 8)
    fill_and_sign(panel.judge, panel.phu_sing, 7.5, 7)
    fill_and_sign(panel.judge, panel.sila_lat, 8, 9)
    fill(panel.other_judge, panel.phu_sing, 1)
    actions.excuse(panel.other_judge, panel.sila_lat, by=staff, reason="Away.")
    actions.declare_conflict(panel.chair, panel.sila_lat, by=staff, reason="Kin.")
    panel.round.refresh_from_db()
    return panel


def test_the_marks_are_those_of_the_signed_sheets_that_count(busy, read, staff):
    factories.make_note(busy.judge.user, busy.phu_sing, text="ลับ")

    head, *rows = read("marks", staff, "xlsx")

    assert head == [
        "เลขที่",
        "รหัสหน่วยงาน",
        "หน่วยงาน",
        "บุคคล",
        "กรรมการ",
        "เกณฑ์ c1 (10)",
        "เกณฑ์ c2 (10)",
        "รวม",
    ]
    first, second = busy.phu_sing.number, busy.sila_lat.number
    chair, judge = busy.chair.user.get_full_name(), busy.judge.user.get_full_name()
    assert rows == [
        [first, "3317", "ภูสิงห์", None, chair, 9.5, 8.5, 91],
        [first, "3317", "ภูสิงห์", None, judge, 7.5, 7, 73],
        [second, "3322", "ศิลาลาด", None, judge, 8, 9, 84],
    ]
    assert read("marks", staff, "csv") == [
        head,
        *([*(str(cell or "") for cell in row[:-1]), f"{row[-1]:.2f}"] for row in rows),
    ]
    assert "ลับ" not in str(read("marks", staff))


def test_their_totals_are_the_ranking_s_and_exact_for_programs(busy, read, staff):
    Score.objects.filter(sheet__submission=busy.phu_sing, criterion="c1").update(
        points=333
    )
    busy.round.rules["criteria"][0]["weight"] = "7"
    busy.round.rules["criteria"][0]["full"] = "9"
    busy.round.save()
    ranking = ranking_of(busy.round)
    shown = {row.work.number: row.cells for row in table_of(ranking)}
    places = {seat.pk: place for place, seat in enumerate(ranking.seats)}

    rows = read("marks", staff)

    assert len(rows) == 3
    for row in rows:
        cell = shown[row["number"]][places[row["seat"]]]
        whole = Fraction(row["exact_total"])
        assert f"{row['total']:.2f}" == cell
        assert whole == Fraction(
            ranking.totals.sheets[row["number"]][str(row["seat"])],
            ranking.totals.denominator,
        )
    assert rows[0]["exact_total"] == "3659/100"


def test_nobody_has_the_others_marks_before_their_own_sheets_are_signed(
    busy, read, staff, auditor
):
    factories.make_judge(busy.round, staff)

    assert read("marks", staff) == 403
    assert read("marks", busy.other_judge.user) == 404
    assert read("marks", busy.judge.user) == 404
    # The chair has signed all that no conflict bars.
    assert len(read("marks", busy.chair.user)) == 3
    assert len(read("marks", auditor)) == 3


def test_the_progress_is_the_matrix_of_its_page(busy, read, staff, client_of):
    page = client_of(staff).get(reverse("judging:progress", args=[busy.round.pk]))
    names = [seat.user.get_full_name() for seat in page.context["watch"].columns]

    head, *rows = read("progress", staff, "xlsx")

    assert head == [
        "เลขที่",
        "ผู้ส่งผลงาน",
        "เสร็จแล้ว",
        "ใบคะแนนที่ต้องลงนาม",
        "ไม่ครบองค์ประชุม",
        *names,
    ]
    words = {
        "s": "ลงนามแล้ว",
        "b": "เริ่มแล้ว",
        "e": "ได้รับยกเว้น",
        "c": "ผลประโยชน์ทับซ้อน",
    }
    assert [row[:4] + row[5:] for row in rows] == [
        [
            line.number,
            line.whose,
            line.finished,
            line.due,
            *(words[letter] for letter in line.cells),
        ]
        for line in page.context["lines"]
    ]
    seats = [f"seat_{seat.pk}" for seat in (busy.chair, busy.judge, busy.other_judge)]
    by_seat = [[row[seat] for seat in seats] for row in read("progress", staff)]
    assert by_seat == [["signed", "signed", "begun"], ["conflict", "signed", "excused"]]


def test_who_waits_is_not_told_in_the_progress_what_is_begun(panel, read):
    fill(panel.judge, panel.phu_sing, 5)

    rows = read("progress", panel.chair.user)

    states = {row[f"seat_{panel.judge.pk}"] for row in rows}
    assert states == {"not_finished"}


@pytest.mark.parametrize("name", ["marks", "progress"])
def test_a_table_costs_the_same_queries_however_many_sheets(
    panel, staff, client_of, name, django_assert_num_queries
):
    portal, codes = client_of(staff), iter(["3320", "3319", "3301"])

    def add_row():
        work = accepted(panel.round, next(codes))
        fill_and_sign(factories.make_judge(panel.round), work, 5, 6)
        portal.get(address(name, panel, "csv")).getvalue()

    for _ in range(3):
        add_row()
        # Session, person, roles and round; and five for the table.
        with django_assert_num_queries(9):
            portal.get(address(name, panel, "csv")).getvalue()


def test_what_an_embargo_hides_is_in_neither(busy, read, staff):
    busy.phu_sing.visible_from = timezone.now() + timedelta(days=1)
    busy.phu_sing.save()

    for name in ("marks", "progress"):
        shown = {row["number"] for row in read(name, staff)}
        assert shown == {busy.sila_lat.number}
