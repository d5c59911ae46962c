"""File names as people gave them, in Thai or anything, made harmless to keep."""

import unicodedata
from pathlib import PurePosixPath

# In Thai letters about what a Linux disk takes as one name.
LONGEST = 80
# Windows cannot save a file with these in its name.
FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


def harmless(name: str) -> str:
    """Return a name without path, control or right-to-left signs, and not too long."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/")).rsplit("/", 1)[-1]
    name = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    name = " ".join(name.translate(FORBIDDEN).split()).strip(". ")
    suffix = PurePosixPath(name).suffix
    stem = name.removesuffix(suffix).rstrip(". ")
    if len(stem) + len(suffix) > LONGEST:
        stem = shortened(stem, LONGEST - len(suffix))
    return f"{stem or 'file'}{suffix}"


def shortened(text: str, length: int) -> str:
    """Cut a text, but not between a letter and the vowels and tones on it."""
    while length > 1 and unicodedata.category(text[length : length + 1] or "x") == "Mn":
        length -= 1
    return text[:length].rstrip(". ")
