"""The code on a paper scoresheet: seat, submission and two digits that check them."""

import re

from ui.thai import arabic_digits

TYPED = re.compile(r"([0-9]{1,9})[-–. /]([0-9]{1,9})[-–. /]([0-9]{2})")


def code_of(seat: int, submission: int) -> str:
    """Return "12-345-07"."""
    return f"{seat}-{submission}-{check_of(seat, submission)}"


def check_of(seat: int, submission: int) -> str:
    """Return two digits that a wrong or swapped digit before them changes."""
    return f"{98 - int(f'{seat}0{submission}00') % 97:02d}"


def read_code(text: str) -> tuple[int, int] | None:
    """Return seat and submission of a typed code, None where it is none."""
    found = TYPED.fullmatch(arabic_digits(text).strip())
    if not found:
        return None
    seat, submission = int(found[1]), int(found[2])
    return (seat, submission) if found[3] == check_of(seat, submission) else None
