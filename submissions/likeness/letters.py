"""A text reduced to what is compared: its letters and digits, each with its place."""

# Tone marks, the silencing mark and the like are often mistyped, and change no word.
PASSED_OVER = frozenset("\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e")
# SARA AM is typed, and copied from a PDF, as one character or as two.
ALIKE = {"\u0e33": "\u0e32"} | {chr(0x0E50 + digit): str(digit) for digit in range(10)}
VOWEL_SIGNS = frozenset(map(chr, (0x0E31, *range(0x0E34, 0x0E3B))))


def letters_of(text: str) -> tuple[str, list[int]]:
    """Return the letters of a text, and at which character of it each stands.

    Small and capital letters are one, Thai and other digits too.
    """
    letters, places = [], []
    for place, character in enumerate(text):
        if character in PASSED_OVER:
            continue
        for letter in ALIKE.get(character, character).casefold():
            if letter.isalnum() or letter in VOWEL_SIGNS:
                letters.append(letter)
                places.append(place)
    return "".join(letters), places
