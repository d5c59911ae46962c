"""A work to read, as its office, staff and judges see it."""

from django.template.loader import render_to_string

from contests.entry_form import Kind, Shown
from submissions.reading import FieldRead


def test_what_was_left_empty_is_listed_once_at_the_end():
    fields = [
        FieldRead(shown("Goals", ""), []),
        FieldRead(shown("Direction", "Forward"), []),
        FieldRead(shown("Spread", ""), []),
    ]

    page = render_to_string("submissions/_content.html", {"fields": fields})

    words = [page.index(word) for word in ("Direction", "Forward", "Goals", "Spread")]
    assert words == sorted(words)
    assert page.count("<h3>") == 2


def shown(label, words):
    return Shown(
        key=label.lower(),
        kind=Kind.TEXT,
        label=label,
        help="",
        required=False,
        value=words,
        text=words,
        items=[],
        options=[],
        has_other=False,
        is_empty=not words,
    )
