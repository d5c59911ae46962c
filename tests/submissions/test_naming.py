from types import SimpleNamespace

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


def test_half_a_name_is_nobodys():
    people = people_in(content(team=[person("สมชาย", "")]))

    assert people == ""
    assert not names("\nสมชาย \n", user("สมชาย", ""))
