"""A link to a public page shows the winner where it is shared."""

import io
import re
from html import unescape

import pytest
from django.urls import reverse
from PIL import Image

from results import actions, public
from results.public import sharing
from tests.results.conftest import RANKED

META = re.compile(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)"')
WINNER = "สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ จังหวัดศรีสะเกษ"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://km.example"


def card_of(client, url):
    """Return what a page says of itself to where it is shared."""
    return {
        name: unescape(text)
        for name, text in META.findall(client.get(url).content.decode())
    }


def picture_of(client, address):
    path = address.removeprefix("https://km.example")
    response = client.get(path)
    assert response["Content-Type"] == "image/png"
    return Image.open(io.BytesIO(response.content)).convert("RGB")


def test_a_result_names_its_winner(published, client):
    url = reverse("results:result", args=[published.pk])

    card = card_of(client, url)

    assert card["og:description"].startswith(f"ชนะเลิศ: {WINNER} · รองชนะเลิศอันดับ 1: ")
    assert card["og:url"] == f"https://km.example{url}"
    assert picture_of(client, card["og:image"]).size == (1200, 630)


def test_its_picture_shows_the_winners_office(published, now):
    shown = public.public_result(published, at=now)

    picture = sharing.picture_of(shown)

    assert (picture["award"], picture["name"]) == ("ชนะเลิศ", WINNER)


def test_an_award_that_was_withdrawn_is_in_no_picture(published, staff, client):
    url = reverse("results:result", args=[published.pk])
    before = card_of(client, url)
    actions.withdraw(published, by=staff, reason="คะแนนผิด")

    after = card_of(client, url)

    assert WINNER not in after["og:description"]
    assert after["og:image"] != before["og:image"]
    # The address that was shared before shows the withdrawal, too.
    old, new = (picture_of(client, card["og:image"]) for card in (before, after))
    assert old.tobytes() == new.tobytes()


def test_a_corrected_name_makes_another_address_and_picture(published, entries, client):
    url = reverse("results:result", args=[published.pk])
    before = card_of(client, url)
    drawn = picture_of(client, before["og:image"])
    office = entries[RANKED[0]].entry.office
    office.title_th = "สำนักงานพัฒนาชุมชนอำเภอชื่อใหม่ จังหวัดศรีสะเกษ"
    office.save()

    after = card_of(client, url)

    assert after["og:image"] != before["og:image"]
    assert picture_of(client, after["og:image"]).tobytes() != drawn.tobytes()


def test_a_sample_says_so_in_its_picture(published, entries, now):
    entry = entries["3317"].entry
    entry.is_sample = True
    entry.save()

    shown = public.public_result(published, at=now)

    assert sharing.picture_of(shown)["badge"] == "ข้อมูลตัวอย่าง"
    assert sharing.sentence_of(shown).startswith("ข้อมูลตัวอย่าง · ")


def test_many_winners_are_counted():
    assert sharing.names_of(["ก", "ข", "ค"]) == "ก, ข, ค"
    assert sharing.names_of(["ก", "ข", "ค", "ง", "จ"]) == "ก, ข, ค และอีก 2 ราย"


@pytest.mark.parametrize(
    ("name", "args", "query"),
    [
        ("home", [], ""),
        ("results:seasons", [], ""),
        ("results:season", [2569], ""),
        ("results:category", [2569, 2], "?level=province"),
        ("results:area", ["33"], ""),
        ("judging:scoring", [], ""),
    ],
)
def test_every_public_page_has_one_address_and_a_picture(
    published, client, name, args, query
):
    url = reverse(name, args=args) + query

    page = client.get(url + ("&" if query else "?") + "fbclid=x").content.decode()

    card = {name: unescape(text) for name, text in META.findall(page)}
    assert card["og:url"] == f"https://km.example{url}"
    assert f'<link rel="canonical" href="https://km.example{url}">' in page
    assert card["og:title"]
    assert card["og:description"]
    assert card["og:image"].startswith("https://km.example/results/")
