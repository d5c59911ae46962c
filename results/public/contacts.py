"""What somebody typed, without how a person is reached: telephone, e-mail, card."""

import re

# What stands in a text where something was taken out.
HIDDEN = "•••"

_DIGIT = "[0-9๐-๙]"
_EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
# 081-234-5678, 0 4561 2345, +66 81 234 5678; the 13 digits of an identity card.
_PHONE = re.compile(
    rf"(?<!{_DIGIT})(?:(?:\+|00)[6๖][6๖][ \-.]?\(?[0๐]?\)?|[0๐])"
    rf"(?:[ \-.()]{{0,2}}{_DIGIT}){{8,9}}(?!{_DIGIT})"
)
_CARD = re.compile(
    rf"(?<!{_DIGIT}){_DIGIT}[ \-]?{_DIGIT}{{4}}[ \-]?{_DIGIT}{{5}}[ \-]?"
    rf"{_DIGIT}{{2}}[ \-]?{_DIGIT}(?!{_DIGIT})"
)


def without_contacts(text: str) -> str:
    """Return the text with no e-mail address, telephone or identity number in it."""
    for pattern in (_EMAIL, _CARD, _PHONE):
        text = pattern.sub(HIDDEN, text)
    return text
