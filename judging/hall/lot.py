"""The lot that decides the order of presentation; anybody can draw it again.

Each entry's number is put behind the seed and a colon, as in `seed:KM2565-2-33-001`;
of each such line, in UTF-8, the SHA-256 is taken; the entries present in the order of
these digests, written in hexadecimal, the least first.
"""

import secrets
from collections.abc import Iterable
from hashlib import sha256


def new_seed() -> str:
    """Return a seed that nobody chose."""
    return secrets.token_hex(8)


def digest(seed: str, number: str) -> str:
    return sha256(f"{seed}:{number}".encode()).hexdigest()


def draw(seed: str, numbers: Iterable[str]) -> list[str]:
    """Return the numbers in the order that the lot gives them."""
    return sorted(numbers, key=lambda number: (digest(seed, number), number))
