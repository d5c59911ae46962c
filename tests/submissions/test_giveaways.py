"""Where a work that is judged without names says whose it is: hints, never refusals."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from contests.phases import Phase
from offices.models import Notice
from offices.roles import Level
from submissions.actions.likeness import read_due
from submissions.giveaways import named_in, names_of_office, names_of_person
from submissions.workflow import State
from tests import factories
from tests.contests.every_kind import EVERY_KIND
from tests.submissions.files import acting_pdf

PHU_SING = SimpleNamespace(name_th="ภูสิงห์", name_en="Phu Sing")
PUA = SimpleNamespace(name_th="ปัว", name_en="Pua")
TOWN = SimpleNamespace(name_th="เมืองศรีสะเกษ", name_en="Mueang Si Sa Ket")
PERSON = {"given_name": "สมหมาย", "surname": "ทองสุกใส", "phone": "081-555-0101"}


@pytest.mark.parametrize(
    ("text", "whom", "is_named"),
    [
        ("กลุ่มทอผ้าภูสิงห์", PHU_SING, True),
        ("สพอ. ภูสิงห", PHU_SING, True),
        ("อำเภอ ภู สิงห์", PHU_SING, True),
        ("the PHU-SING way", PHU_SING, True),
        ("Phusinga", PHU_SING, False),
        ("ภูเขาและสิงห์", PHU_SING, False),
        ("ชาวอำเภอปัว", PUA, True),
        ("ชาว อ.ปัว", PUA, True),
        ("ขออปัวเป็นคำที่ไม่มี", PUA, False),
        ("ปัว", PUA, False),
        ("Pua District", PUA, True),
        ("Puan", PUA, False),
        ("ชาวอำเภอเมือง", TOWN, True),
        ("คนเมือง", TOWN, False),
        ("เขียนโดย สมหมาย  ทองสุกใส", PERSON, True),
        ("คุณสมหมายเล่าว่า", PERSON, True),
        ("ครอบครัวทองสุกใส", PERSON, True),
        ("อยู่อย่างสมหมาย", PERSON, False),
        ("โทร. ๐๘๑ ๕๕๕ ๐๑๐๑", PERSON, True),
        ("โทร. 081-555-01019", PERSON, False),
    ],
)
def test_names_are_found_however_they_are_written(text, whom, is_named):
    find = names_of_person if isinstance(whom, dict) else names_of_office

    assert bool(named_in(text, list(find(whom)))) is is_named


@pytest.fixture
def blind(offices, officer):
    """A draft of Phu Sing for an open round without names, with a PDF of its own."""
    shown = {**EVERY_KIND[-1], "key": "shown", "is_hidden_when_blind": False}
    category = factories.make_category(2, form=[*EVERY_KIND, shown])
    stage = factories.make_stage(category, Level.PROVINCE, Phase.OPEN, is_blind=True)
    entry = factories.make_entry(
        category,
        offices["3317"],
        by=officer,
        title="ทอผ้า",
        answers={"longtext": "เรื่องของสพอ.ภูสิงห์", "text": "ศรีสะเกษ"},
    )

    def say(document):
        document.docinfo["/Author"] = "สพอ.ภูสิงห์"

    stored = factories.make_stored_file(acting_pdf(say), pages=1)
    for field in ("files", "shown"):
        factories.make_attachment(entry, stored, field=field, name=f"{field}.pdf")
    return SimpleNamespace(
        entry=entry, stage=stage, round=factories.make_round(stage, offices["33"])
    )


def test_the_officer_is_told_before_handing_in(blind, client_of, officer):
    page = reverse("submissions:entry-hand-in", args=[blind.entry.pk])

    answer = client_of(officer).get(page)
    (found,) = answer.context["giveaways"]
    assert (found.where, found.names) == ("เรื่องเล่า", ("ภูสิงห์",))
    assert "พิจารณาแบบปิดชื่อ" in answer.content.decode()

    type(blind.stage).objects.update(is_blind=False)
    assert client_of(officer).get(page).context["giveaways"] == []


def test_files_are_read_later_and_officer_and_staff_are_told(
    blind, client_of, officer, staff
):
    work = factories.make_submission(blind.round, blind.entry, State.HANDED_IN)
    page = reverse("submissions:submission", args=[work.pk])
    assert len(client_of(staff).get(page).context["giveaways"]) == 1

    assert read_due() == 1

    for reader in (officer, staff):
        found = client_of(reader).get(page).context["giveaways"]
        # Of the two files the one that judges get.
        assert [each.where for each in found] == ["เรื่องเล่า", "shown.pdf"]
    (notice,) = Notice.objects.filter(key__startswith="names-in-files")
    assert notice.user == officer
    assert notice.params["file"] == "shown.pdf"


def test_a_file_of_another_round_is_nobodys_news(blind):
    type(blind.stage).objects.update(is_blind=False)
    factories.make_submission(blind.round, blind.entry, State.HANDED_IN)

    assert read_due() == 1
    assert not Notice.objects.exists()
