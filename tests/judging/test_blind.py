"""Judged without names: nothing that the portal writes for a judge says whose it is."""

import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from contests.models import Round, Stage
from contests.phases import Phase
from judging import actions
from judging.models import Judge, Scoresheet
from offices.models import Mail, Notice
from offices.roles import Level
from submissions.models import Submission
from submissions.workflow import State
from tests import factories
from tests.contests.every_kind import EVERY_KIND
from tests.judging.conftest import fill_and_sign
from tests.papers import copied
from tests.permissions import ROLES, YES
from tests.permissions.table import TABLE
from tests.submissions.files import pdf
from tests.test_permission_matrix import found

# What nothing written for a judge may hold: of the offices, in every spelling that the
# portal has, of the people who enter, of the team, of the files.
ENTRANTS = [
    ("3317", "กนกพร", "ศรีวิไลย์", "สมหมาย", "ทองสุกใส", "081-555-0101"),
    ("3322", "วิชาญชัย", "มั่นคงดี", "บุญเรือน", "แก้วกาหลง", "081-555-0202"),
    ("3320", "ดารารัตน์", "พลายงาม", "ประเสริฐ", "ใจเย็น", "081-555-0303"),
]
OFFICE_NAMES = ("title_th", "name_th", "title_en", "name_en")


# To state conflicts against; and every office of the country, whoever enters.
NAMES_ON_PURPOSE = ("judging:answer", "offices:offices-list")


def enter(round_, code, given, surname, mate, mates_surname, phone):
    """Hand in a work that names nobody in its texts, and have it accepted."""
    office = factories.make_office(code)
    person = factories.make_user(f"enters{code}", given_name=given, surname=surname)
    member = {"title": "นาง", "given_name": mate, "surname": mates_surname}
    entry = factories.make_entry(
        round_.stage.category,
        office,
        person=person,
        by=person,
        title="ทอผ้าให้คนอยู่ได้",
        answers={
            "text": "ดอกไม้",
            "people": [
                {**member, "position": f"พัฒนากร{office.name_th}", "phone": phone}
            ],
        },
    )
    stored = factories.make_stored_file(pdf(), pages=1)
    for field in ("files", "shown"):
        name = f"{given}-{office.name_th}-{field}.pdf"
        factories.make_attachment(entry, stored, field=field, name=name)
    return factories.make_submission(
        round_, entry, State.ACCEPTED, number=f"KM2569-1-33-{round_.pk}{code[::-1][:2]}"
    )


@pytest.fixture
def blind(offices, chair, judge, other_judge, staff):
    """A round of persons judged without names; all but one judge have signed."""
    shown = {**EVERY_KIND[-1], "key": "shown", "is_hidden_when_blind": False}
    category = factories.make_category(1, form=[*EVERY_KIND, shown])
    stage = factories.make_stage(
        category,
        Level.PROVINCE,
        Phase.JUDGING,
        is_blind=True,
        members_see_ranking=True,
        quorum=1,
    )
    round_ = factories.make_round(stage, offices["33"])
    works = [enter(round_, *each) for each in ENTRANTS]
    at = Judge.Capacity.CHAIR
    seats = SimpleNamespace(
        chair=factories.make_judge(round_, chair, at),
        judge=factories.make_judge(round_, judge),
        other_judge=factories.make_judge(round_, other_judge),
    )
    factories.make_stated_conflict(seats.other_judge, offices["3322"])
    for seat, theirs in (
        (seats.chair, works),
        (seats.judge, works[:1]),
        (seats.other_judge, [works[0], works[2]]),
    ):
        for work in theirs:
            fill_and_sign(seat, work, 5, 6)
    actions.declare_conflict(seats.chair, works[2], by=staff, reason="กนกพร")
    session = factories.make_session(round_, turns=works)
    actions.begin_session(session, by=staff)
    paper = factories.make_paper_sheet(
        seats.judge,
        works[0],
        scan=factories.make_stored_file(pdf(), pages=1),
        scan_name="x.pdf",
    )
    factories.make_issued_order(round_, version=7, by=staff)
    files = {each.field: each.pk for each in works[0].entry.attachments.all()}
    return SimpleNamespace(
        round=Round.objects.for_list().get(pk=round_.pk),
        submission=works[0],
        works=works,
        seat=seats.judge,
        seats=seats,
        sheet=Scoresheet.objects.get(judge=seats.judge),
        attachment=SimpleNamespace(pk=files["shown"]),
        hidden=files["files"],
        session=session,
        paper=paper,
    )


# How a table would have it; the numbers of pages may hold the same digits.
CODE = re.compile(r"office_code|รหัสหน่วยงาน|Office code")


def forbidden():
    for code, *people in ENTRANTS:
        office = factories.make_office(code)
        yield from (getattr(office, name) for name in OFFICE_NAMES)
        yield from people


def told_in(text):
    text = str(text).casefold()
    return {name for name in forbidden() if name.casefold() in text}


def pages_of(blind):
    """Yield name and address of every page of the table that this world has.

    A page of the judging that a judge or the chair may open has to be among them: what
    its address names is to be added to the fixture.
    """
    world = SimpleNamespace(judging=blind)
    judge, chair = (list(ROLES).index(role) for role in ("judge", "chair"))
    for name, rows in TABLE.items():
        for row in rows:
            is_here = all(
                each.startswith(("judging.", "=")) for each in row.args.values()
            )
            is_open = YES in (row.who[judge], row.who[chair])
            if row.method == "GET" and is_here and is_open:
                yield name, reverse(name, kwargs=found(row.args, world))


