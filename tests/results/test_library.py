"""The knowledge library: what is in it, and from when; nothing private in it."""

from datetime import timedelta
from io import BytesIO

import time_machine
from django.urls import reverse
from django.utils import timezone

from contests.phases import Phase
from offices.roles import Level, Role
from results import actions
from results.library.letters import letters_of
from results.models import Posting, Shelved
from submissions.likeness.extracting import text_of_pdf
from submissions.workflow import State
from tests.factories import (
    make_category,
    make_consent,
    make_membership,
    make_office,
    make_placing,
    make_result,
    make_round,
    make_season,
    make_stage,
    make_stored_file,
    make_submission,
    make_term,
    make_use,
    make_user,
)
from tests.results.conftest import entry_of
from tests.submissions.files import pdf

DAY = timedelta(days=1)


def read(client, name, *args, status=200, **query):
    response = client.get(reverse(f"library:{name}", args=args), query)
    assert response.status_code == status
    return response


def titles(client, **query):
    cards = read(client, "home", **query).context["cards"]
    return [card.plain_title for card in cards]


# What is in it --------------------------------------------------------------------


def test_what_won_is_in_it_and_who_took_part_is_not(published, client):
    winners = [each.submission.title for each in published.placings.all()]
    assert titles(client) and set(titles(client)) <= set(winners)

    Shelved.objects.all().delete()
    actions.reshelve_all()

    assert set(titles(client)) == set(winners)


def test_an_office_agrees_to_show_what_won_nothing_and_takes_it_back(
    publish_work, officer, client, client_of
):
    work = publish_work("ไม่ได้รางวัล", rank=2).placings.get().submission
    mine = client_of(officer)
    url = reverse("library:agree-to-show", args=[work.pk])
    assert titles(client) == []

    mine.post(url)
    shown = titles(client)
    mine.post(url)

    assert (shown, titles(client)) == (["ไม่ได้รางวัล"], [])
    assert work.consents.count() == 1


def test_an_office_can_say_nothing_before_the_result_is_public(
    publish_work, officer, client_of, refused
):
    tomorrow = timezone.now() + DAY
    result = publish_work("งาน", rank=2, public_from=tomorrow)
    work = result.placings.get().submission

    page = client_of(officer).get(reverse("submissions:submission", args=[work.pk]))
    answer = client_of(officer).get(reverse("library:agree-to-show", args=[work.pk]))

    assert "agree-to-show" not in page.content.decode()
    assert "library/consents" not in page.content.decode()
    assert answer.status_code == 404
    assert refused(actions.agree_to_show, work, by=officer) == ["not_public"]


def test_an_embargo_hides_the_item_the_better_version_and_the_counts(
    publish_work, client
):
    below = publish_work("รุ่นจังหวัด")
    entry = entry_of(below)
    stage = make_stage(entry.category, Level.REGION, Phase.JUDGING)
    facts = {"sealed_at": timezone.now(), "approved_at": timezone.now()}
    round_ = make_round(stage, make_office("R14"), **facts)
    entry.title = "รุ่นเขตที่ดีกว่า"
    entry.save()
    work = make_submission(round_, entry, State.ACCEPTED)
    tomorrow = timezone.now() + DAY
    chair, other, staff = make_user(), make_user(), make_user()
    result = make_result(
        round_,
        sealed_by=chair,
        state="approved",
        approved_by=other,
        approved_at=timezone.now(),
    )
    make_placing(result, work)
    actions.publish(result, by=staff, public_from=tomorrow)

    before = titles(client), titles(client, q="ดีกว่า")
    page = read(client, "item", entry.pk).content.decode()
    with time_machine.travel(tomorrow + DAY):
        after = titles(client), titles(client, q="ดีกว่า")

    assert before == (["รุ่นจังหวัด"], [])
    assert "ดีกว่า" not in page
    assert after == (["รุ่นเขตที่ดีกว่า"], ["รุ่นเขตที่ดีกว่า"])


def test_a_withdrawn_publication_takes_it_out_with_all_it_left(
    publish_work, staff, client
):
    result = publish_work("โมเดลภูสิงห์เสวนา")
    entry = entry_of(result)
    read(client, "item", entry.pk)

    actions.withdraw(result, by=staff, reason="A mistake.")

    assert titles(client, q="ภูสิง") == []
    read(client, "item", entry.pk, status=404)
    assert not any(any(bytes(each.items)) for each in Posting.objects.all())


def test_a_consent_waits_for_the_new_result_of_a_withdrawn_one(publish_work, staff):
    result = publish_work("งาน", rank=2)
    work = result.placings.get().submission
    make_consent(work)
    actions.reshelve_all()
    assert Shelved.objects.filter(submission=work).exists()

    actions.withdraw(result, by=staff, reason="A mistake.")

    assert not Shelved.objects.exists()


