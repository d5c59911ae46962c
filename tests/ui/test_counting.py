"""Texts are counted as their writers count them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.counting import count_characters, count_words

# Text, characters, words. The browser counts the same: tests/browser/test_counts.py.
COUNTED = [
    ("", 0, 0),
    ("ก", 1, 1),
    ("น้ำ", 1, 1),
    ("น\u0e4d\u0e49า", 2, 1),
    ("กำลังใจที่ดี", 7, 3),
    ("เปล", 3, 1),
    ("ที่นี่", 2, 1),
    ("ก\u200bข", 2, 1),
    ("ก\u200dข", 2, 1),
    ("่ก", 2, 1),
    ("ก\n่ข", 4, 1),
    ("ปี ๒๕๖๕ OTOP 5 ดาว", 17, 5),
    ("km@cdd.go.th, 100%", 18, 2),
    ("e\u0301te\u0301", 3, 1),
    ("👨\u200d👩\u200d👧 👍🏽", 3, 0),
    ("🇹🇭🇹🇭", 2, 0),
    ("ๆ ฯลฯ", 5, 2),
]


@pytest.mark.parametrize(("text", "characters", "words"), COUNTED)
def test_characters_are_those_that_are_seen(text, characters, words):
    assert (count_characters(text), count_words(text)) == (characters, words)


@given(st.text("กขนมเแาำะัิีุู่้๊็์ 1a\n"), st.text("กขนมเแาำะัิีุู่้๊็์ 1a\n"))
def test_text_that_is_added_never_lowers_a_count(before, after):
    assert count_characters(before + after) >= count_characters(before)
    assert count_words(before + after) >= count_words(before)


@given(st.text())
def test_anything_can_be_counted(text):
    assert 0 <= count_characters(text) <= len(text)
    assert 0 <= count_words(text) <= count_characters(text)


def test_words_of_thai_are_near_those_of_a_dictionary():
    """ICU's dictionary, as Intl.Segmenter of Chromium uses it, finds 92 words here."""
    assert count_words(STORY) == pytest.approx(92, rel=0.1)


STORY = (
    "สำนักงานพัฒนาชุมชนอำเภอเริ่มจากการชวนเจ้าหน้าที่ทุกคนมานั่งคุยกันก่อนออกไปทำงาน "
    "แต่ละคนเล่าว่าเคยทำอะไรสำเร็จ พบปัญหาอะไร และแก้ไขอย่างไร "
    "เมื่อกลับจากหมู่บ้านก็มาทบทวนร่วมกันอีกครั้ง "
    "สิ่งที่ได้เรียนรู้ถูกเขียนเป็นข้อ ๆ แล้วเก็บไว้ในคลังความรู้ของอำเภอ "
    "ปีต่อมามีกลุ่มอาชีพนำวิธีนี้ไปใช้ต่อ "
    "รายได้ของครัวเรือนเพิ่มขึ้น และชาวบ้านกล้าตัดสินใจด้วยตนเอง"
)
