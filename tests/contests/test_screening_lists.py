import pytest
from django.urls import reverse

from audit.models import Event
from contests import actions, acts
from contests.blueprint import CATEGORIES
from contests.screening_lists import LISTS, as_text, lines_of, read_text
from tests import factories


def line(key, th, en):
    return {"key": key, "label_th": th, "label_en": en}


KNOWN = [line("opens", "ไฟล์เปิดได้", "Files open"), line("l1", "ลงนามแล้ว", "Signed")]


def test_what_a_box_shows_is_read_back_unchanged():
    assert read_text(as_text(KNOWN), KNOWN) == KNOWN


def test_a_line_keeps_its_key_while_one_wording_stays():
    lines = read_text("ลงนามแล้ว | Signed by the head\nเปิดได้ | Files open", KNOWN)

    assert [each["key"] for each in lines] == ["l1", "opens"]


def test_a_new_line_gets_a_key_that_none_had():
    [new] = read_text("รูปชัด | Clear pictures", KNOWN)

    assert new == line("l2", "รูปชัด", "Clear pictures")


def test_a_line_without_english_has_the_thai_and_blank_or_double_lines_go():
    assert read_text("\n รูปชัด \n | only English\nรูปชัด|\n", []) == [
        line("l1", "รูปชัด", "รูปชัด")
    ]


@pytest.mark.parametrize("plan", CATEGORIES)
def test_the_portal_proposes_all_lists_for_every_category(plan):
    for name in LISTS:
        lines = plan["screening"][name]
        assert 3 <= len(lines) <= 8
        assert len({each["key"] for each in lines}) == len(lines)


def test_a_season_and_its_copy_have_the_lists(administrator):
    season = actions.create_season(2569, by=administrator)
    category = season.categories.get(number=1)
    texts = {name: as_text(lines_of(category, name)) for name in LISTS}
    actions.change_screening(
        category, {**texts, "checklist": "ข้อเดียว | One"}, by=administrator
    )

    copy = actions.copy_season(season, 2570, by=administrator)

    copied = copy.categories.get(number=1).screening
    assert copied["checklist"] == [line("l1", "ข้อเดียว", "One")]
    assert copied["return"] == CATEGORIES[0]["screening"]["return"]


def test_an_administrator_changes_the_lists_on_a_page(client_of, administrator):
    category = factories.make_category()
    portal = client_of(administrator)
    url = reverse("contests:category-screening", args=[category.pk])
    shown = portal.get(url).context["form"]

    answer = portal.post(
        url, {"checklist": "ลงนามแล้ว | Signed", "return": "", "disqualify": ""}
    )

    category.refresh_from_db()
    assert "ไฟล์ทุกไฟล์เปิดอ่านได้" in shown["checklist"].value()
    assert answer.url == category.get_absolute_url()
    assert category.screening == {
        "checklist": [line("l1", "ลงนามแล้ว", "Signed")],
        "return": [],
        "disqualify": [],
    }
    event = Event.objects.about(category).get(act=acts.CHANGED_SCREENING)
    assert event.by == administrator
    assert event.changes["checklist: l1"][0] is None


def test_nothing_changed_is_not_recorded(administrator):
    category = factories.make_category()
    texts = {name: as_text(lines_of(category, name)) for name in LISTS}

    actions.change_screening(category, texts, by=administrator)

    assert not Event.objects.about(category).exists()


@pytest.mark.parametrize(
    "text", ["\n".join(f"ข้อ {n}" for n in range(21)), "ก" * 201, "ก | " + "x" * 201]
)
def test_too_much_is_refused_beside_its_box(client_of, administrator, text):
    category = factories.make_category()
    url = reverse("contests:category-screening", args=[category.pk])

    page = client_of(administrator).post(url, {"checklist": text})

    assert page.context["form"].errors["checklist"]
    assert page.context["form"]["checklist"].value() == text


def test_the_category_page_shows_the_lists_to_who_sets_them(
    client_of, administrator, officer
):
    url = factories.make_category().get_absolute_url()

    assert "ลงนามหรือรับรอง" in client_of(administrator).get(url).content.decode()
    assert "ลงนามหรือรับรอง" not in client_of(officer).get(url).content.decode()
