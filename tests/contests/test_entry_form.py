"""What people type becomes what is stored, comes back, and is told what it lacks."""

import json
import re

import pytest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from contests import entry_form
from contests.blueprint import CATEGORIES
from contests.blueprint.forms import INDIVIDUAL, UNIT
from contests.entry_form import Kind
from tests.contests.every_kind import EVERY_KIND

OWNER = {
    "title": "นาย",
    "given_name": "สมชาย",
    "surname": "ใจดี",
    "position": "นักวิชาการพัฒนาชุมชน",
    "level": "ชำนาญการ",
    "phone": "081-000-0000",
}
TYPED = {
    "title": ["  องค์ความรู้   เด่น "],
    **{f"owners-{column}": [text, ""] for column, text in OWNER.items()},
    "knowledge_category": ["2"],
    "background": [" บรรทัดหนึ่ง\r\nบรรทัดสอง "],
    "objectives": ["ข้อหนึ่ง\r\n\r\n ข้อสอง"],
    "story": ["เรื่อง"],
    "know_how": ["ก", "ข\nค"],
    "core_knowledge": ["แก่น"],
    "results": ["ผล"],
    "videos-url": ["https://youtu.be/v", ""],
    "videos-label": ["คลิป", ""],
}


def clean(form, typed):
    return entry_form.clean(form, MultiValueDict(typed))


def test_what_was_typed_is_tidied_and_nothing_else():
    cleaned = clean(INDIVIDUAL, TYPED)

    assert cleaned.errors == {}
    assert cleaned.title == "องค์ความรู้ เด่น"
    assert cleaned.answers == {
        **entry_form.blank_answers(INDIVIDUAL),
        "owners": [OWNER],
        "knowledge_category": "2",
        "background": "บรรทัดหนึ่ง\nบรรทัดสอง",
        "objectives": ["ข้อหนึ่ง", "ข้อสอง"],
        "story": "เรื่อง",
        "know_how": ["ก", "ข", "ค"],
        "core_knowledge": ["แก่น"],
        "results": "ผล",
        "videos": [{"url": "https://youtu.be/v", "label": "คลิป"}],
    }


def test_several_tools_and_another_one():
    cleaned = clean(UNIT, {"tools": ["cop", "aar", "cop"], "tools-other": ["Dialogue"]})

    assert cleaned.answers["tools"] == {"chosen": ["cop", "aar"], "other": "Dialogue"}
    with override("th"):
        shown = {f.key: f for f in entry_form.shown(UNIT, "", cleaned.answers)}
    assert shown["tools"].items == [
        "ชุมชนนักปฏิบัติ (CoP)",
        "ทบทวนหลังปฏิบัติงาน (AAR)",
        "Dialogue",
    ]


@pytest.mark.parametrize(
    ("form", "typed", "key"),
    [
        (INDIVIDUAL, {"title": ["ก" * 301]}, "title"),
        (INDIVIDUAL, {"story": ["ก" * 30_001]}, "story"),
        (INDIVIDUAL, {"know_how": ["ก\n" * 101]}, "know_how"),
        (INDIVIDUAL, {"know_how": ["ก" * 1001]}, "know_how"),
        (INDIVIDUAL, {"knowledge_category": ["5"]}, "knowledge_category"),
        (INDIVIDUAL, {"owners-surname": ["ก" * 501]}, "owners"),
        (UNIT, {"tools": ["hammer"]}, "tools"),
        (INDIVIDUAL, {"videos-url": ["javascript:alert(1)"]}, "videos"),
        (INDIVIDUAL, {"videos-url": ["ftp://example.org/v"]}, "videos"),
        (INDIVIDUAL, {"videos-url": ["example.org"]}, "videos"),
    ],
)
def test_what_can_never_be_right_is_refused_and_stays_as_typed(form, typed, key):
    cleaned = clean(form, typed)

    assert list(cleaned.errors) == [key]
    assert cleaned.title or cleaned.answers[key]