# Privacy --------------------------------------------------------------------------

SECRETS = (
    "0812345678",
    "๐๘๑-๒๓๔-๕๖๗๘",
    "081 234 5678",
    "niphon@example.go.th",
    "ความลับ",
)


def secret_form():
    form = [dict(field) for field in make_category(1, make_season(2566)).form]
    for field in form:
        if field["key"] in ("strategy", "files"):
            field["is_public"] = field["key"] == "files"
    return form


def test_telephones_addresses_and_what_is_not_public_are_nowhere(
    publish_work, client, administrator, client_of
):
    owner = make_user("owner", phone="0812345678", given_name="สมชาย", surname="ใจดี")
    category = make_category(1, make_season(2566))
    type(category).objects.filter(pk=category.pk).update(form=secret_form())
    category.refresh_from_db()
    people = [
        {
            "title": "นาย",
            "given_name": "สมชาย",
            "surname": "ใจดี",
            "position": "",
            "level": "",
            "phone": "0812345678",
        }
    ]
    result = publish_work(
        "เรื่องเล่า โทร 0812345678",
        number=1,
        person=owner,
        answers={
            "owners": people,
            "story": f"ถามได้ที่ {' '.join(SECRETS[:4])} ทุกวัน",
            "strategy": "ความลับ",
            "know_how": ["โทร 081 234 5678"],
            "videos": [{"url": "https://a.example/x", "label": "niphon@example.go.th"}],
        },
        files=[
            {
                "field": "files",
                "name": "0812345678 niphon@example.go.th.pdf",
                "stored": make_stored_file(pdf(), pages=1),
            }
        ],
    )
    pk = entry_of(result).pk
    row = Shelved.objects.get()

    page = read(client, "item", pk)
    file = page.context["item"].fields[-2].files[0]
    texts = [
        page.content.decode(),
        read(client, "home", q="ถามได้").content.decode(),
        read(client, "reading-list", item=pk).content.decode(),
        client_of(administrator).get(page.request["PATH_INFO"]).content.decode(),
        client.get(file.url)["Content-Disposition"],
        text_of_pdf(BytesIO(read(client, "reading-list-paper", item=pk).content)),
        row.text + row.summary + row.title + row.exact + row.letters,
    ]

    assert "สมชาย" in texts[0]
    assert [secret for secret in SECRETS for text in texts if secret in text] == []
    assert not [secret for secret in SECRETS if letters_of(secret) in row.letters]
    for secret in SECRETS:
        found = titles(client, q=secret)
        assert found == []


def test_a_file_of_a_field_that_is_not_public_has_no_door(publish_work, client):
    category = make_category(2, make_season(2566))
    form = [
        {**field, "is_public": field["key"] != "evidence"} for field in category.form
    ]
    type(category).objects.filter(pk=category.pk).update(form=form)
    result = publish_work(files=[{"stored": make_stored_file(pdf(), pages=1)}])
    entry = entry_of(result)
    attachment = entry.attachments.get()

    read(client, "item", entry.pk)
    read(client, "file", entry.pk, attachment.pk, status=404)
    read(client, "file-page", entry.pk, attachment.pk, 1, status=404)


def test_files_open_and_are_drawn_for_everybody(publish_work, client):
    result = publish_work(files=[{"stored": make_stored_file(pdf(), pages=1)}])
    entry = entry_of(result)
    attachment = entry.attachments.get()

    whole = read(client, "file", entry.pk, attachment.pk)
    picture = read(client, "file-page", entry.pk, attachment.pk, 1, width=400)

    assert b"".join(whole.streaming_content).startswith(b"%PDF")
    assert picture["Content-Type"] == "image/webp"


def test_a_number_beyond_all_keys_is_no_item(publish_work, client):
    publish_work()

    read(client, "item", 10**20, status=404)


# What readers add -----------------------------------------------------------------


def test_an_office_says_that_it_uses_an_item_once_and_takes_it_back(
    publish_work, other_officer, client_of, client, refused, offices
):
    entry = entry_of(publish_work())
    theirs, sila_lat = client_of(other_officer), offices["3322"]
    url = reverse("library:put-to-use", args=[entry.pk])
    note = "ใช้ที่ศิลาลาด โทร 0812345678"

    theirs.post(url, {"office": sila_lat.pk, "note": note})
    use = entry.uses.get()
    page = read(client, "item", entry.pk).content.decode()
    twice = refused(actions.put_to_use, entry, sila_lat, note="x", by=other_officer)
    theirs.post(reverse("library:take-use-back", args=[use.pk]))

    assert "ใช้ที่ศิลาลาด" in page and "0812345678" not in page
    assert twice == ["twice"]
    assert read(client, "item", entry.pk).context["item"].uses == ()
    assert entry.uses.count() == 1


