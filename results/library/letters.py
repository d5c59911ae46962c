"""A text as the library looks through it: its letters alone, each of them one byte.

Thai is written without spaces between words and often with a wrong tone mark or none,
so neither counts. A letter of one byte instead of three makes the scan of all texts
three times as fast, on both databases alike (docs/decisions/0021). The same reduction
of a query gives what to look for; `pattern` finds in the text itself what was meant.
"""

import re
import string
from functools import cache

from offices.querysets import bare_words
from ui.thai import arabic_digits, search_key, tidy

# Looked for at all: fewer letters are in every text.
SHORTEST = 2
MOST_WORDS = 5
LONGEST = 100

# Letters that few write, or that look like another, stand for one.
ALIKE = {"ฃ": "ข", "ฅ": "ค", "ฦ": "ฤ", "ๅ": "า"}
THAI = [
    letter
    for code in (*range(0x0E01, 0x0E2F), *range(0x0E30, 0x0E3A), *range(0x0E40, 0x0E46))
    if (letter := chr(code)) not in ALIKE
]
PLAIN = string.ascii_lowercase + string.digits
# What else ASCII has, for the Thai letters: capitals and signs, but no blank.
CODES = [
    sign for sign in string.ascii_uppercase + string.punctuation if sign not in PLAIN
]
BETWEEN = "\n"


class _Letters(dict):
    """Each letter's byte; what is no letter is passed over."""

    def __missing__(self, code):
        self[code] = None
        return None


_BYTES = _Letters({ord(each): each for each in PLAIN})
_BYTES |= {ord(each): CODES[place] for place, each in enumerate(THAI)}
_BYTES |= {ord(each): _BYTES[ord(same)] for each, same in ALIKE.items()}


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, a byte each, without tone marks."""
    return arabic_digits(tidy(text)).lower().translate(_BYTES)


def exact_of(text: str) -> str:
    """Return the text with its tone marks, but without spaces."""
    return search_key(text).replace(" ", "")


def words_of(query: str) -> list[str]:
    """Return the words to look for, without what only says the kind of an office."""
    query = query.strip()[:LONGEST]
    words = bare_words(query) or search_key(query).split()
    found = [word for word in words if len(letters_of(word)) >= SHORTEST]
    if not found and len(letters_of(query)) >= SHORTEST:
        found = [exact_of(query)]
    return list(dict.fromkeys(found))[:MOST_WORDS]


# What may lie between two letters that belong together.
_KEPT = "a-zA-Z0-9๐-๙ก-ฮะ-ฺเ-ๅ"
_JOIN = f"[^{_KEPT}]{{0,9}}"
_WAYS = {"ข": "[ขฃ]", "ค": "[คฅ]", "ฤ": "[ฤฦ]", "า": "[าๅ]"} | {
    str(digit): f"[{digit}{chr(0x0E50 + digit)}]" for digit in range(10)
}
_MARKS = "[\u0e47-\u0e4e]*"


@cache
def _spelt() -> dict[str, str]:
    return {_BYTES[ord(each)]: _WAYS.get(each, each) for each in (*PLAIN, *THAI)}


def pattern(words: list[str]) -> re.Pattern | None:
    """Return what finds the words in a tidy text, however their tones are marked."""
    spelt = _spelt()
    ways = [
        _JOIN.join(spelt[letter] for letter in letters_of(word)) + _MARKS
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile("|".join(ways), re.IGNORECASE) if ways else None
