"""The short code of a certificate: three groups of four, to be read, told and typed.

No two signs of it look alike, in print or by hand; the last one is computed from the
others, so that one wrong sign, or two that changed places, make no code. No database.
"""

import secrets

from ui.thai import arabic_digits

# As many as a prime, which is what lets the last sign find those mistakes.
SIGNS = "23456789ACEFHJKMNPRTWXY"
LENGTH, GROUP = 12, 4
# What people read or type for a sign of the code.
ALIKE = str.maketrans("ZSBGV", "2586Y")


def new_code() -> str:
    """Return a code that nobody can guess: one of 9 × 10^14."""
    drawn = "".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1))
    return drawn + last_sign(drawn)


def last_sign(drawn: str) -> str:
    """Return the sign by which the weighted sum of all is divisible."""
    weighted = sum(n * SIGNS.index(sign) for n, sign in enumerate(drawn, start=2))
    return SIGNS[-weighted % len(SIGNS)]


def read_code(text: str) -> str:
    """Return the code that was typed, or nothing where it cannot be one.

    Small letters, Thai digits, spaces and dashes do not matter.
    """
    text = arabic_digits(text).upper().translate(ALIKE)
    code = "".join(sign for sign in text if sign.isalnum())
    is_one = len(code) == LENGTH and set(code) <= set(SIGNS)
    return code if is_one and last_sign(code[:-1]) == code[-1] else ""


def grouped(code: str) -> str:
    """Return the code as it stands on paper: A2C3-K9PT-W4XY."""
    return "-".join(code[n : n + GROUP] for n in range(0, len(code), GROUP))