def test_only_its_own_office_takes_a_use_back(publish_work, officer, client_of):
    entry = entry_of(publish_work())
    use = make_use(entry, make_office("3322"))

    answer = client_of(officer).post(reverse("library:take-use-back", args=[use.pk]))

    assert answer.status_code == 403
    assert entry.uses.standing().get() == use


def test_a_tag_is_found_as_word_and_facet_until_it_is_retired(
    publish_work, administrator, client, client_of
):
    entry = entry_of(publish_work("งานหนึ่ง"))
    publish_work("งานสอง", office="3322", year=2565)
    tag = make_term(name_th="เกษตรอินทรีย์", name_en="Organic farming")
    admin = client_of(administrator)

    admin.post(reverse("library:item-tags", args=[entry.pk]), {"tags": [tag.pk]})
    tagged = titles(client, q="เกษตร"), titles(client, tag=tag.pk)
    admin.post(reverse("library:retire-tag", args=[tag.pk]))

    assert tagged == (["งานหนึ่ง"], ["งานหนึ่ง"])
    assert titles(client, q="เกษตร") == titles(client, tag=tag.pk) == []


def test_a_choice_is_shown_and_can_be_undone_where_nothing_is_found(
    publish_work, client
):
    publish_work("งานหนึ่ง")

    page = read(client, "home", q="ไม่มีคำนี้", province="33", tag="99999")

    [facet] = page.context["facets"]
    assert (facet.name, facet.chosen.name, facet.chosen.count) == (
        "province",
        "ศรีสะเกษ",
        0,
    )
    # What is no choice at all does not go on in secret with the next search.
    assert b'name="tag"' not in page.content


def test_a_category_is_called_as_in_the_years_that_are_found(publish_work, client):
    entry = entry_of(publish_work("งานหนึ่ง", year=2565))
    make_category(entry.category.number, make_season(2570), name_th="ประเภทใหม่")

    facets = read(client, "home").context["facets"]

    [category] = [facet for facet in facets if facet.name == "category"]
    assert [each.name for each in category.choices] == [entry.category.name_th]


def test_what_is_alike_comes_with_an_item(publish_work, client):
    entry = entry_of(publish_work("กองทุนหมู่บ้าน", year=2565))
    publish_work("กองทุนหมู่บ้านสีชมพู", office="3322", year=2566)
    publish_work("เลี้ยงไหม", number=1, office="3320", year=2567, person=make_user())

    related = read(client, "item", entry.pk).context["item"].related

    assert [card.plain_title for card in related] == ["กองทุนหมู่บ้านสีชมพู"]


def test_a_reading_list_is_an_address_or_a_persons_own_and_a_paper(
    publish_work, officer, client, client_of
):
    first = entry_of(publish_work("เรื่องหนึ่ง", year=2565))
    second = entry_of(publish_work("เรื่องสอง", year=2566))
    mine = client_of(officer)

    passed_on = read(client, "reading-list", item=[second.pk, first.pk, 999])
    mine.post(reverse("library:keep"), {"item": [first.pk, second.pk, 999]})
    mine.post(reverse("library:keep"), {"item": [first.pk], "off": "1"})
    own = read(mine, "reading-list").context["cards"]
    paper = read(client, "reading-list-paper", item=first.pk)

    assert [c.plain_title for c in passed_on.context["cards"]] == [
        "เรื่องสอง",
        "เรื่องหนึ่ง",
    ]
    assert [card.plain_title for card in own] == ["เรื่องสอง"]
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")


# Cost -----------------------------------------------------------------------------


def test_the_pages_cost_as_much_with_five_items_as_with_one(
    publish_work, queries_do_not_grow, client, administrator
):
    years = iter(range(2550, 2580))
    codes = iter(range(3301, 3317))
    first = entry_of(publish_work("เรียนรู้ด้วยกัน", year=2549))

    def another():
        entry = entry_of(publish_work("เรียนรู้กัน", year=next(years)))
        make_use(first, make_office(str(next(codes))))
        return entry

    home = reverse("library:home")
    queries_do_not_grow(f"{home}?q=เรียนรู้", another)
    item = reverse("library:item", args=[first.pk])
    queries_do_not_grow(item, another, by=administrator)
    queries_do_not_grow(reverse("library:tags"), make_term, by=administrator)


def test_a_new_member_of_the_office_can_agree_too(publish_work, offices, client_of):
    work = publish_work("งาน", rank=2).placings.get().submission
    colleague = make_user("colleague")
    make_membership(colleague, offices["3317"], Role.STAFF)
    stranger = make_user("stranger")
    make_membership(stranger, offices["33"], Role.STAFF)
    url = reverse("library:agree-to-show", args=[work.pk])

    answers = [client_of(each).post(url).status_code for each in (colleague, stranger)]

    assert answers == [302, 403]
