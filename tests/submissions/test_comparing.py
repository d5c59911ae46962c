"""What changed between two versions, as a reader of Thai would mark it."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from submissions import actions
from submissions.comparing import (
    ADDED,
    SAME,
    TAKEN,
    Part,
    changed_fields,
    changed_files,
    compared,
)
from tests import factories
from tests.submissions import files
from tests.submissions.scene import DAY, FORM, NOW, field


def marked(old, new):
    signs = {SAME: "{}", ADDED: "+{}+", TAKEN: "-{}-"}
    return "".join(signs[part.kind].format(part.text) for part in compared(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", ""),
        ("", "ก", "+ก+"),
        ("กลุ่มทอผ้า", "กลุ่มทอผ้า", "กลุ่มทอผ้า"),
        # A tone that was put right changes its letter, not a bare sign.
        ("หมู่บ้านนี", "หมู่บ้านนี้", "หมู่บ้าน-นี-+นี้+"),
        ("เพิ่มรายได้", "เพื่มรายได้", "-เพิ่-+เพื่+มรายได้"),
        # A number or an English word counts as a whole.
        ("อบรม 120 คน", "อบรม 125 คน", "อบรม -120-+125+ คน"),
        ("ใช้ CoP และ BAR", "ใช้ AAR และ BAR", "ใช้ -CoP-+AAR+ และ BAR"),
        ("ข้อหนึ่ง\nข้อสอง", "ข้อหนึ่ง", "ข้อหนึ่ง-\nข้อสอง-"),
    ],
)
def test_changes_are_marked_by_letters_as_people_see_them(old, new, shown):
    assert marked(old, new) == shown


def test_crumbs_between_changes_are_read_as_changed():
    parts = compared("กขคงจฉ", "ฮขฮงฮฉ")

    assert [part.kind for part in parts] == [TAKEN, ADDED, SAME]


@given(st.text("กขคเแัิ้ ์abc12\n", max_size=60), st.text("กขคเแัิ้ ์abc12\n", max_size=60))
def test_nothing_is_lost_of_either_text(old, new):
    parts = compared(old, new)

    assert "".join(part.text for part in parts if part.kind != ADDED) == old
    assert "".join(part.text for part in parts if part.kind != TAKEN) == new


def test_two_long_texts_without_a_space_are_not_compared_by_letters():
    old, new = "ก" * 30_000, "ข" * 30_000

    assert compared(old, new) == [Part(TAKEN, old), Part(ADDED, new)]


def content(title="ชื่อ", answers=None, attached=(), form=FORM):
    return {
        "form": form,
        "title": title,
        "answers": answers or {},
        "files": [
            {"field": where, "name": name, "size": 1, "sha256": digest}
            for where, name, digest in attached
        ],
    }


def test_only_fields_that_differ_are_shown_whatever_their_kind():
    form = [
        *FORM,
        field("team", "people"),
        field(
            "tools",
            "choices",
            options=[{"value": "a", "label_th": "ก", "label_en": "A"}],
        ),
    ]
    person = {"title": "", "given_name": "มะลิ", "surname": "ใจดี", "phone": "1"}
    before = content("ก", {"goals": "เดิม", "steps": ["ก"], "team": [person]}, form=form)
    after = content(
        "ข",
        {
            "goals": "เดิม",
            "steps": ["ก", "ข"],
            "team": [person | {"phone": "2"}],
            "tools": {"chosen": ["a"], "other": ""},
        },
        form=form,
    )

    changes = {each.label: each.parts for each in changed_fields(before, after)}

    assert list(changes) == ["ช่อง title", "ช่อง steps", "ช่อง team", "ช่อง tools"]
    assert changes["ช่อง steps"] == [Part(SAME, "ก"), Part(ADDED, "\nข")]
    assert changes["ช่อง team"][-2:] == [Part(TAKEN, "1"), Part(ADDED, "2")]
    assert changes["ช่อง tools"] == [Part(ADDED, "ก")]


def test_a_field_that_the_form_lost_or_gained_is_a_change():
    before = content(answers={"goals": "ก"})
    after = content(answers={"plan": "ข"}, form=[FORM[0], *FORM[2:], field("plan")])

    assert [(each.label, each.parts) for each in changed_fields(before, after)] == [
        ("ช่อง plan", [Part(ADDED, "ข")]),
        ("ช่อง goals", [Part(TAKEN, "ก")]),
    ]


def test_files_are_told_apart_by_their_bytes():
    before = content(attached=[("evidence", "a.pdf", "1"), ("evidence", "b.pdf", "2")])
    after = content(
        attached=[("evidence", "other name.pdf", "1"), ("evidence", "b.pdf", "3")]
    )

    assert [(each.kind, each.name) for each in changed_files(before, after)] == [
        (SAME, "other name.pdf"),
        (ADDED, "b.pdf"),
        (TAKEN, "b.pdf"),
    ]


# The page -----------------------------------------------------------------------------


@pytest.fixture
def twice(world, submission, rewrite):
    factories.make_attachment(
        submission.entry, factories.make_stored_file(files.pdf(), pages=1)
    )
    rewrite(submission.entry, "โมเดลภูสิงห์สนทนา", at=NOW + DAY)
    return actions.hand_in(
        submission.entry, submission.round, by=world.officer, at=NOW + DAY
    )


def test_staff_and_office_see_what_changed(world, twice, client_of):
    url = reverse("submissions:compare", args=[twice.pk])

    for person in (world.officer, world.staff, world.auditor):
        page = client_of(person).get(url)
        assert [each.label for each in page.context["fields"]] == ["ช่อง title"]
        assert [each.kind for each in page.context["files"]] == [ADDED]
    assert client_of(world.other_officer).get(url).status_code == 404


def test_the_versions_are_chosen_in_either_order(world, twice, rewrite, client_of):
    rewrite(twice.entry, "ฉบับสาม", at=NOW + 2 * DAY)
    actions.hand_in(twice.entry, twice.round, by=world.officer, at=NOW + 2 * DAY)
    url = reverse("submissions:compare", args=[twice.pk])

    def shown(query):
        page = client_of(world.officer).get(url, query)
        return page.context["before"].number, page.context["after"].number

    assert shown({}) == (2, 3)
    assert shown({"before": 3, "after": 1}) == (1, 3)
    assert shown({"before": "x", "after": 99}) == (2, 3)


def test_one_version_alone_compares_with_nothing(world, submission, client_of):
    url = reverse("submissions:compare", args=[submission.pk])

    assert client_of(world.officer).get(url).status_code == 404


def test_comparing_costs_the_same_for_many_versions(world, twice, queries_do_not_grow):
    queries_do_not_grow(
        reverse("submissions:compare", args=[twice.pk]),
        lambda: factories.make_version(twice),
        by=world.officer,
    )
