"""Thai text and Thai time: sorting, searching, digits, Buddhist-era dates.

Everything here is pure: no settings, no database. A language is "th" or "en".
"""

import re
import unicodedata
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")

# Digits ---------------------------------------------------------------------------

_THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_TO_ARABIC = str.maketrans(_THAI_DIGITS, "0123456789")
_TO_THAI = str.maketrans("0123456789", _THAI_DIGITS)


def arabic_digits(text: str) -> str:
    return text.translate(_TO_ARABIC)


def thai_digits(text: str) -> str:
    return text.translate(_TO_THAI)


# Searching ------------------------------------------------------------------------

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SPLIT_SARA_AM = re.compile(
    "\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32"
)


def tidy(text: str) -> str:
    """Spell what looks the same in the same way: ํา is ำ, two เ are a แ, no joiners."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    text = _SPLIT_SARA_AM.sub(lambda m: (m[1] or m[2] or "") + "ำ", text)
    return text.replace("เเ", "แ")


def search_key(text: str) -> str:
    """Make the form in which text is stored for searching, and a query is put."""
    return " ".join(arabic_digits(tidy(text)).lower().split())


# Sorting --------------------------------------------------------------------------

_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
# Signs that decide only between words that are otherwise the same, lowest first.
_SIGNS = {sign: _BASE36[rank] for rank, sign in enumerate("ฯๆ๎์็่้๊๋", start=2)}
_NO_SIGN = "1"
_NUMBER = re.compile("[0-9]+")
_SPACE = "10"


def _two(number: int) -> str:
    return _BASE36[number // 36] + _BASE36[number % 36]


# Two characters a letter, from "10" on: a space or point, then digits, Latin, Thai.
_WEIGHTS = {char: _two(37 + i) for i, char in enumerate("0123456789")}
_WEIGHTS |= {char: _two(50 + i) for i, char in enumerate("abcdefghijklmnopqrstuvwxyz")}
_WEIGHTS |= {chr(code): _two(80 + i) for i, code in enumerate(range(0x0E01, 0x0E45))}
_WEIGHTS["ํ"] = _WEIGHTS["ฯ"]  # a lone nikhahit comes before all vowels


@cache
def _weight(char: str) -> str:
    """Give a letter its place: é is e, unknown letters come last, the rest is space."""
    bare = unicodedata.normalize("NFD", char)[0]
    if bare in _WEIGHTS:
        return _WEIGHTS[bare]
    if unicodedata.combining(char):
        return ""
    code = ord(char)
    return "zz" + _two(code // 1296) + _two(code % 1296) if char.isalnum() else _SPACE


def sort_key(text: str) -> str:
    """Make a column that sorts text as a Thai dictionary does, on any database.

    A leading vowel counts after its consonant; tone marks, ์, ็, ๆ and ฯ count only
    between words that are otherwise the same; numbers go by size (2 before 14). The key
    holds only a-z and 0-9, so every collation sorts it alike. It is about three times
    as long as the text.
    """
    text = " ".join(arabic_digits(tidy(text)).casefold().split())
    text = _NUMBER.sub(lambda digits: f"{min(len(digits[0]), 9)}{digits[0]}", text)
    text = _LEADING_VOWEL.sub(r"\2\1", text)
    letters, signs = [], []
    for char in text:
        sign = _SIGNS.get(char, _NO_SIGN)
        signs.append(sign)
        if sign == _NO_SIGN:
            letters.append(_weight(char))
    # "0" is lower than every weight, so that a word comes before its continuations.
    return "".join(letters) + "0" + "".join(signs).rstrip(_NO_SIGN)


# Dates ----------------------------------------------------------------------------

MONTHS = {
    "th": [
        "มกราคม",
        "กุมภาพันธ์",
        "มีนาคม",
        "เมษายน",
        "พฤษภาคม",
        "มิถุนายน",
        "กรกฎาคม",
        "สิงหาคม",
        "กันยายน",
        "ตุลาคม",
        "พฤศจิกายน",
        "ธันวาคม",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
SHORT_MONTHS = {
    "th": [
        "ม.ค.",
        "ก.พ.",
        "มี.ค.",
        "เม.ย.",
        "พ.ค.",
        "มิ.ย.",
        "ก.ค.",
        "ส.ค.",
        "ก.ย.",
        "ต.ค.",
        "พ.ย.",
        "ธ.ค.",
    ],
    "en": [month[:3] for month in MONTHS["en"]],
}
WEEKDAYS = {
    "th": ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"],
    "en": [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
}


_DAY_FIRST = re.compile("([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")
_YEAR_FIRST = re.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_IN_WORDS = re.compile("(?:วัน[^0-9 ]*ที่ ?)?([0-9]{1,2}) ?([^0-9 ]+) ?([0-9]{4})")
_ERA = re.compile(r"พ\.? ?ศ\.?|ค\.? ?ศ\.?|\bb\.?e\.?|\b[ca]\.?[ed]\.?", re.IGNORECASE)
_MONTH_NUMBERS = {
    name.replace(".", "").lower(): number
    for names in (*MONTHS.values(), *SHORT_MONTHS.values())
    for number, name in enumerate(names, start=1)
}


def read_date(text: str) -> date | None:
    """Read a day as people type it, in either digits, or give None.

    15/7/2568, 15 ก.ค. 2568, 15 กรกฎาคม พ.ศ. 2568, 15 Jul 2025, 2025-07-15. A year from
    2400 on is one of the Buddhist era, from 1850 to 2199 one of the common era. A year
    of two digits could be either: it is not read.
    """
    text = " ".join(arabic_digits(tidy(text)).split())
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        text = " ".join(_ERA.sub(" ", text).replace(".", "").replace(",", " ").split())
        found = _IN_WORDS.fullmatch(text)
        if not found or found[2].lower() not in _MONTH_NUMBERS:
            return None
        day, month, year = (
            int(found[1]),
            _MONTH_NUMBERS[found[2].lower()],
            int(found[3]),
        )
    if 2400 <= year < 2800:
        year = common_year(year)
    elif not 1850 <= year < 2200:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def in_bangkok(moment: date | datetime) -> date | datetime:
    """Move a moment to Bangkok's clock; a day stays itself."""
    return moment.astimezone(BANGKOK) if isinstance(moment, datetime) else moment


