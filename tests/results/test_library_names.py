"""A name that is taken off: on no public page, while the result stays as it is."""

from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from django.urls import reverse

from kmchallenge.sitemaps import SITEMAPS
from results import actions, public
from results.library.searching import asked_in, search
from results.models import NameRequest, Result, Shelved
from results.public.sharing import picture_of
from submissions.models import Version
from tests.factories import (
    make_certificate,
    make_name_request,
    make_stored_file,
    make_use,
    make_user,
)
from tests.papers import copied, plain
from tests.permissions.around import NOTHING, addresses, needs_no_sign_in
from tests.results.conftest import entry_of
from tests.submissions.files import pdf


@pytest.fixture
def somebody(db):
    return make_user("somebody", given_name="สมชาย", surname="ใจดี", position="พัฒนากร")


@pytest.fixture
def named(publish_work, somebody):
    """A published work of somebody who is named in its texts, files and people."""
    people = {"title": "นาย", "given_name": "สมชาย", "surname": "ใจดี"}
    people |= {"position": "พัฒนากร", "level": "", "phone": ""}
    return publish_work(
        "เรื่องของสมชาย ใจดี",
        number=1,
        person=somebody,
        answers={"owners": [people], "story": "นายสมชาย  ใจดี เล่าให้ฟัง"},
        files=[
            {
                "field": "files",
                "name": "สมชาย ใจดี.pdf",
                "stored": make_stored_file(pdf(), pages=1),
            }
        ],
    )


def take_off(entry, by, **how):
    how = {"given_name": "สมชาย", "surname": "ใจดี", "reason": "ขอไว้", **how}
    return actions.take_name_off(entry, by=by, **how)


def public_texts(client, result):
    """Return what everybody may read anywhere of a result, by the table's names."""
    entry = entry_of(result)
    scene = SimpleNamespace(
        result=result,
        round=result.round,
        season=entry.season,
        category=entry.category,
        entry=entry,
        attachment=entry.attachments.first() or NOTHING,
        office=result.round.office,
        certificate=result.placings.get().certificates.first() or NOTHING,
        one=1,
    )
    item = f"?item={entry.pk}"
    queries = {
        "library:home": ["?q=เรื่องของ", f"?season={entry.season.year}"],
        "library:reading-list": [item],
        "library:reading-list-paper": [item],
        "results:search": ["?q=ภูสิง"],
    }
    urls = addresses(scene, queries=queries, only=needs_no_sign_in)
    urls |= {
        ("sitemap-section", section): reverse("sitemap-section", args=[section])
        for section in SITEMAPS
    }
    texts = {}
    for language in ("th", "en"):
        client.cookies["django_language"] = language
        for key, url in urls.items():
            response = client.get(url)
            body = response.getvalue()
            is_paper = body.startswith(b"%PDF") and key[0] != "library:file"
            text = plain(copied(body)) if is_paper else body.decode(errors="replace")
            texts[language, *key] = text + unquote(str(response.headers))
    shown = public.public_result(result, at=result.public_from)
    texts["th", "a shared link's picture"] = str(picture_of(shown))
    return texts


def naming(texts):
    return {key[1] for key, text in texts.items() if "สมชาย" in text}


def test_the_name_goes_from_every_public_page_and_comes_back(
    named, issue, client, staff
):
    issue(named)
    before = naming(public_texts(client, named))

    removal = take_off(entry_of(named), staff)
    without = naming(public_texts(client, named))
    actions.put_name_back(removal, reason="Agreed after all.", by=staff)

    # So each of these could have shown it.
    assert before >= {
        *("home", "verify:certificate", "a shared link's picture"),
        *("results:seasons", "results:season", "results:category", "results:area"),
        *("results:result", "results:announcement", "results:feed"),
        *("results:season-feed", "results:category-feed", "results:area-feed"),
        *("library:home", "library:item", "library:file", "library:reading-list"),
        "library:reading-list-paper",
    }
    assert without == set()
    assert naming(public_texts(client, named)) == before


def test_the_search_does_not_find_the_name_any_more(named, client, staff):
    take_off(entry_of(named), staff)

    row = Shelved.objects.get()
    assert "สมชาย" not in row.text + row.title + row.exact + row.summary
    answer = client.get(reverse("library:home"), {"q": "สมชาย"})
    assert answer.context["cards"] == []


