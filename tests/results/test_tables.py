"""The ranking of a round as a file, before and after the seal, against its pages."""

import pytest
from django.urls import reverse

from contests.models import Round, Stage
from offices.models import Office
from results import actions
from results.models import Result
from submissions.models import Entry
from tests.factories import make_judge, make_office
from tests.read_tables import cells_in, lines_in, objects_in


@pytest.fixture
def address(contest):
    """Return a function that gives the address of the province's ranking."""

    def of(kind):
        return reverse("results:ranking-table", args=[contest.province.pk, kind])

    return of


def test_the_live_ranking_is_that_of_its_page(
    contest, marked, accept_entry, address, client_of, staff
):
    contest.offices["3301"] = make_office("3301")
    accept_entry("3301", title="=ยังไม่มีคะแนน")
    portal = client_of(staff)
    page = portal.get(reverse("judging:ranking", args=[contest.province.pk])).context

    head, *rows = cells_in(portal.get(address("xlsx")))

    assert head == [
        "อันดับ",
        "เลขที่",
        "ชื่อผลงาน",
        "รหัสหน่วยงาน",
        "หน่วยงาน",
        "บุคคล",
        "คะแนน",
        "ใบคะแนนที่ลงนาม",
        "คะแนนเท่ากัน",
        "หมายเหตุ",
        "ไม่ครบองค์ประชุม",
        *(column.name for column in page["columns"]),
    ]
    assert rows == [
        [
            row.rank,
            row.work.number,
            row.work.title,
            row.work.office_code,
            row.work.office,
            row.work.person or None,
            float(row.score) if row.score else None,
            row.sheets,
            "คะแนนเท่ากัน" if row.is_tied else None,
            row.decided_by or None,
            "ไม่ครบองค์ประชุม" if row.lacks_quorum else None,
            *(float(cell) if cell != "…" else cell for cell in row.cells),
        ]
        for row in page["rows"]
    ]
    assert [row[0] for row in rows] == [1, 2, 3, 4, None]
    # The same in the order of the page, though with what begins like a formula held.
    _head, *lines = lines_in(portal.get(address("csv")))
    assert [line[2] for line in lines][-1] == "'=ยังไม่มีคะแนน"
    assert [line[6] for line in lines] == [row.score for row in page["rows"]]


def test_programs_read_the_exact_score(marked, contest, address, client_of, staff):
    Stage.objects.filter(pk=contest.province.stage_id).update(quorum=1)
    contest.province.refresh_from_db()
    contest.province.rules["criteria"][0]["weight"] = "0.33"
    contest.province.rules["criteria"][0]["full"] = "70"
    contest.province.save()

    first, *_others = objects_in(client_of(staff).get(address("json")))

    # 9 of 70 points weigh 0.33, and 9 of 10 weigh 40.
    assert (first["score"], first["exact"]) == (36.04, "252297/7000")
    assert (first["decided_by"], first["is_tied"]) == ("score", False)


def test_what_was_sealed_is_read_with_its_awards(
    sealed, address, client_of, staff, region_staff
):
    placings = list(sealed.placings.for_list())

    head, *rows = cells_in(client_of(staff).get(address("xlsx")))

    assert head[6:10] == ["รางวัล", "ระดับ", "เลื่อนเข้าสู่รอบถัดไป", "คะแนน"]
    assert [row[:7] for row in rows] == [
        [
            placing.rank,
            placing.submission.number,
            placing.submission.title,
            placing.submission.entry.office.code,
            placing.submission.entry.office.title,
            None,
            placing.get_award_display(),
        ]
        for placing in placings
    ]
    assert [row[9] for row in rows] == [float(each.score) for each in placings]
    # The staff may read all of why: each judge's total stands behind.
    assert head[-2:] == ["Chair Test", "Judge Test"]
    assert [row[-2:] for row in rows] == [[float(each.score)] * 2 for each in placings]
    assert client_of(region_staff).get(address("xlsx")).status_code == 403


def test_a_published_ranking_shows_judges_totals_to_who_oversees_alone(
    published, address, client_of, region_staff, officer, outsider
):
    _first, *others = objects_in(client_of(region_staff).get(address("json")))

    assert {key for key in others[0] if key.startswith("seat_")}
    for person in (officer, outsider):
        assert client_of(person).get(address("json")).status_code == 404


def test_ranks_without_marks_are_a_table_without_scores(
    contest, enter, address, client_of, staff
):
    enter({"3317": 1, "3322": 2, "3320": 2, "3319": 4})

    rows = objects_in(client_of(staff).get(address("json")))

    assert [(row["rank"], row["title"]) for row in rows] == [
        (1, "ผลงาน 3317"),
        (2, "ผลงาน 3322"),
        (2, "ผลงาน 3320"),
        (4, "ผลงาน 3319"),
    ]
    assert set(rows[0]) == {
        "rank",
        "number",
        "title",
        "office_code",
        "office",
        "person",
        "is_sample",
        "is_past",
        "award",
        "award_name",
        "band",
        "advances",
    }


def test_what_was_made_up_is_marked_before_and_after_the_seal(
    contest, marked, chair, address, client_of, staff
):
    phu_sing = Entry.objects.filter(office__code="3317")
    phu_sing.update(is_sample=True)
    portal = client_of(staff)

    def marks(kind, at):
        head, *rows = lines_in(portal.get(kind))
        return head[at], {row[3]: row[at] for row in rows}

    told = ("ข้อมูลตัวอย่าง", {"3317": "ข้อมูลตัวอย่าง", "3322": "", "3320": "", "3319": ""})
    assert marks(address("csv"), 6) == told
    actions.seal(contest.province, by=chair)
    assert marks(address("csv"), 6) == told
    rows = objects_in(portal.get(address("json")))
    assert {(row["office_code"], row["is_sample"], row["is_past"]) for row in rows} == {
        ("3317", True, False),
        ("3322", False, False),
        ("3320", False, False),
        ("3319", False, False),
    }


def test_who_has_own_sheets_left_has_no_ranking(marked, address, client_of, people):
    chair = client_of(people.chair)
    assert chair.get(address("json")).status_code == 200
    make_judge(Round.objects.get(judges__user=people.chair), people.staff)

    assert client_of(people.staff).get(address("json")).status_code == 403


def test_the_table_costs_the_same_queries_however_many_entries(
    contest, sealed, address, client_of, staff, django_assert_max_num_queries
):
    portal = client_of(staff)
    portal.get(address("csv"))

    with django_assert_max_num_queries(12):
        assert len(lines_in(portal.get(address("csv")))) == 5
    assert Result.objects.get() == sealed


def test_the_offices_are_the_country_or_what_is_asked_for(offices, client_of, officer):
    portal = client_of(officer)
    address = reverse("offices:offices-list", args=["json"])

    rows = objects_in(portal.get(address))
    [found] = objects_in(portal.get(address, {"q": "ภูสิง", "level": "district"}))

    assert [row["code"] for row in rows][:2] == ["CDD", "R14"]
    assert len(rows) == Office.objects.count()
    office = make_office("3317")
    assert found == {
        "code": "3317",
        "level": "district",
        "name_th": office.name_th,
        "name_en": office.name_en,
        "title_th": office.title_th,
        "title_en": office.title_en,
        "parent_code": "33",
        "parent": office.parent.title_th,
    }
