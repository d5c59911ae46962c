"""How the public reads who was placed: an office, or a person with their position.

Nothing else of a person is ever in a public value: no telephone, no e-mail. A name that
was taken off is left out here, for pages, feeds and pictures alike.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from results.public.contacts import HIDDEN, without_contacts
from submissions.models import Entry
from submissions.naming import line_of
from ui.thai import tidy

# What may stand between given name and surname: blanks, the signs of a file's name.
_BETWEEN = r"[\s\u200b_.·+-]*"


@dataclass(frozen=True)
class Entrant:
    """Who was placed; for an individual's entry the office is where they serve."""

    name: str
    position: str
    office_title: str
    office_code: str
    is_sample: bool
    # Of a person who is named, the entry for which they can ask not to be.
    named_with: int | None = None

    @property
    def place(self) -> str:
        """Where a person serves, as what; nothing under the name of an office."""
        if self.name == self.office_title:
            return ""
        return " · ".join(filter(None, (self.position, self.office_title)))


def entrant_of(entry: Entry) -> Entrant:
    """Return who stands behind an entry, loaded with its office and person.

    `entry.names_taken_off` is loaded too (`results.querysets.standing_removals`).
    """
    office, person = entry.office, entry.honoured
    name = person.get_full_name() if person else office.title
    position = person.full_position if person else ""
    named_with = entry.pk if person else None
    if person and is_taken_off(entry, person):
        name, position, named_with = _("Name not shown"), "", None
    return Entrant(
        name=name,
        position=position,
        office_title=office.title,
        office_code=office.code,
        is_sample=entry.is_sample or bool(person and person.is_sample),
        named_with=named_with,
    )


def printed_name(entry: Entry, printed: str) -> str:
    """Return a name as it stands on a paper, where the public may read it at all.

    The paper may have it in another spelling than the account; a name that was taken
    off the public pages is not shown by its paper either.
    """
    person, lines = entry.honoured, taken_off(entry)
    if person and is_taken_off(entry, person):
        return _("Name not shown")
    return printed if without_names(printed, lines) == printed else _("Name not shown")


def is_taken_off(entry: Entry, person) -> bool:
    return line_of(person.given_name, person.surname) in taken_off(entry)


def taken_off(entry: Entry) -> list[str]:
    """Return the names that no public page shows with this entry."""
    return [removal.name for removal in entry.names_taken_off]


def public_title(entry: Entry, title: str | None) -> str:
    """Return what the public reads of a title as it was handed in."""
    return without_names(without_contacts(tidy(title or "")), taken_off(entry))


def public_note(entries: Iterable[Entry], text: str) -> str:
    """Return what the public reads of a source or a reason that staff typed."""
    lines = {line for entry in entries for line in taken_off(entry)}
    return without_names(without_contacts(text), lines)


def without_names(text: str, lines: Iterable[str]) -> str:
    """Return the text without the people of these lines ("สมชาย ใจดี")."""
    for line in lines:
        given, _space, surname = line.partition(" ")
        name = rf"{re.escape(given)}{_BETWEEN}{re.escape(surname)}"
        text = re.sub(name, HIDDEN, text, flags=re.IGNORECASE)
    return text
