"""An entry form changes, as far as nobody relies on it already."""

import pytest

from audit.models import Event
from contests import acts
from contests.actions import change_category, change_form, is_in_use
from contests.models import Category
from submissions.actions.drafting import new_entry
from tests.contests.conftest import DAY, MARCH
from tests.factories import make_office


@pytest.fixture
def category(season):
    return Category.objects.select_related("season").get(number=2)


@pytest.fixture
def open_at(stage):
    return stage.opens_at + DAY


def changed(category, key, /, **columns):
    return [
        {**each, **columns} if each["key"] == key else each for each in category.form
    ]


NEW = {
    "key": "",
    "kind": "text",
    "label_th": "ใหม่",
    "label_en": "New",
    "help_th": "",
    "help_en": "",
    "required": False,
}


def test_a_changed_form_is_no_longer_the_portals_proposal(category, administrator):
    form = changed(category, "spread", label_en="Where it went")

    change_form(category, form, by=administrator, at=MARCH)

    assert category.form == form
    assert not category.has_default_form
    event = Event.objects.about(category).get()
    assert (event.act, list(event.changes)) == (acts.CHANGED_FORM, ["spread"])


def test_the_same_form_again_changes_nothing(category, administrator):
    change_form(category, category.form, by=administrator, at=MARCH)

    assert category.has_default_form


def test_a_new_field_gets_a_key_of_its_own(category, administrator):
    change_form(category, [*category.form, NEW, NEW], by=administrator, at=MARCH)

    assert [each["key"] for each in category.form][-2:] == ["f1", "f2"]


@pytest.mark.parametrize(
    "columns", [{"key": "other"}, {"kind": "list"}, {"required": False}]
)
def test_the_title_stays(category, administrator, refused, columns):
    form = changed(category, "title", **columns)

    assert refused(change_form, category, form, by=administrator, at=MARCH) == [
        "no_title"
    ]


def test_a_choice_has_something_to_choose_from(category, administrator, refused):
    form = changed(category, "tools", options=[])

    assert refused(change_form, category, form, by=administrator, at=MARCH) == [
        "no_options"
    ]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda c: [each for each in c.form if each["key"] != "goals"],
        lambda c: changed(c, "goals", kind="text"),
        lambda c: changed(c, "spread", required=True),
        lambda c: [*c.form, {**NEW, "required": True}],
        lambda c: changed(
            c,
            "tools",
            options=[
                {"value": "cop", "label_th": "CoP", "label_en": "CoP"},
                {"value": "new", "label_th": "ใหม่", "label_en": "New"},
            ],
        ),
    ],
)
def test_nothing_is_taken_away_once_a_round_has_opened(
    category, administrator, refused, open_at, spoil
):
    codes = refused(
        change_form, category, spoil(category), by=administrator, at=open_at
    )

    assert codes == ["field_in_use"]
    change_form(category, spoil(category), by=administrator, at=MARCH)


def test_an_entry_alone_puts_the_form_in_use(category, administrator, officer, refused):
    assert not is_in_use(category, at=MARCH)
    new_entry(
        category,
        make_office("3317"),
        by=officer,
        person=None,
        at=MARCH,
        is_sample=False,
    )
    form = changed(category, "goals", kind="text")

    codes = refused(change_form, category, form, by=administrator, at=MARCH)

    assert codes == ["field_in_use"]


def test_words_and_optional_fields_may_still_change(category, administrator, open_at):
    form = [*changed(category, "goals", label_th="เป้าหมาย", required=False), NEW]

    change_form(category, form, by=administrator, at=open_at)

    assert len(category.form) == len(form)


def test_names_and_number_of_entries_change(season, administrator, refused):
    individual = Category.objects.get(number=1)
    agency = Category.objects.get(number=2)

    change_category(individual, by=administrator, entries_per_office=5)
    codes = refused(change_category, agency, by=administrator, entries_per_office=2)

    assert individual.entries_per_office == 5
    assert codes == {"entries_per_office": ["agency_enters_once"]}
    event = Event.objects.about(individual).get()
    assert event.changes == {"entries_per_office": [3, 5]}