def test_every_gap_is_told_at_once():
    with override("en"):
        gaps = entry_form.what_is_missing(INDIVIDUAL, "", {}, [])

    required = [each["key"] for each in INDIVIDUAL if each["required"]]
    assert [key for key, _ in gaps] == required
    assert gaps[0][1] == "Fill in “Title of the knowledge”."


def test_a_person_without_a_telephone_is_a_gap():
    answers = {"owners": [{**OWNER, "phone": "", "position": ""}]}

    with override("en"):
        gaps = dict(entry_form.what_is_missing(INDIVIDUAL, "ชื่อ", answers, []))

    assert gaps["owners"] == (
        "“Owner of the knowledge”, person 1: fill in Position, Telephone."
    )


def test_a_required_file_is_missing_until_one_is_attached():
    form = [{**each, "required": True} for each in entry_form.file_fields(UNIT)]

    assert [key for key, _ in entry_form.what_is_missing(form, "", {}, [])] == [
        "evidence"
    ]
    assert entry_form.what_is_missing(form, "", {}, ["evidence"]) == []


def test_nothing_is_missing_from_what_was_filled_in():
    cleaned = clean(INDIVIDUAL, TYPED)

    gaps = entry_form.what_is_missing(INDIVIDUAL, cleaned.title, cleaned.answers, [])

    assert gaps == []


def test_the_public_reads_no_telephone_numbers():
    shown = entry_form.shown(INDIVIDUAL, "", {"owners": [OWNER]}, is_public=True)

    owners = next(field for field in shown if field.key == "owners")
    assert owners.value == [{**OWNER, "phone": ""}]
    assert owners.items == ["นายสมชาย ใจดี"]


def test_labels_are_in_the_readers_language():
    with override("th"):
        thai = entry_form.shown(INDIVIDUAL, "", {"knowledge_category": "1"})
    with override("en"):
        english = entry_form.shown(INDIVIDUAL, "", {"knowledge_category": "1"})

    assert (thai[2].label, thai[2].text) == (
        "หมวดองค์ความรู้",
        "หมวด 1 สร้างสรรค์ชุมชนพึ่งตนเองได้",
    )
    assert (english[2].label, english[2].text) == (
        "Knowledge category",
        "1 Communities that stand on their own feet",
    )


NAMES = [
    name
    for each in [*CATEGORIES[0]["form"], *CATEGORIES[1]["form"], *EVERY_KIND]
    for name in (
        each["key"],
        f"{each['key']}-other",
        f"{each['key']}-url",
        f"{each['key']}-label",
        *(f"{each['key']}-{column}" for column in entry_form.PERSON),
    )
]


# Also what is nearly a number, a day or a video.
TYPED_TEXTS = st.one_of(
    st.text(),
    st.text("0123456789๐๑๒๙,.-+/ กคศ\0\x0b\u202e\u200f"),
    st.decimals().map(str),
    st.dates().map(str),
    st.from_regex("https://(youtu[.]be|vimeo[.]com)[/@:]+[a-z]*", fullmatch=True),
)


@given(
    st.sampled_from([INDIVIDUAL, UNIT, EVERY_KIND]),
    st.dictionaries(st.sampled_from(NAMES), st.lists(TYPED_TEXTS, max_size=3)),
)
def test_whatever_is_posted_can_be_stored_shown_and_judged_for_gaps(form, typed):
    cleaned = clean(form, {name: texts or [""] for name, texts in typed.items()})

    assert set(cleaned.answers) == set(entry_form.blank_answers(form))
    assert not re.search("[\0\x0b\u202e\u2066]", json.dumps(cleaned.answers))
    shown = entry_form.shown(form, cleaned.title, cleaned.answers)
    assert [field.key for field in shown] == [each["key"] for each in form]
    for field in shown:
        if field.kind in (Kind.NUMBER, Kind.DATE) and field.key not in cleaned.errors:
            again = clean(form, {field.key: [field.value]})
            assert again.answers[field.key] == field.value
    entry_form.what_is_missing(form, cleaned.title, cleaned.answers, [])