def era_year(year: int) -> int:
    """Give the Buddhist-era year of a common-era one."""
    return year + 543


def common_year(year: int) -> int:
    """Give the common-era year of a Buddhist-era one."""
    return year - 543


def long_date(moment: date | datetime, language: str = "th") -> str:
    """21 กรกฎาคม 2565 · 21 July 2565 BE"""
    day = in_bangkok(moment)
    text = f"{day.day} {MONTHS[language][day.month - 1]} {era_year(day.year)}"
    return text if language == "th" else f"{text} BE"


def official_date(moment: date | datetime) -> str:
    """๒๑ กรกฎาคม พ.ศ. ๒๕๖๕, as papers are dated"""
    day = in_bangkok(moment)
    month, year = MONTHS["th"][day.month - 1], era_year(day.year)
    return thai_digits(f"{day.day} {month} พ.ศ. {year}")


def solemn_date(moment: date | datetime) -> str:
    """๒๑ เดือนกรกฎาคม พุทธศักราช ๒๕๖๕: as certificates give a day."""
    day = in_bangkok(moment)
    month, year = MONTHS["th"][day.month - 1], era_year(day.year)
    return thai_digits(f"{day.day} เดือน{month} พุทธศักราช {year}")


def short_date(moment: date | datetime, language: str = "th") -> str:
    """21 ก.ค. 2565 · 21 Jul 2565"""
    day = in_bangkok(moment)
    return f"{day.day} {SHORT_MONTHS[language][day.month - 1]} {era_year(day.year)}"


def clock_time(moment: datetime, language: str = "th") -> str:
    """09.00 น. · 09:00; the space does not break, so that "น." never begins a line"""
    moment = in_bangkok(moment)
    return f"{moment:%H.%M}\u00a0น." if language == "th" else f"{moment:%H:%M}"


def short_moment(moment: datetime, language: str = "th") -> str:
    """21 ก.ค. 2565 09.00 น. · 21 Jul 2565, 09:00"""
    comma = "" if language == "th" else ","
    return f"{short_date(moment, language)}{comma} {clock_time(moment, language)}"


def short_second(moment: datetime, language: str = "th") -> str:
    """21 ก.ค. 2565 09.00.05 น. · 21 Jul 2565, 09:00:05: where seconds decide"""
    seconds = f"{in_bangkok(moment):%S}"
    if language == "th":
        return short_moment(moment).replace("\u00a0น.", f".{seconds}\u00a0น.")
    return f"{short_moment(moment, language)}:{seconds}"


def full_moment(moment: datetime, language: str = "th") -> str:
    """วันพฤหัสบดีที่ 21 กรกฎาคม พ.ศ. 2565 เวลา 09.00 น. · Thursday 21 July 2565 BE, 09:00"""
    moment = in_bangkok(moment)
    weekday = WEEKDAYS[language][moment.weekday()]
    if language == "th":
        month = MONTHS["th"][moment.month - 1]
        year = era_year(moment.year)
        day = f"วัน{weekday}ที่ {moment.day} {month} พ.ศ. {year}"
        return f"{day} เวลา {clock_time(moment)}"
    return f"{weekday} {long_date(moment, 'en')}, {clock_time(moment, 'en')}"
