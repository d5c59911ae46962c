from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import thai

SI_SA_KET = [
    "กันทรลักษ์",
    "กันทรารมย์",
    "ขุขันธ์",
    "ขุนหาญ",
    "น้ำเกลี้ยง",
    "โนนคูณ",
    "บึงบูรพ์",
    "เบญจลักษ์",
    "ปรางค์กู่",
    "พยุห์",
    "โพธิ์ศรีสุวรรณ",
    "ไพรบึง",
    "ภูสิงห์",
    "เมืองจันทร์",
    "เมืองศรีสะเกษ",
    "ยางชุมน้อย",
    "ราษีไศล",
    "วังหิน",
    "ศรีรัตนะ",
    "ศิลาลาด",
    "ห้วยทับทัน",
    "อุทุมพรพิสัย",
]
NINE_O_CLOCK = datetime(2022, 7, 21, 2, 0, tzinfo=UTC)


def test_districts_sort_as_in_a_thai_dictionary():
    assert sorted(set(SI_SA_KET), key=thai.sort_key) == SI_SA_KET


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("โคกโพธิ์", "โคกโพธิ์ไชย"),
        ("บ้านคา", "บ้านค่าย"),
        ("พยุห์", "พยุหะคีรี"),
        ("ปา", "ป่า"),
        ("ป่า", "ป้า"),
        ("สมชาย ใจดี", "สมชายา กล้า"),
        ("เขต 2", "เขต 14"),
        ("เขต ๒", "เขต 14"),
        ("Phu Sing", "ภูสิงห์"),
        ("Café", "Cafeteria"),
        ("ก", "日"),
    ],
)
def test_first_sorts_before_second(first, second):
    assert thai.sort_key(first) < thai.sort_key(second)


def test_spellings_that_look_alike_share_their_keys():
    for key in (thai.sort_key, thai.search_key):
        assert key("น\u0e49\u0e4d\u0e32") == key("น\u0e4d\u0e49\u0e32") == key("น้ำ")
        assert key("เเม่") == key("แม่")
        assert key("ภู\u200bสิงห์ ") == key("ภูสิงห์")


@given(st.text())
def test_a_sort_key_has_only_what_every_collation_sorts_alike(text):
    key = thai.sort_key(text)

    assert set(key) <= set("0123456789abcdefghijklmnopqrstuvwxyz")


def test_search_key_is_small_in_arabic_digits_and_single_spaces():
    assert thai.search_key(" KM  Challenge ปี ๒๕๖๕ ") == "km challenge ปี 2565"


def test_digits_go_both_ways():
    assert thai.thai_digits("อันดับ 1") == "อันดับ ๑"
    assert thai.arabic_digits("อันดับ ๑") == "อันดับ 1"


@pytest.mark.parametrize(
    ("function", "in_thai", "in_english"),
    [
        (thai.long_date, "21 กรกฎาคม 2565", "21 July 2565 BE"),
        (thai.short_date, "21 ก.ค. 2565", "21 Jul 2565"),
        (thai.clock_time, "09.00\u00a0น.", "09:00"),
        (thai.short_moment, "21 ก.ค. 2565 09.00\u00a0น.", "21 Jul 2565, 09:00"),
        (
            thai.full_moment,
            "วันพฤหัสบดีที่ 21 กรกฎาคม พ.ศ. 2565 เวลา 09.00\u00a0น.",
            "Thursday 21 July 2565 BE, 09:00",
        ),
    ],
)
def test_moments_are_written_on_bangkok_s_clock(function, in_thai, in_english):
    assert function(NINE_O_CLOCK, "th") == in_thai
    assert function(NINE_O_CLOCK, "en") == in_english


def test_a_day_stays_its_day_and_a_late_evening_in_utc_is_the_next():
    assert thai.long_date(date(2022, 7, 21)) == "21 กรกฎาคม 2565"
    assert thai.long_date(datetime(2022, 7, 20, 18, tzinfo=UTC)) == "21 กรกฎาคม 2565"


@pytest.mark.parametrize(
    "text",
    [
        "15/7/2568",
        "๑๕/๗/๒๕๖๘",
        "15-7-2568",
        "15.7.2568",
        " 15  ก.ค. 2568 ",
        "15ก.ค.2568",
        "15 กรกฎาคม พ.ศ. 2568",
        "วันอังคารที่ 15 กรกฎาคม พ.ศ. 2568",
        "15 Jul 2025",
        "15 July 2568 B.E.",
        "15 กรกฎาคม ค.ศ. 2025",
        "15/7/2025",
        "2025-07-15",
        "2568-07-15",
    ],
)
def test_a_day_is_read_as_people_type_it(text):
    assert thai.read_date(text) == date(2025, 7, 15)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15/7/68",
        "31/2/2568",
        "29/2/2568",
        "15/13/2568",
        "7/2568",
        "15 foo 2568",
        "15/7/2300",
        "15/7/2900",
        "²/7/2568",
        "9" * 1000,
    ],
)
def test_what_could_be_another_day_or_none_is_not_read(text):
    assert thai.read_date(text) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["th", "en"]))
def test_a_day_that_is_shown_is_read_again(day, language):
    assert thai.read_date(thai.long_date(day, language)) == day
    assert thai.read_date(thai.short_date(day, language)) == day