def written(response):
    """Return all of a response: its headers, and its body where we write it."""
    is_text = response["Content-Type"].startswith(("text/", "application/json"))
    body = response.getvalue().decode() if is_text else ""
    if "signed-sheets" in response.get("Content-Disposition", ""):
        body = copied(response.content)
    return f"{dict(response.items())}{body}"


@pytest.mark.parametrize("language", ["th", "en"])
def test_nothing_written_for_a_judge_names_who_entered(blind, client_of, language):
    actions.remind_judges(blind.round, set(), by=blind.seats.chair.user)
    actions.reopen(
        blind.sheet,
        by=blind.seats.chair.user,
        reason="ดูอีกครั้ง",
    )
    pk = blind.round.pk
    leaks, opened, seats = [], set(), list(vars(blind.seats).values())
    for who, seat in vars(blind.seats).items():
        portal = client_of(seat.user)
        portal.cookies["django_language"] = language
        more = [
            ("left", reverse("judging:progress", args=[pk]) + "?show=left"),
            ("total", reverse("judging:entries", args=[pk]) + "?sort=total"),
            *(("seat", reverse("judging:seat", args=[each.pk])) for each in seats),
            *(("signed", reverse("judging:signed-sheets", args=[s.pk])) for s in seats),
            # Open to the chair once all their sheets are signed.
            *(
                (name, reverse(name, args=[pk, kind]))
                for name in ("judging:marks-table", "results:ranking-table")
                for kind in ("csv", "json")
            ),
        ]
        for name, url in [*pages_of(blind), *more]:
            response = portal.get(url)
            if response.status_code != 200:
                continue
            opened.add((who, name))
            told = told_in(written(response))
            if name.endswith("-table") and CODE.search(written(response)):
                told |= {"the code of the office"}
            if told and name not in NAMES_ON_PURPOSE:
                leaks.append((who, name, told))
        for row in [
            *Notice.objects.filter(user=seat.user).values(),
            *Mail.objects.filter(to=seat.user.email).values(),
        ]:
            if told := told_in(row):
                leaks.append((who, row, told))

    assert leaks == []
    assert {
        ("judge", "judging:sheet"),
        ("judge", "judging:file"),
        ("judge", "judging:answer"),
        ("judge", "judging:entries"),
        ("chair", "judging:panel"),
        ("chair", "judging:seat"),
        ("chair", "judging:progress"),
        ("chair", "judging:assignment"),
        ("chair", "judging:ranking"),
        ("chair", "judging:why"),
        ("chair", "judging:certainty"),
        ("chair", "judging:progress-table"),
        ("chair", "judging:marks-table"),
        ("chair", "results:ranking-table"),
        ("chair", "results:seal"),
        ("chair", "signed"),
        ("other_judge", "judging:ranking"),
        ("other_judge", "signed"),
    } <= opened


def test_a_hidden_file_does_not_open_and_no_search_finds_whose(blind, client_of):
    portal = client_of(blind.seats.judge.user)
    for door in ("judging:file", "judging:page"):
        args = [blind.submission.pk, blind.hidden]
        args += [1] if door == "judging:page" else []
        assert portal.get(reverse(door, args=args)).status_code == 404
    Round.objects.update(judges_per_entry=3)
    table = reverse("judging:assignment", args=[blind.round.pk])
    answer = client_of(blind.seats.chair.user).get(table, {"q": "ภูสิงห์"})
    assert answer.context["lines"] == []
    answer = client_of(blind.seats.chair.user).get(table)
    assert len(answer.context["lines"]) == 3
    assert not told_in(written(answer))


def test_the_lists_of_names_are_not_linked(blind, client_of):
    page = reverse("judging:answer", args=[blind.seats.judge.pk])
    form = client_of(blind.seats.judge.user).get(page).context["form"]

    assert len(form.offices) == 3
    assert len(form.people) == 6
    assert {row.name.of for row in form.rows} == {""}


def test_staff_and_everybody_after_the_seal_read_the_names(blind, client_of, staff):
    page = reverse("judging:progress", args=[blind.round.pk])
    assert told_in(written(client_of(staff).get(page)))

    Round.objects.update(sealed_at=timezone.now())
    sheet = reverse("judging:sheet", args=[blind.submission.pk])
    assert told_in(written(client_of(blind.seats.judge.user).get(sheet)))


def test_what_was_begun_without_names_stays_so(blind, client_of):
    assert blind.round.rules["is_blind"] is True
    Stage.objects.update(is_blind=False)

    sheet = reverse("judging:sheet", args=[blind.submission.pk])
    assert not told_in(written(client_of(blind.seats.judge.user).get(sheet)))
    assert Submission.objects.filter(round=blind.round).count() == 3


def test_the_staff_are_told_of_judges_who_could_read_the_names(
    blind, client_of, staff, other_staff
):
    factories.make_judge(blind.round, other_staff)
    page = reverse("judging:panel", args=[blind.round.pk])

    seen = client_of(staff).get(page)
    assert [seat.user for seat in seen.context["seeing"]] == [other_staff]
    assert "จึงปิดชื่อจากบุคคลเหล่านี้ไม่ได้" in seen.content.decode()

    theirs = client_of(other_staff).get(page)
    assert not theirs.context["barred"]
    assert not told_in(written(theirs))
