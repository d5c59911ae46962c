"""Numbers, days, videos and limits, as people type them and as they are shown."""

import pytest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from contests import entry_form
from contests.entry_form.video_links import player_of, service_of
from tests.contests.every_kind import EVERY_KIND

PERSON = {
    "title": "นาง",
    "given_name": "สมศรี",
    "surname": "ใจดี",
    "position": "พัฒนากร",
    "level": "ชำนาญการ",
    "phone": "081-000-0000",
}
HUGE = "9" * 100_000


def clean(**typed):
    names = {name.replace("__", "-"): texts for name, texts in typed.items()}
    return entry_form.clean(EVERY_KIND, MultiValueDict(names))


def gaps(**answers):
    answers = {**entry_form.blank_answers(EVERY_KIND), **answers}
    with override("en"):
        return dict(entry_form.what_is_missing(EVERY_KIND, "ชื่อ", answers, []))


def shown(language="th", **answers):
    with override(language):
        fields = entry_form.shown(EVERY_KIND, "", answers)
    return {each.key: each for each in fields}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        ("1250", "1250"),
        ("1,250", "1250"),
        ("๑,๒๕๐", "1250"),
        (" 1 250 ", "1250"),
        ("\u200f1250\u202c", "1250"),
        ("12\x0050", "1250"),
        ("007", "7"),
        ("-0", "0"),
        ("\u22125", "-5"),
        ("1250.00", "1250"),
        ("1.50", "1.5"),
        ("100", "100"),
    ],
)
def test_a_number_is_stored_in_one_form(typed, stored):
    cleaned = clean(income=[typed])

    assert (cleaned.answers["income"], cleaned.errors) == (stored, {})


@pytest.mark.parametrize(
    "typed", ["สิบ", "12 คน", "1,25", "1e9", "NaN", "Infinity", "١٢", "²", "--1", HUGE]
)
def test_what_is_no_number_is_refused_and_stays_as_typed(typed):
    cleaned = clean(income=[typed])

    assert list(cleaned.errors) == ["income"]
    assert cleaned.answers["income"] == typed
    assert shown(income=typed)["income"].text == typed


def test_a_whole_number_has_no_fraction():
    assert clean(number=["12.0"]).answers["number"] == "12"
    with override("en"):
        assert clean(number=["12.5"]).errors == {
            "number": ["Write a whole number, without a decimal point."]
        }


def test_a_number_beyond_its_bounds_is_kept_and_told():
    assert clean(number=["0"]).errors == {}
    assert gaps(number="0") == {"number": "“Households” is at least 1 households."}
    assert gaps(number="5001") == {
        "number": "“Households” is at most 5,000 households."
    }
    assert gaps(number="1") == gaps(number="5000") == {}


def test_a_number_is_shown_with_its_unit():
    assert shown("th", number="1250")["number"].text == "1,250 ครัวเรือน"
    assert shown("en", number="1250")["number"].text == "1,250 households"
    assert shown("en", income="-1250.5")["income"].text == "-1,250.5"


@pytest.mark.parametrize(
    "typed",
    ["15/7/2568", "๑๕/๗/๒๕๖๘", "15 ก.ค. 2568", "15/7/2025", "\u200f15/7/2568\0"],
)
def test_a_day_is_stored_in_iso_form_and_shown_in_the_buddhist_era(typed):
    cleaned = clean(date=[typed])

    assert (cleaned.answers["date"], cleaned.errors) == ("2025-07-15", {})
    assert shown("th", **cleaned.answers)["date"].text == "15 กรกฎาคม 2568"
    assert shown("en", **cleaned.answers)["date"].text == "15 July 2568 BE"


@pytest.mark.parametrize("typed", ["15/7/68", "31/2/2568", "เมื่อวาน", HUGE])
def test_what_is_no_day_is_refused_and_stays_as_typed(typed):
    cleaned = clean(date=[typed])

    assert list(cleaned.errors) == ["date"]
    assert cleaned.answers["date"] == typed
    assert shown(date=typed)["date"].text == typed


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "YouTube"),
        ("https://m.youtube.com/shorts/abc", "YouTube"),
        ("https://youtu.be/dQw4w9WgXcQ?t=5", "YouTube"),
        ("https://vimeo.com/123456", "Vimeo"),
        ("https://player.vimeo.com/video/123456", "Vimeo"),
        ("https://web.facebook.com/office/videos/1", "Facebook"),
        ("https://fb.watch/abc/", "Facebook"),
        ("https://drive.google.com/file/d/1aB/view", "Google Drive"),
        ("https://www.tiktok.com/@office/video/1", "TikTok"),
        ("HTTPS://YOUTU.BE/abc", "YouTube"),
        ("https://youtube.com/", ""),
        ("https://youtube.com@example.org/watch", ""),
        ("https://youtube.com.example.org/watch", ""),
        ("https://notyoutube.com/watch", ""),
        ("https://docs.google.com/document/d/1", ""),
        ("https://[youtube.com/watch", ""),
    ],
)
def test_a_video_is_known_by_its_host(url, service):
    assert service_of(url) == service


