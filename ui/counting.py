"""How long a text is, as its writer counts: characters as they are seen, and words.

Pure, and the same rules as in `static/js/counts.js`, so that the count beside a box is
the one that decides.
"""

import unicodedata
from collections.abc import Iterator

# They are neither seen nor counted: soft hyphen, zero-width space, word joiner, BOM.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# Unicode's grapheme clusters join these to the letter before, though they are no marks:
# ำ and its Lao sister, the joiners, the skin tones of emoji.
_ATTACHED = {"ำ", "ຳ", "\u200c", "\u200d", *map(chr, range(0x1F3FB, 0x1F400))}
_JOINER = "\u200d"
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)

# Thai does not put its words apart. So long is one on average: measured, see
# docs/decisions/0012-words-of-thai-are-estimated.md.
CHARACTERS_OF_A_WORD = 3


def clusters(text: str) -> Iterator[str]:
    """Yield the first character of each character that a reader sees."""
    before, joins, half_flag = "\n", False, False
    for char in unicodedata.normalize("NFC", text).translate(_INVISIBLE):
        is_attached = char in _ATTACHED or unicodedata.category(char)[0] == "M"
        if is_attached and before != "\n":
            # Only a picture is joined to a picture; ก, a joiner and ข remain two.
            joins = char == _JOINER and (joins or is_picture(before))
            continue
        is_flag = ord(char) in _FLAG_LETTERS
        if not (joins and is_picture(char)) and not (is_flag and half_flag):
            yield char
        half_flag = is_flag and not half_flag
        before, joins = char, False


def is_picture(char: str) -> bool:
    return unicodedata.category(char) == "So"


def count_characters(text: str) -> int:
    """Count what a reader sees as one: a Thai letter with its vowels above and below,
    its tone mark and its ำ; a letter with its accent; an emoji; a space; a new line.
    """
    return sum(1 for _ in clusters(text))


def count_words(text: str) -> int:
    """Count words: what stands between spaces; of Thai, by the number of characters."""
    words, thai, inside = 0, 0, False
    for char in clusters(text):
        if is_thai_letter(char):
            thai, inside = thai + 1, False
        elif char.isspace():
            inside = False
        elif not inside and unicodedata.category(char)[0] in "LN":
            words, inside = words + 1, True
    return words + -(-thai // CHARACTERS_OF_A_WORD)


def is_thai_letter(char: str) -> bool:
    """Say whether it is a Thai letter or sign; Thai digits make words of their own."""
    return "ก" <= char <= "ฺ" or "เ" <= char <= "๎"
