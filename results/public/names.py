"""How the public reads who was placed: an office, or a person with their position.

Nothing else of a person is ever in a public value: no telephone, no e-mail.
"""

from dataclasses import dataclass

from submissions.models import Entry


@dataclass(frozen=True)
class Entrant:
    """Who was placed; for an individual's entry the office is where they serve."""

    name: str
    position: str
    office_title: str
    office_code: str
    is_sample: bool


def entrant_of(entry: Entry) -> Entrant:
    """Return who stands behind an entry, loaded with its office and person."""
    office, person = entry.office, entry.person
    return Entrant(
        name=person.get_full_name() if person else office.title,
        position=person.full_position if person else "",
        office_title=office.title,
        office_code=office.code,
        is_sample=entry.is_sample or bool(person and person.is_sample),
    )


def printed_name(entry: Entry, printed: str) -> str:
    """Return a name as it stands on a paper, where the public may read it at all.

    The paper may have it in another spelling than the account; a name that was taken
    off the public pages is not shown by its paper either.
    """
    if entry.person is None:
        return printed
    shown = entrant_of(entry).name
    return printed if shown == entry.person.get_full_name() else shown
