"""A work to read, as its office, staff and judges see it."""

from django.template.loader import render_to_string

from contests import entry_form
from submissions.reading import FieldRead
from tests.submissions.scene import field


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
    """Return the one field of a form, whose label is `label`, as it is read."""
    form = [field("a", "text", label_th=label, label_en=label)]
    return entry_form.shown(form, "", {"a": words})[0]
