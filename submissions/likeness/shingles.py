"""Fingerprints of a text, few enough to be kept and asked for by the thousand.

Winnowing (Schleimer, Wilkerson, Aiken: "Winnowing: local algorithms for document
fingerprinting", SIGMOD 2003): of every WINDOW shingles in a row the one with the
smallest hash is kept, so that texts with a passage in common keep the same ones there.
"""

from hashlib import blake2b

from submissions.likeness.letters import letters_of

# Letters in a shingle: about five Thai words, more than a set phrase has.
SHINGLE = 24
WINDOW = 12
# A passage of so many letters in two texts leaves a fingerprint in both.
SURELY_FOUND = SHINGLE + WINDOW - 1


def fingerprints(text: str) -> set[int]:
    """Return the fingerprints, whole numbers of 64 bits with a sign.

    A text of n letters has about 2n / (WINDOW + 1); one shorter than a shingle none.
    """
    letters, _places = letters_of(text)
    hashes = [
        hash_of(letters[at : at + SHINGLE]) for at in range(len(letters) - SHINGLE + 1)
    ]
    windows = max(1, len(hashes) - WINDOW + 1) if hashes else 0
    return {min(hashes[at : at + WINDOW]) for at in range(windows)}


def hash_of(shingle: str) -> int:
    digest = blake2b(shingle.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
