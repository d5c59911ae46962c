"""What an entry still lacks before it can be handed in: all of it at once."""

from dataclasses import dataclass

from contests import entry_form


@dataclass(frozen=True)
class Gap:
    """A requirement that is not met, and the form's field where it can be."""

    field: str
    sentence: str


def what_is_missing(entry, attachments) -> list[Gap]:
    """Return every gap of an entry, loaded with its category, with its kept files."""
    gaps = entry_form.what_is_missing(
        entry.category.form,
        entry.title,
        entry.answers,
        {attachment.field for attachment in attachments},
    )
    return [Gap(field, sentence) for field, sentence in gaps]