def test_the_announcement_for_everybody_is_without_the_name(
    named, client, staff, paper_of
):
    address = reverse("results:announcement", args=[named.pk])
    paper_of(client.get(address).content).says("สมชาย ใจดี", "เรื่องของสมชาย")

    take_off(entry_of(named), staff)

    paper = paper_of(client.get(address).content)
    paper.says("ไม่แสดงชื่อ", "สำนักงานพัฒนาชุมชนอำเภอภูสิงห์")
    assert "สมชาย" not in paper.text
    assert "พัฒนากร" not in paper.text


@pytest.mark.parametrize("spelt", ["สมชาย_ใจดี", "สมชาย-ใจดี", "สม\u200bชาย.ใจดี"])
def test_the_name_goes_however_its_halves_are_joined(
    spelt, publish_work, client, staff
):
    file = {"field": "files", "name": f"{spelt}.pdf", "stored": make_stored_file(pdf())}
    result = publish_work(f"งานของ{spelt}", files=[file])

    take_off(entry_of(result), staff)

    texts = public_texts(client, result).values()
    assert [text for text in texts if "สมชาย" in text or "ใจดี" in text] == []


def test_where_the_entry_is_from_stays_when_the_name_goes(named, client, staff):
    take_off(entry_of(named), staff)

    page = client.get(reverse("results:result", args=[named.pk])).context["result"]
    [winner] = page.placed

    assert (winner.who.name, winner.who.place) == (
        "ไม่แสดงชื่อ",
        "สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ จังหวัดศรีสะเกษ",
    )
    html = client.get(reverse("results:result", args=[named.pk])).content.decode()
    assert winner.who.place in html.split("place-title", 1)[1].split("</li>", 1)[0]


def test_what_offices_say_of_an_item_is_without_the_name(named, client, staff):
    entry = entry_of(named)
    make_use(entry, note="เชิญนายสมชาย ใจดี มาสอน")
    take_off(entry, staff)

    used = client.get(reverse("library:item", args=[entry.pk])).context["item"].uses

    assert [each.note for each in used] == ["เชิญนาย••• มาสอน"]


def test_the_forms_of_an_item_show_its_public_title_and_no_draft(
    named, client_of, staff, other_officer, administrator
):
    entry = entry_of(named)
    take_off(entry, staff)
    type(entry).objects.filter(pk=entry.pk).update(title="ร่างลับของรอบหน้า")

    for person, name in ((other_officer, "put-to-use"), (administrator, "item-tags")):
        page = client_of(person).get(reverse(f"library:{name}", args=[entry.pk]))
        text = page.content.decode()
        assert "เรื่องของ•••" in text
        assert "ร่างลับ" not in text


def test_a_withdrawn_result_names_nobody_who_asked(named, client, client_of, staff):
    entry = entry_of(named)
    code = make_certificate(named.placings.get(), name="น.ส.สมชาย ใจดี").code
    actions.withdraw(named, by=staff, reason="ผิด")
    urls = [
        reverse("verify:certificate", args=[code]),
        reverse("results:result", args=[named.pk]),
    ]
    assert all("สมชาย" in client.get(url).content.decode() for url in urls)

    asked = client.get(reverse("library:ask-for-name-off", args=[entry.pk]))
    client_of(staff).post(
        reverse("library:names", args=[entry.pk]),
        {"given_name": "สมชาย", "surname": "ใจดี", "reason": "ขอไว้"},
    )

    assert asked.status_code == 200
    assert [url for url in urls if "สมชาย" in client.get(url).content.decode()] == []


def test_a_name_that_only_the_certificate_spells_right_goes_too(
    published, staff, client
):
    placing = published.placings.first()
    code = make_certificate(placing, name="นายสมชาย  ใจดี").code

    take_off(placing.submission.entry, staff)

    page = client.get(reverse("verify:certificate", args=[code])).content.decode()
    assert "สมชาย" not in page
    assert "ไม่แสดงชื่อ" in page


def test_a_title_tells_nobody_how_a_person_is_reached(publish_work, client):
    result = publish_work("งานดี โทร 081-234-5678 หรือ somchai@example.org")

    for text in public_texts(client, result).values():
        assert "081-234-5678" not in text
        assert "somchai@example.org" not in text