def test_a_video_is_kept_as_it_was_given():
    url = "https://youtu.be/dQw4w9WgXcQ?si=Ab-1&t=5"

    cleaned = clean(videos__url=[url, ""], videos__label=["คลิป", ""])

    assert cleaned.errors == {}
    assert cleaned.answers["videos"] == [{"url": url, "label": "คลิป"}]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/clip.mp4",
        "javascript:alert(1)//youtu.be/a",
        "youtu.be/abc",
        "https://youtu.be/" + "a" * 3000,
    ],
)
def test_an_address_of_no_video_is_refused_with_one_sentence(url):
    cleaned = clean(videos__url=[url])

    assert [len(each) for each in cleaned.errors.values()] == [1]
    assert cleaned.answers["videos"] == [{"url": url, "label": ""}]


def test_a_text_beyond_its_limit_is_kept_and_told():
    assert clean(longtext=["ก" * 11]).errors == {}
    assert gaps(longtext="ก" * 11) == {
        "longtext": "“Story” has 11 characters; shorten it to 10."
    }
    assert gaps(words="กขค " * 4) == {
        "words": "“Abstract” has about 4 words; shorten it to 3."
    }


def test_vowels_and_tone_marks_do_not_count_against_a_limit():
    assert gaps(longtext="น้ำ" * 10) == {}
    assert len("น้ำ" * 10) == 30


def test_more_rows_than_the_form_takes_are_kept_and_told():
    assert clean(list=["ก\nข\nค"]).errors == {}
    assert gaps(list=["ก", "ข", "ค"]) == {
        "list": "“Core knowledge”: there are 3 rows; leave at most 2."
    }
    link = {"url": "https://example.org", "label": ""}
    assert gaps(link=[link]) == {}
    assert list(gaps(link=[link, link], people=[PERSON] * 3)) == ["people", "link"]


def test_what_a_field_takes_is_told_beforehand():
    limits = {key: each.limits for key, each in shown("en").items() if each.limits}

    assert limits == {
        "longtext": ["up to 10 characters"],
        "words": ["up to 3 words"],
        "list": ["up to 2 points"],
        "number": [
            "A whole number",
            "at least 1 households",
            "at most 5,000 households",
        ],
        "people": ["up to 2 people"],
        "link": ["up to 1 link"],
        "videos": [
            "Links of YouTube, Vimeo, Facebook, Google Drive, TikTok",
            "up to 2 links",
        ],
        "files": [
            "PDF, JPEG",
            "up to 2 files",
            "up to 5 MB each",
            "up to 8 MB together",
        ],
    }


def test_what_oversteps_is_told_beside_the_field():
    fields = shown("en", longtext="ก" * 11, number="0")

    assert [key for key, each in fields.items() if each.beyond] == [
        "longtext",
        "number",
    ]


# Who reads what -----------------------------------------------------------------------


def keys(**reader):
    return {
        each.key
        for each in entry_form.shown(EVERY_KIND, "", {"people": [PERSON]}, **reader)
    }


def test_the_public_does_not_read_what_is_not_public():
    assert keys() - keys(is_public=True) == {"people"}


def test_who_judges_blindly_does_not_read_what_is_hidden():
    assert keys() - keys(is_blind=True) == {"people", "files"}
    assert entry_form.keys_shown(EVERY_KIND, is_blind=True) == keys(is_blind=True)


def test_people_are_hidden_and_the_rest_is_public_where_a_form_says_nothing():
    form = [
        {**each} for each in EVERY_KIND if each["key"] in ("title", "people", "files")
    ]
    for each in form:
        del each["is_public"], each["is_hidden_when_blind"]

    assert entry_form.keys_shown(form, is_public=True) == {"title", "people", "files"}
    assert entry_form.keys_shown(form, is_blind=True) == {"title", "files"}


@pytest.mark.parametrize(
    "reader", [{"is_public": True}, {"is_blind": True}, {"tells_phones": False}]
)
def test_nobody_but_staff_and_the_office_reads_telephone_numbers(reader):
    form = [
        {**each, "is_public": True, "is_hidden_when_blind": False}
        for each in EVERY_KIND
    ]

    fields = entry_form.shown(form, "", {"people": [PERSON]}, **reader)

    [people] = [each for each in fields if each.key == "people"]
    assert people.value == [{**PERSON, "phone": ""}]
    assert PERSON["phone"] not in str(fields)


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://youtu.be/abc_DEF-123", "youtube-nocookie.com/embed/abc_DEF-123"),
        (
            "https://www.youtube.com/watch?v=abc_DEF-123&t=9",
            "youtube-nocookie.com/embed/abc_DEF-123",
        ),
        (
            "https://youtube.com/shorts/abc_DEF-123",
            "youtube-nocookie.com/embed/abc_DEF-123",
        ),
        ("https://vimeo.com/123456", "player.vimeo.com/video/123456"),
        ("https://vimeo.com/123456/0af9", "player.vimeo.com/video/123456?h=0af9"),
        ("https://youtu.be/abc?v=/../evil", ""),
        ('https://youtu.be/"><script>', ""),
        ("https://www.youtube.com/@channel", ""),
        ("https://youtube.com.evil.org/watch?v=abc_DEF-123", ""),
        ("https://www.facebook.com/watch?v=abc_DEF-123", ""),
    ],
)
def test_a_video_has_a_player_where_its_service_offers_one(url, player):
    assert player_of(url).removeprefix("https://").removeprefix("www.") == player
