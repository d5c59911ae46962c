from types import SimpleNamespace

import pytest

from submissions.naming import names, people_in

FORM = [
    {"key": "owner", "kind": "people"},
    {"key": "story", "kind": "longtext"},
    {"key": "team", "kind": "people"},
]


def person(given_name, surname):
    return {"title": "นาย", "given_name": given_name, "surname": surname}


def content(**answers):
    return {"form": FORM, "answers": answers}


def user(given_name, surname):
    return SimpleNamespace(given_name=given_name, surname=surname)


def test_the_names_of_every_field_for_people_are_kept_once():
    people = people_in(
        content(
            owner=[person("สมชาย", "ใจดี")],
            story="สมหญิง รักเรียน",
            team=[person("Somsri", "Na Ayudhya"), person("สมชาย", "ใจดี")],
        )
    )

    assert people == "\nสมชาย ใจดี\nsomsri na ayudhya\n"


def test_a_work_without_people_names_nobody():
    assert people_in(content(story="สมชาย ใจดี")) == ""
    assert not names("", user("สมชาย", "ใจดี"))


def test_a_person_is_named_by_given_name_and_surname_whatever_the_spaces_and_case():
    people = people_in(content(team=[person(" somsri", "Na  Ayudhya ")]))

    assert names(people, user("Somsri", "na Ayudhya"))
    assert not names(people, user("Somsri", "Ayudhya"))
    assert not names(people, user("Sri", "na Ayudhya"))


@pytest.mark.parametrize(
    ("given_name", "surname"),
    [
        ("นายอำนวย", "คำดี"),
        ("ว่าที่ร้อยตรี อำนวย", "คำดี"),
        ("ดร.อำนวย", "คำดี"),
        # Copied from a PDF: ํ and า apart, and a joiner that nobody sees.
        ("อ\u0e4d\u0e32นวย", "ค\u0e4d\u0e32\u200bดี"),
    ],
)
def test_a_title_or_another_spelling_of_sara_am_hides_nobody(given_name, surname):
    people = people_in(content(team=[person(given_name, surname)]))

    assert names(people, user("อำนวย", "คำดี"))
    assert names(people, user("นายอำนวย", "คำดี"))
    assert not names(people, user("นวย", "คำดี"))


def test_half_a_name_is_nobodys():
    people = people_in(content(team=[person("สมชาย", "")]))

    assert people == ""
    assert not names("\nสมชาย \n", user("สมชาย", ""))
