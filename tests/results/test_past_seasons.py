"""Results of an earlier year come in by a file that two administrators stand for."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from contests.models import Round, Stage
from contests.phases import Phase
from offices.models import Notice
from offices.roles import Level, Role
from results import actions, public
from results.archive.checking import check
from results.archive.contents import contents_of
from results.archive.story import story_of
from results.models import PastImport, Placing, Result, Shelved
from results.papers.certificate import receiver_of
from results.past.columns import KEYS
from results.past.plan import plan_of
from results.verifying import differences_of
from submissions.eligibility import what_bars
from submissions.models import Entry, Submission, Version
from tests.factories import (
    make_category,
    make_certificate,
    make_entry,
    make_membership,
    make_office,
    make_past_import,
    make_result,
    make_season,
    make_stage,
    make_submission,
    make_user,
)
from tests.racing import at_once
from tests.read_tables import lines_in
from tests.results.test_past_rows import sheet_of

MANEE = "นางสาวมานี รักเรียน"


def row(category, level, area, rank, office, title="", person="", source=""):
    return ["2564", str(category), level, area, rank, office, "", person, title, source]


# Three rounds: a province with two who share the second rank, its region, and the
# region's round of persons by award as its announcement named them.
ROWS = [
    row(2, "จังหวัด", "ศรีสะเกษ", "1", "3317", "นาข้าว", source="ประกาศจังหวัด"),
    row(2, "จังหวัด", "ศรีสะเกษ", "2", "3322", "ผ้าไหม"),
    row(2, "จังหวัด", "ศรีสะเกษ", "2", "3320", "หอมแดง"),
    row(2, "จังหวัด", "ศรีสะเกษ", "4", "3319", "ทุเรียน"),
    row(2, "เขต", "14", "1", "3317", "นาข้าว", source="ประกาศเขต"),
    row(1, "เขต", "14", "ชนะเลิศ", "3317", "เรื่องเล่า", MANEE, "ประกาศเขต"),
    row(1, "เขต", "14", "รองชนะเลิศอันดับ 1", "3322", "ก", "นายปิติ ดี"),
    row(1, "เขต", "14", "รองชนะเลิศอันดับ 1", "3320", "ข", "นายชูใจ มี"),
    row(1, "เขต", "14", "รองชนะเลิศอันดับ 2", "3319", "ค", "นายวีระ สุข"),
]


def numbered(rows):
    return [[n, dict(zip(KEYS, each, strict=True))] for n, each in enumerate(rows, 2)]


@pytest.fixture
def season(offices):
    season = make_season(2564)
    for number in (1, 2):
        for level in (Level.PROVINCE, Level.REGION):
            make_stage(make_category(number, season), level, Phase.JUDGING)
    return season


@pytest.fixture
def colleague(offices):
    """The administrator who confirms."""
    user = make_user("colleague")
    make_membership(user, offices["CDD"], Role.ADMINISTRATOR)
    return user


@pytest.fixture
def bring(season, administrator):
    def bring_rows(rows=ROWS, sha256="a" * 64):
        return actions.bring_past(
            season,
            numbered(rows),
            file_name="2564.xlsx",
            sha256=sha256,
            by=administrator,
        )

    return bring_rows


@pytest.fixture
def confirm(season, colleague):
    def confirm_it(brought, by=None, seen=None):
        plan = plan_of(season, brought.rows, at=timezone.now())
        seen = seen or plan.fingerprint
        return actions.confirm_past(brought, by=by or colleague, seen=seen)

    return confirm_it


@pytest.fixture
def brought(bring, confirm):
    """The three results, public."""
    return confirm(bring())


def counted():
    models = (Round, Entry, Submission, Version, Result, Placing, Shelved)
    return [model.objects.count() for model in models]


def test_three_rounds_come_in_with_ties_and_awards_as_the_record_has_them(
    brought, administrator, colleague
):
    placed = [
        [
            (each.rank, each.award, each.submission.entry.office.code, each.advances)
            for each in result.placings.for_list()
        ]
        for result in brought
    ]

    assert placed == [
        [
            (1, "winner", "3317", True),
            (2, "runner_up_1", "3320", False),
            (2, "runner_up_1", "3322", False),
            (4, "runner_up_3", "3319", False),
        ],
        [
            (1, "winner", "3317", False),
            (2, "runner_up_1", "3320", False),
            (2, "runner_up_1", "3322", False),
            (4, "runner_up_2", "3319", False),
        ],
        [(1, "winner", "3317", False)],
    ]
    for result in brought:
        assert (result.basis, result.state, result.sealed_by, result.approved_by) == (
            "ranks",
            "published",
            administrator,
            colleague,
        )
        assert differences_of(result) == []
    province, _persons, region = brought
    went_up = province.placings.get(rank=1).submission
    assert region.placings.get().submission.advanced_from == went_up
    assert region.placings.get().submission.entry == went_up.entry
    assert Shelved.objects.public(at=timezone.now()).count() == 8


def test_a_person_whose_name_two_rounds_spell_differently_has_one_entry(bring, confirm):
    below = row(1, "จังหวัด", "ศรีสะเกษ", "1", "3317", "ก", MANEE, "ประกาศจังหวัด")
    above = row(1, "เขต", "14", "1", "3317", "ก", "มานี  รักเรียน", "ประกาศเขต")
    confirm(bring([below]))
    confirm(bring([above], sha256="b" * 64))

    entry = Entry.objects.get()

    assert (entry.person_name, entry.submissions.count()) == (MANEE, 2)


def test_nobody_is_told_and_it_is_no_news(brought, officer):
    now = timezone.now()

    # But for the colleague, who was told of the file.
    assert not Notice.objects.exclude(url=brought[0].past_import.get_absolute_url())
    assert public.newest(5, at=now) == []


def test_a_file_with_a_fault_changes_nothing(bring, refused):
    before = counted()
    rows = [*ROWS[:-1], [*ROWS[-1][:5], "ไม่มี", *ROWS[-1][6:]]]

    assert refused(bring, rows) == ["faulty"]
    assert (counted(), PastImport.objects.count()) == (before, 0)


def test_what_breaks_half_way_leaves_nothing(bring, confirm, refused, season):
    brought = bring()
    before = counted()
    # Manee had an entry before; it is nobody's fault in the file.
    make_entry(
        make_category(2, season),
        Entry.office.field.related_model.objects.get(code="3317"),
        person_name=MANEE,
    )
    before[1] += 1

    assert refused(confirm, brought) == ["duplicate"]
    assert counted() == before
    brought.refresh_from_db()
    assert brought.is_waiting


def test_the_same_file_comes_once(bring, confirm, refused):
    brought = bring()

    assert refused(bring) == ["twice"]
    confirm(brought)
    assert refused(bring, sha256="b" * 64) == ["faulty"] * 3
    assert refused(confirm, brought) == ["stale"]


def test_a_file_that_was_dropped_may_come_again(bring, confirm, refused, colleague):
    dropped = actions.drop_past(bring(), by=colleague)

    assert refused(confirm, dropped) == ["stale"]
    assert confirm(bring())


def test_whoever_brought_it_does_not_confirm_it(bring, confirm, refused, administrator):
    brought = bring()

    assert refused(confirm, brought, by=administrator) == ["own"]
    with pytest.raises(IntegrityError):
        PastImport.objects.update(
            confirmed_by=administrator, confirmed_at=timezone.now()
        )


def test_what_changed_since_the_look_is_looked_at_again(bring, confirm, refused):
    assert refused(confirm, bring(), seen="another") == ["changed"]


def test_an_award_renamed_since_the_look_is_looked_at_again(
    bring, confirm, refused, season
):
    brought = bring(ROWS[:4])
    seen = plan_of(season, brought.rows, at=timezone.now()).fingerprint
    own = {"winner": {"th": "ยอดเยี่ยม", "en": "Best"}}
    Stage.objects.filter(category__season=season).update(award_names=own)

    assert refused(confirm, brought, seen=seen) == ["changed"]


@pytest.mark.django_db(transaction=True)
def test_one_confirms_while_another_drops(bring, confirm, administrator):
    brought = bring(ROWS[:4])

    outcomes = at_once(
        lambda: confirm(brought),
        lambda: actions.drop_past(brought, by=administrator),
    )

    assert outcomes == ["done", "stale"]
    brought.refresh_from_db()
    assert Result.objects.count() == (1 if brought.confirmed_at else 0)


@pytest.mark.parametrize(
    "facts",
    [
        {"confirmed_at": timezone.now()},
        {"confirmed_at": timezone.now(), "dropped_at": timezone.now(), "by": True},
    ],
)
def test_a_file_is_confirmed_by_somebody_or_dropped(season, facts):
    if facts.get("by"):
        facts = {**facts, "confirmed_by": make_user()}
        del facts["by"]

    with pytest.raises(IntegrityError):
        make_past_import(season, **facts)


def test_what_came_in_by_a_file_has_no_marks(season):
    with pytest.raises(IntegrityError):
        make_result(
            past_import=make_past_import(season),
            basis=Result.Basis.UNOPPOSED,
            source="",
        )


@pytest.mark.parametrize("same", ["3317", "3322"])
def test_a_name_is_in_one_entry_of_an_office_and_year_and_links_nobody(season, same):
    category = make_category(1, season)
    offices = {o.code: o for o in Entry.office.field.related_model.objects.all()}
    how = {"person_name": MANEE}
    Entry.objects.filter(pk=make_entry(category, offices["3317"]).pk).update(
        person=None, **how
    )
    other = make_entry(category, offices[same])

    if same == "3317":
        with pytest.raises(IntegrityError):
            Entry.objects.filter(pk=other.pk).update(person=None, **how)
    else:
        with pytest.raises(IntegrityError):
            Entry.objects.filter(pk=other.pk).update(**how)


def test_a_plan_asks_as_often_for_many_rows_as_for_one(season):
    def queries(rows):
        with CaptureQueriesContext(connection) as caught:
            plan_of(season, numbered(rows), at=timezone.now())
        return len(caught)

    assert queries(ROWS) == queries(ROWS[:1])


def test_a_file_costs_as_many_queries_for_many_rounds_as_for_one(bring, confirm):
    """But for the index of the library, which takes so many runs of letters at once."""

    def queries(rows, sha256):
        brought = bring(rows, sha256)
        with CaptureQueriesContext(connection) as caught:
            confirm(brought)
        return len(caught)

    make_office("3401")
    # What the first file of all finds out for good: content types, used forms.
    confirm(bring([row(2, "เขต", "14", "1", "3317", "ก", source="ก")], "0" * 64))
    one = queries([row(2, "จังหวัด", "50", "1", "5001", "ก", source="ก")], "a" * 64)
    many = [
        row(2, "จังหวัด", code[:2], rank, code, f"งาน {code}", source="ก")
        for rank, code in (("1", "3319"), ("2", "3320"), ("3", "3322"), ("1", "3401"))
    ]

    assert queries(many, "b" * 64) <= one + 3 <= 75


# Correcting ------------------------------------------------------------------------


@pytest.fixture
def withdraw():
    def withdraw_it(result, by):
        return actions.withdraw(result, by=by, reason="ชื่อผิด")

    return withdraw_it


def test_a_withdrawn_result_is_corrected_by_a_new_file(
    bring, confirm, withdraw, brought, colleague
):
    """A wrong rank, a title, a name spelt otherwise, and a name that is another."""
    withdrawn = brought[1]
    before = {
        each.submission.entry.office.code: each.submission
        for each in withdrawn.placings.for_list()
    }
    withdraw(withdrawn, colleague)
    rows = [
        row(1, "เขต", "14", "1", "3322", "ก", "น.ส.ปิติ ดี", "ประกาศเขต (แก้ไข)"),
        row(1, "เขต", "14", "2", "3317", "เรื่องใหม่", MANEE),
        row(1, "เขต", "14", "3", "3320", "ข", "นายชูใจ ดีมี"),
        row(1, "เขต", "14", "4", "3319", "ค", "นายวีระ สุข"),
    ]

    [corrected] = confirm(bring(rows, "b" * 64))

    placed = corrected.placings.for_list()
    now = {each.submission.entry.office.code: each.submission for each in placed}
    assert [
        (each.rank, each.submission.entry.person_name, each.submission.title)
        for each in placed
    ] == [
        (1, "น.ส.ปิติ ดี", "ก"),
        (2, MANEE, "เรื่องใหม่"),
        (3, "นายชูใจ ดีมี", "ข"),
        (4, "นายวีระ สุข", "ค"),
    ]
    assert [now[code] == before[code] for code in ("3322", "3317", "3319", "3320")] == [
        True,
        True,
        True,
        False,
    ]
    # Who was put right has another version; who stayed the same has not.
    assert [now[code].versions.count() for code in ("3322", "3317", "3319")] == [
        2,
        2,
        1,
    ]
    gone = Submission.objects.select_related("entry").get(pk=before["3320"].pk)
    assert (gone.state, gone.state_reason) == ("withdrawn", "ประกาศเขต (แก้ไข)")
    assert gone.entry.discarded_at
    assert (corrected.replaces, corrected.number) == (withdrawn, 2)
    assert corrected.past_import.sha256 == "b" * 64
    assert corrected.source == "ประกาศเขต (แก้ไข)"
    assert differences_of(corrected) == []
    told = Event.objects.about(now["3322"], at=timezone.now())
    assert sorted(each.act for each in told) == [
        "Corrected the record",
        "Entered for the record",
        "Published the result of its round",
        "Published the result of its round",
        "Withdrew the result of its round",
    ]
    shelved = Shelved.objects.filter(submission__round=corrected.round)
    assert {each.submission_id for each in shelved} == {
        each.pk for each in now.values()
    }


def test_two_levels_are_corrected_in_one_file_and_each_finds_the_other(
    bring, confirm, withdraw, brought, colleague
):
    province, _persons, region = brought
    withdraw(province, colleague)
    withdraw(region, colleague)
    rows = [
        row(2, "จังหวัด", "ศรีสะเกษ", "1", "3322", "ผ้าไหม", source="แก้ไข"),
        row(2, "จังหวัด", "ศรีสะเกษ", "2", "3317", "นาข้าว"),
        row(2, "เขต", "14", "1", "3322", "ผ้าไหม", source="แก้ไข"),
    ]

    below, above = confirm(bring(rows, "b" * 64))

    first = below.placings.get(rank=1)
    assert (first.advances, first.submission.advanced_at) == (True, above.sealed_at)
    assert above.placings.get().submission.advanced_from == first.submission
    left = Submission.objects.get(round=above.round, entry__office__code="3317")
    assert (left.state, left.advanced_from) == ("withdrawn", None)
    # It is in the province's round still, and so is its entry.
    assert left.entry.discarded_at is None

    withdraw(above, colleague)
    [again] = confirm(
        bring([row(2, "เขต", "14", "1", "3317", "นาข้าว", source="เดิม")], "c" * 64)
    )

    left.refresh_from_db()
    assert again.placings.get().submission == left
    assert (left.state, left.advanced_from.round) == ("accepted", below.round)


def test_a_corrected_lower_round_knows_who_went_up(
    bring, confirm, withdraw, brought, colleague
):
    withdraw(brought[0], colleague)

    [corrected] = confirm(bring(ROWS[:1], "b" * 64))

    assert [each.advances for each in corrected.placings.all()] == [True]


def test_other_entries_and_marks_bar_a_correction_by_cell(
    bring, withdraw, brought, colleague, refused
):
    withdraw(brought[0], colleague)
    round_ = brought[0].round
    entry = make_entry(round_.stage.category, make_office("3301"))
    other = make_submission(round_, entry)

    with pytest.raises(ValidationError) as refusal:
        bring(ROWS[:4], "b" * 64)
    assert other.number in refusal.value.messages[0]

    Submission.objects.filter(pk=other.pk).update(state="withdrawn", state_reason="ก")
    Round.objects.filter(pk=round_.pk).update(
        rules_frozen_at=timezone.now(), rules={"places": 1}
    )
    assert refused(bring, ROWS[:4], "b" * 64) == ["faulty"]


def test_what_came_by_a_file_is_not_corrected_by_hand(
    brought, withdraw, colleague, staff, refused, client
):
    """It would lose its mark; its staff are told who brings the right rows in."""
    round_ = brought[0].round
    withdraw(brought[0], colleague)
    phu_sing = Entry.objects.filter(office__code="3317").first().office

    ranks = [(phu_sing, 1, "นาข้าว")]
    assert refused(actions.enter_ranks, round_, ranks, by=staff, source="ก") == [
        "not_ready"
    ]

    client.force_login(staff)
    page = client.get(reverse("results:round", args=[round_.pk])).content.decode()
    assert reverse("results:enter-ranks", args=[round_.pk]) not in page
    assert reverse("results:past-season", args=[2564]) not in page
    client.force_login(colleague)
    page = client.get(reverse("results:round", args=[round_.pk])).content.decode()
    assert reverse("results:past-season", args=[2564]) in page


# Somebody without an account -------------------------------------------------------


def test_a_name_of_the_record_is_shown_searched_and_taken_off(
    client, brought, staff, officer
):
    result = brought[1]
    url = reverse("results:result", args=[result.pk])
    entry = result.placings.get(rank=1).submission.entry
    for address in (url, reverse("library:item", args=[entry.pk])):
        assert MANEE in client.get(address).content.decode()
    version = Version.objects.get(submission__entry=entry)
    assert version.content["person"] == {"id": None, "name": MANEE, "position": ""}
    assert version.people == "\nมานี รักเรียน\n"

    paper = make_certificate(result.placings.get(rank=1), name=MANEE)
    verify = reverse("verify:certificate", args=[paper.code])
    assert receiver_of(paper.placing)[0] == MANEE
    assert MANEE in client.get(verify).content.decode()

    digest = version.digest
    actions.take_name_off(
        entry, given_name="มานี", surname="รักเรียน", reason="ขอไว้", by=staff
    )

    for address in (
        url,
        verify,
        reverse("library:item", args=[entry.pk]),
        reverse("results:area", args=["3317"]),
    ):
        assert "รักเรียน" not in client.get(address).content.decode()
    assert Version.objects.get(submission__entry=entry).digest == digest


# The pages --------------------------------------------------------------------------


def test_the_department_brings_a_year_in(client, season, administrator, colleague):
    client.force_login(administrator)
    form = reverse("results:past-season", args=[2564])
    wrong = [*ROWS[:1], [*ROWS[1][:5], "ไม่มี", *ROWS[1][6:]]]

    answer = client.post(form, {"file": sheet_of(*wrong)})

    assert [each.cell for each in answer.context["faults"]] == ["F3"]
    assert PastImport.objects.count() == 0

    preview = client.post(form, {"file": sheet_of(*ROWS)}).url
    page = client.get(preview)
    first = page.context["plan"].rounds[0]
    assert [(each.rank, each.award_name) for each in first.placings] == [
        (1, "ชนะเลิศ"),
        (2, "รองชนะเลิศอันดับ 1"),
        (2, "รองชนะเลิศอันดับ 1"),
        (4, "รองชนะเลิศอันดับ 3"),
    ]
    seen = {"seen": page.context["plan"].fingerprint}
    assert client.post(preview, seen).context["form"].errors
    assert Result.objects.count() == 0

    client.force_login(colleague)
    assert list(Notice.objects.values_list("user", "url")) == [(colleague.pk, preview)]
    assert client.post(preview, seen).url == preview
    results = client.get(preview).context["results"]
    assert len(results) == 3
    # Pressed twice: the page of what it did, not a refusal.
    assert client.post(preview, seen).url == preview
    assert Result.objects.count() == 3

    client.logout()
    shown = client.get(reverse("results:result", args=[results[0].pk]))
    assert "ผลย้อนหลังจากบันทึกเดิม" in shown.content.decode()
    assert "ประกาศจังหวัด" in shown.content.decode()


def test_the_same_file_and_a_bad_one_are_told_at_the_field(
    client, season, administrator
):
    client.force_login(administrator)
    form = reverse("results:past-season", args=[2564])
    same = sheet_of(*ROWS)
    client.post(form, {"file": same})
    same.seek(0)

    for upload, code in ((same, "twice"), (sheet_of(name="2564.csv"), "type")):
        errors = client.post(form, {"file": upload}).context["form"].errors.as_data()
        assert [each.code for each in errors["file"]] == [code]


def test_the_pages_ask_as_often_for_more(
    queries_do_not_grow, administrator, season, bring
):
    brought = bring(ROWS[:1])
    files = iter(range(1000))

    queries_do_not_grow(
        reverse("results:past-seasons"),
        lambda: make_past_import(season, sha256=f"{next(files):064d}"),
        by=administrator,
    )

    def add_row():
        brought.rows = numbered(ROWS[: len(brought.rows) + 1])
        brought.save()

    queries_do_not_grow(brought.get_absolute_url(), add_row)


def test_a_winner_of_an_earlier_year_is_barred_by_her_name(brought, officer, season):
    officer.given_name, officer.surname = "มานี", "รักเรียน"
    officer.save()
    category = make_category(
        1,
        make_season(2569),
        winners_barred_years=5,
        winners_barred_level=Level.REGION,
    )
    entry = make_entry(category, by=officer, person=officer)

    bars = what_bars(entry, at=timezone.now())

    assert ["2564" in each.sentence for each in bars] == [True]


def test_an_entry_without_an_account_is_barred_by_nobody_elses_win(brought):
    category = make_category(
        1,
        make_season(2565),
        winners_barred_years=5,
        winners_barred_level=Level.REGION,
    )
    other, same = (
        make_entry(category, person_name=name) for name in ("นายปิติ ดี", MANEE)
    )

    at = timezone.now()

    assert what_bars(other, at=at) == []
    assert ["2564" in each.sentence for each in what_bars(same, at=at)] == [True]


def test_its_table_says_where_it_comes_from(client, brought, staff):
    client.force_login(staff)
    args = [brought[0].round_id, "csv"]

    head, first, *_rest = lines_in(
        client.get(reverse("results:ranking-table", args=args))
    )

    assert first[head.index("ผลย้อนหลังจากบันทึกเดิม ไม่มีคะแนน")] == (
        "ผลย้อนหลังจากบันทึกเดิม ไม่มีคะแนน"
    )


def test_the_portal_announces_no_earlier_year(client, brought):
    url = reverse("results:result", args=[brought[0].pk])
    paper = reverse("results:announcement", args=[brought[0].pk])

    assert paper not in client.get(url).content.decode()
    assert client.get(paper).status_code == 403


def test_the_archive_of_an_earlier_year_has_no_announcement_and_is_sound(brought):
    round_ = Round.objects.for_list().get(results=brought[1])
    story = story_of(round_, by=brought[1].sealed_by, at=timezone.now())
    archive = BytesIO(b"".join(contents_of(story)))

    assert not [name for name in ZipFile(archive).namelist() if "ประกาศผล" in name]
    page = ZipFile(archive).read("index.html").decode()
    assert "วิธีรวมคะแนน" not in page
    assert "เมื่อคะแนนเท่ากัน" not in page
    assert check(archive, key=None).faults == []
