"""The code on a paper scoresheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.paper_codes import code_of, read_code

KEYS = st.integers(1, 999_999)


@given(KEYS, KEYS)
def test_a_code_names_its_seat_and_submission(seat, submission):
    assert read_code(code_of(seat, submission)) == (seat, submission)


@given(KEYS, KEYS, st.data())
def test_one_wrong_digit_is_found(seat, submission, data):
    code = code_of(seat, submission)
    place = data.draw(st.sampled_from([n for n, c in enumerate(code) if c != "-"]))
    wrong = data.draw(st.sampled_from("0123456789".replace(code[place], "")))

    assert read_code(code[:place] + wrong + code[place + 1 :]) is None


@pytest.mark.parametrize("typed", ["", "12", "1-2", "ก-2-03", "1-2-3-4"])
def test_what_is_no_code_is_none(typed):
    assert read_code(typed) is None


def test_thai_digits_and_other_signs_between_are_read():
    digits = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    assert read_code(code_of(12, 345).replace("-", " ").translate(digits)) == (12, 345)
