"""The kinds of fields, and what can be asked of a field without its answer."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ui.language import page_language


class Kind(TextChoices):
    TEXT = "text", _("One line")
    LONGTEXT = "longtext", _("Text of any length")
    LIST = "list", _("Points, one on each line")
    CHOICE = "choice", _("One of a list")
    CHOICES = "choices", _("Any of a list")
    PEOPLE = "people", _("People")
    LINKS = "links", _("Links")
    FILES = "files", _("Files")


TITLE = "title"
# The columns of a person, and those without which a person is not named.
PERSON = {
    "title": pgettext_lazy("before a name", "Title"),
    "given_name": _("Given name"),
    "surname": _("Surname"),
    "position": _("Position"),
    "level": _("Position level"),
    "phone": _("Telephone"),
}
NEEDED_OF_A_PERSON = ("given_name", "surname", "position", "phone")

# The most that one answer takes, in characters or rows.
LONGEST = {Kind.TEXT: 500, Kind.LONGTEXT: 30_000}
LONGEST_TITLE = 300
LONGEST_ITEM = 1_000
MOST_ROWS = {Kind.LIST: 100, Kind.PEOPLE: 20, Kind.LINKS: 20}


def localised(thing: Mapping, name: str) -> str:
    """Return `name_th` or `name_en`, whichever the reader reads; else the other."""
    order = ("th", "en") if page_language() == "th" else ("en", "th")
    return next((text for code in order if (text := thing.get(f"{name}_{code}"))), "")


def label_of(each: Mapping) -> str:
    return localised(each, "label")


def own_fields(form: list[dict]) -> list[dict]:
    """Return the fields whose answers are kept among the answers."""
    return [
        each for each in form if each["key"] != TITLE and each["kind"] != Kind.FILES
    ]


def file_fields(form: list[dict]) -> list[dict]:
    """Return the fields under which files are attached."""
    return [each for each in form if each["kind"] == Kind.FILES]


def blank(kind: str) -> object:
    """Return the empty answer of a kind."""
    if kind == Kind.CHOICES:
        return {"chosen": [], "other": ""}
    return [] if kind in (Kind.LIST, Kind.PEOPLE, Kind.LINKS, Kind.FILES) else ""


def blank_answers(form: list[dict]) -> dict:
    """Return the answers of an entry that was just begun."""
    return {each["key"]: blank(each["kind"]) for each in own_fields(form)}


def is_empty(kind: str, value) -> bool:
    if kind == Kind.CHOICES and value:
        return not value["chosen"] and not value["other"]
    return not value