def test_a_shared_link_to_an_item_shows_its_title_and_no_name_taken_off(
    named, client, staff
):
    url = reverse("library:item", args=[entry_of(named).pk])
    before = client.get(url).content.decode()
    take_off(entry_of(named), staff)
    after = client.get(url).content.decode()

    assert '<meta property="og:title" content="เรื่องของสมชาย ใจดี">' in before
    assert '<meta property="og:title" content="เรื่องของ•••">' in after


def test_result_and_version_stay_as_they_are(named, staff):
    entry = entry_of(named)
    kept = Result.objects.values().get(), Version.objects.values().get()

    take_off(entry, staff)

    assert (Result.objects.values().get(), Version.objects.values().get()) == kept
    shown = public.public_result(named, at=named.public_from)
    assert shown.digest == named.digest


def test_the_files_go_too_where_staff_say_so(named, client, staff):
    entry = entry_of(named)
    door = reverse("library:file", args=[entry.pk, entry.attachments.get().pk])
    removal = take_off(entry, staff)
    kept = client.get(door)
    assert (
        "%E0%B8%AA%E0%B8%A1%E0%B8%8A%E0%B8%B2%E0%B8%A2"
        not in kept["Content-Disposition"]
    )
    actions.put_name_back(removal, reason="Anew.", by=staff)

    take_off(entry, staff, hides_files=True)

    assert (kept.status_code, client.get(door).status_code) == (200, 404)


def test_half_a_name_no_reason_and_twice_are_refused(named, staff, refused):
    entry = entry_of(named)
    take_off(entry, staff)

    assert refused(take_off, entry, staff, surname="") == ["no_name"]
    assert refused(take_off, entry, staff, reason=" ") == ["no_reason"]
    assert refused(take_off, entry, staff) == ["twice"]


def test_anybody_asks_and_only_staff_of_the_area_read_it(
    named, client, client_of, staff, outsider, region_staff
):
    entry = entry_of(named)
    client.post(
        reverse("library:ask-for-name-off", args=[entry.pk]),
        {"name": "สมชาย ใจดี", "contact": "somchai@example.org", "message": "ขอ"},
    )
    asked = NameRequest.objects.get()
    page = reverse("library:name-request", args=[asked.pk])

    seen = client_of(staff).get(page).content.decode()
    answers = [client_of(each).get(page).status_code for each in (outsider, staff)]
    client_of(staff).post(page, {"answer": "taken_off", "reason": "Done."})
    asked.refresh_from_db()

    assert "somchai@example.org" in seen
    assert staff.notices.get().url == page
    assert not outsider.notices.exists()
    assert answers == [404, 200]
    assert client_of(region_staff).get(page).status_code == 200
    assert (asked.answer, asked.answered_by) == ("taken_off", staff)
    shown = client.get(reverse("library:item", args=[entry.pk])).content.decode()
    assert "somchai@example.org" not in shown


def test_the_page_of_a_result_says_where_to_ask(named, client, staff):
    page = reverse("results:result", args=[named.pk])
    door = reverse("library:ask-for-name-off", args=[entry_of(named).pk])
    before = client.get(page).content.decode()
    take_off(entry_of(named), staff)

    assert (before.count(door), client.get(page).content.decode().count(door)) == (1, 0)


def test_a_request_is_answered_once(named, staff, refused):
    asked = make_name_request(entry_of(named))
    actions.answer_name_request(asked, "declined", reason="Not theirs.", by=staff)

    again = refused(
        actions.answer_name_request, asked, "taken_off", reason="Yes.", by=staff
    )

    assert again == ["gone"]


def test_who_asks_too_often_waits(named, client):
    page = reverse("library:ask-for-name-off", args=[entry_of(named).pk])
    statuses = {client.post(page, {}).status_code for _ in range(21)}

    assert statuses == {200, 429}


def test_an_empty_search_asks_the_index_only(named, settings):
    found = search(asked_in({}), at=named.public_from)

    assert found.numbers == [Shelved.objects.get().number]
    assert found.counts["season"] == {str(entry_of(named).season.year): 1}
