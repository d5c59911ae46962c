"""Numbers as people write them: read exactly, written plainly, rounded for showing."""

import re
from decimal import Decimal
from fractions import Fraction

NUMBER = re.compile(r"[+-]?([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?")

# Digits before or after the point. More is nobody's mark, and 1e999999999 written
# out would fill the memory.
MOST_DIGITS = 1000


class NotANumber(ValueError):
    """The text is no decimal number."""


class TooManyDecimals(ValueError):
    """The number has more than MOST_DIGITS digits after the point."""


def read(text: str) -> Decimal:
    """Read a decimal exactly; one of more than MOST_DIGITS whole digits is infinite.

    Raise NotANumber or TooManyDecimals.
    """
    match = NUMBER.fullmatch(text)
    if not match:
        raise NotANumber(text)
    whole, fraction, exponent = match[1], match[2] or "", match[3] or "0"
    significant = (whole + fraction).strip("0")
    if not significant:
        return Decimal(0)
    shift = bounded_int(exponent)
    if len((whole + fraction).lstrip("0")) - len(fraction) + shift > MOST_DIGITS:
        return Decimal("-Infinity" if text.startswith("-") else "Infinity")
    if len((whole + fraction).rstrip("0")) - len(whole) - shift > MOST_DIGITS:
        raise TooManyDecimals(text)
    return Decimal(text)


def bounded_int(text: str) -> int:
    """Read an exponent; one too long to matter is cut to ten digits."""
    digits = text.lstrip("+-").lstrip("0")[:10] or "0"
    return -int(digits) if text.startswith("-") else int(digits)


def plain(number: Decimal) -> str:
    """Write without exponent, trailing zeros or a negative zero."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def places(number: Decimal) -> int:
    """Count the digits after the point, trailing zeros apart."""
    return len(plain(number).partition(".")[2])


def exact(value: Fraction | Decimal) -> str:
    """Write a fraction in lowest terms ("277/3", "92"), or a decimal plainly."""
    if isinstance(value, Decimal):
        return plain(value)
    # Through Decimal, because str() refuses integers of more than 4,300 digits.
    numerator = f"{Decimal(value.numerator):f}"
    if value.denominator == 1:
        return numerator
    return f"{numerator}/{Decimal(value.denominator):f}"


def rounded(value: Fraction | Decimal, places: int) -> str:
    """Write with so many decimals (1 or more), a half away from zero, never "-0.00"."""
    numerator, denominator = value.as_integer_ratio()
    units = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    digits = f"{Decimal(units):f}".zfill(places + 1)
    sign = "-" if numerator < 0 and units else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def short(value: Fraction | Decimal) -> str:
    """Write with two decimals at most where that is exact, else the fraction."""
    hundredths = Fraction(value) * 100
    if hundredths.denominator == 1:
        return plain(Decimal(hundredths.numerator) / 100)
    return exact(Fraction(value))


def plain_rank(rank: Fraction) -> str:
    """Write a rank, of which ties leave halves: "3", "2.5"."""
    return plain(Decimal(rank.numerator) / rank.denominator)
