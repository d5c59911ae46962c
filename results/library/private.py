"""What of a frozen work everybody may read: no telephone, no e-mail, no name taken off.

The form keeps out what it marks as not public and the telephone numbers of people; what
somebody typed into a text, a file name or a link, this does.
"""

from collections.abc import Callable, Iterable, Mapping

from contests import entry_form
from contests.entry_form import TITLE, Kind
from results.public.contacts import without_contacts
from results.public.names import without_names
from submissions.naming import line_of
from ui.thai import tidy

# Kinds whose answers people write freely.
WRITTEN = (Kind.TEXT, Kind.LONGTEXT)


def public_content(content: Mapping, lines: Iterable[str] = ()) -> dict:
    """Return the content of a version with nothing in it that is not public.

    `lines` are the names taken off, as `submissions.naming` writes them.
    """
    lines = tuple(lines)

    def clean(text):
        return without_names(without_contacts(tidy(text)), lines)

    form = [
        each
        for each in content["form"]
        if each["key"] in entry_form.keys_shown(content["form"], is_public=True)
    ]
    keys = {each["key"] for each in form}
    answers = {
        each["key"]: cleaned(
            each["kind"], content["answers"][each["key"]], clean, lines
        )
        for each in form
        if each["key"] in content["answers"]
    }
    return {
        **content,
        "person": None,
        "title": clean(content["title"]) if TITLE in keys else "",
        "form": form,
        "answers": answers,
        "files": [
            {**each, "name": clean(each["name"])}
            for each in content["files"]
            if each["field"] in keys
        ],
    }


def cleaned(kind: str, value, clean: Callable[[str], str], lines: tuple[str, ...]):
    """Return an answer without what nobody may read; the kind says how it is kept."""
    if not value:
        return value
    if kind in WRITTEN:
        return clean(value)
    if kind == Kind.LIST:
        return [clean(each) for each in value]
    if kind == Kind.CHOICES:
        return {**value, "other": clean(value["other"])}
    if kind == Kind.PEOPLE:
        return [
            {**{name: clean(text) for name, text in person.items()}, "phone": ""}
            for person in value
            if line_of(person["given_name"], person["surname"]) not in lines
        ]
    if kind in (Kind.LINKS, Kind.VIDEOS):
        return [
            {**link, "label": clean(link["label"])}
            for link in value
            if clean(link["url"]) == tidy(link["url"])
        ]
    return value
