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
    NUMBER = "number", _("A number")
    DATE = "date", _("A day")
    PEOPLE = "people", _("People")
    LINKS = "links", _("Links")
    VIDEOS = "videos", _("Video links")
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

# What a field of a kind may say besides what every field says.
SETTINGS = {
    Kind.TEXT: (),
    Kind.LONGTEXT: ("most_characters", "most_words"),
    Kind.LIST: ("most_rows",),
    Kind.CHOICE: ("options",),
    Kind.CHOICES: ("options", "has_other"),
    Kind.NUMBER: ("is_whole", "least", "most", "unit_th", "unit_en"),
    Kind.DATE: (),
    Kind.PEOPLE: ("most_rows",),
    Kind.LINKS: ("most_rows",),
    Kind.VIDEOS: ("most_rows",),
    Kind.FILES: ("types", "most_files", "mb_each", "mb_total"),
}

# The most that one answer takes, in characters or rows, whatever the form says.
LONGEST = {Kind.TEXT: 500, Kind.LONGTEXT: 30_000}
LONGEST_TITLE = 300
LONGEST_ITEM = 1_000
MOST_ROWS = {Kind.LIST: 100, Kind.PEOPLE: 20, Kind.LINKS: 20, Kind.VIDEOS: 20}
MOST_FILES = 20


def localised(thing: Mapping, name: str) -> str:
    """Return `name_th` or `name_en`, whichever the reader reads; else the other."""
    order = ("th", "en") if page_language() == "th" else ("en", "th")
    return next((text for code in order if (text := thing.get(f"{name}_{code}"))), "")


def label_of(each: Mapping) -> str:
    return localised(each, "label")


def is_public(each: Mapping) -> bool:
    """Say whether the public may read the field, as in the knowledge library."""
    return each.get("is_public", True)


def is_hidden_when_blind(each: Mapping) -> bool:
    """Say whether judges who judge blindly do not read the field."""
    return each.get("is_hidden_when_blind", each["kind"] == Kind.PEOPLE)


def most_rows(each: Mapping) -> int:
    """Return how many points, people or links the field takes."""
    return each.get("most_rows") or MOST_ROWS[each["kind"]]


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
    return [] if kind in MOST_ROWS or kind == Kind.FILES else ""


def blank_answers(form: list[dict]) -> dict:
    """Return the answers of an entry that was just begun."""
    return {each["key"]: blank(each["kind"]) for each in own_fields(form)}


def is_empty(kind: str, value) -> bool:
    if kind == Kind.CHOICES and value:
        return not value["chosen"] and not value["other"]
    return not value
