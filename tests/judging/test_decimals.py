from decimal import Decimal
from fractions import Fraction

import pytest

from judging import decimals


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", "7"),
        ("+07.50", "7.5"),
        ("-0.0", "0"),
        ("1.5e2", "150"),
        ("1E-2", "0.01"),
        ("100E+0000000000000000000000000000001", "1000"),
        ("0e99999999999999999999", "0"),
        ("1e999", "1" + "0" * 999),
        ("1e-1000", "0." + "0" * 999 + "1"),
        ("0.5" + "0" * 5000, "0.5"),
    ],
)
def test_a_number_is_read_exactly_and_written_plainly(text, value):
    assert decimals.plain(decimals.read(text)) == value


@pytest.mark.parametrize("zero", ["0", "-0", "-0.00", "-0E+3"])
def test_zero_is_written_without_sign_or_point(zero):
    assert decimals.plain(Decimal(zero)) == "0"


@pytest.mark.parametrize(
    "text",
    ["", " 7", "7\n", ".5", "5.", "1_000", "٧", "７", "1e", "e5", "--1", "NaN", "inf"],
)
def test_other_texts_are_no_numbers(text):
    with pytest.raises(decimals.NotANumber):
        decimals.read(text)


def test_a_huge_number_is_infinite():
    assert decimals.read("1e1000") == Decimal("Infinity")
    assert decimals.read("-1e" + "9" * 5000) == Decimal("-Infinity")
    assert decimals.read("1" * 1001) == Decimal("Infinity")


@pytest.mark.parametrize("text", ["1e-1001", "1e-999999999999999999999", "0.5e-1000"])
def test_a_tiny_number_has_too_many_decimals(text):
    with pytest.raises(decimals.TooManyDecimals):
        decimals.read(text)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(277, 3), "92.33"),
        (Fraction(1, 200), "0.01"),
        (Fraction(-1, 200), "-0.01"),
        (Fraction(-1, 201), "0.00"),
        (Fraction(92), "92.00"),
        (Decimal("1.005"), "1.01"),
        (Decimal("-0.004"), "0.00"),
        (10**40 + Fraction(1, 8), "1" + "0" * 40 + ".13"),
    ],
)
def test_a_half_is_rounded_away_from_zero(value, shown):
    assert decimals.rounded(value, 2) == shown


def test_a_score_in_full():
    assert decimals.exact(Fraction(277, 3)) == "277/3"
    assert decimals.exact(Fraction(-4, 2)) == "-2"
    assert decimals.exact(Fraction(10**5000, 3)) == "1" + "0" * 5000 + "/3"
    assert decimals.exact(Decimal("92.3300")) == "92.33"
    assert decimals.exact(Decimal("0E+3")) == "0"
