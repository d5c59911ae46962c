"""Stored answers in the reader's language, to be read or to be filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from contests.entry_form.fields import (
    TITLE,
    Kind,
    blank,
    is_empty,
    is_hidden_when_blind,
    label_of,
    localised,
)
from contests.entry_form.fields import is_public as may_be_public
from contests.entry_form.limits import beyond, limits_of, number_in_words
from contests.entry_form.video_links import player_of
from ui import thai
from ui.language import page_language


@dataclass(frozen=True)
class Shown:
    """A field with its answer in the reader's language, to be read or filled in.

    `value` is the stored answer, or a blank one of its kind. `text` says a choice, a
    number or a day in words; `items` are the points of a list, the words of what was
    chosen, or the names of people. `limits` are what the form allows, `beyond` what of
    it the answer oversteps. `field` is the field as the form has it.
    """

    field: Mapping
    key: str
    kind: str
    label: str
    help: str
    required: bool
    value: object
    text: str
    items: list[str]
    options: list[tuple[str, str]]
    has_other: bool
    is_empty: bool
    limits: list[str]
    beyond: list[str]

    @property
    def kind_label(self) -> str:
        return Kind(self.kind).label

    @property
    def videos(self) -> list[dict]:
        """The links of videos, each with the address of its player, if it has one."""
        return [{**link, "player": player_of(link["url"])} for link in self.value]

    @property
    def is_public(self) -> bool:
        return may_be_public(self.field)

    @property
    def is_hidden_when_blind(self) -> bool:
        return is_hidden_when_blind(self.field)

    @property
    def unit(self) -> str:
        return localised(self.field, "unit")


def shown(
    form: list[dict],
    title: str,
    answers: Mapping,
    *,
    is_public: bool = False,
    is_blind: bool = False,
    tells_phones: bool = True,
) -> list[Shown]:
    """Return every field with its answer in the reader's language.

    What the public reads (`is_public`) is without the fields that are not public; what
    is judged blindly (`is_blind`), without those that are hidden then. Telephone
    numbers are in neither, nor where `tells_phones` is false.
    """
    keys = keys_shown(form, is_public=is_public, is_blind=is_blind)
    tells_phones = tells_phones and not is_public and not is_blind
    return [
        shown_field(
            each,
            title if each["key"] == TITLE else answers.get(each["key"]),
            tells_phones=tells_phones,
        )
        for each in form
        if each["key"] in keys
    ]


def keys_shown(
    form: list[dict], *, is_public: bool = False, is_blind: bool = False
) -> set[str]:
    """Return the keys of the fields, files too, that such a reader may read."""
    return {
        each["key"]
        for each in form
        if not (is_public and not may_be_public(each))
        and not (is_blind and is_hidden_when_blind(each))
    }


def shown_field(each, value, *, tells_phones):
    kind = each["kind"]
    value = value or blank(kind)
    if kind == Kind.PEOPLE and not tells_phones:
        value = [{**person, "phone": ""} for person in value]
    options = [
        (option["value"], label_of(option)) for option in each.get("options", [])
    ]
    return Shown(
        field=each,
        key=each["key"],
        kind=kind,
        label=label_of(each),
        help=localised(each, "help"),
        required=each["required"],
        value=value,
        text=text_of(each, value, dict(options)) if isinstance(value, str) else "",
        items=items_of(kind, value, dict(options)),
        options=options,
        has_other=each.get("has_other", False),
        is_empty=is_empty(kind, value),
        limits=limits_of(each),
        beyond=beyond(each, value) if value else [],
    )


def text_of(each, value, options):
    if each["kind"] == Kind.NUMBER and value:
        return number_in_words(each, value)
    if each["kind"] == Kind.DATE and (day := thai.read_date(value)):
        return thai.long_date(day, page_language())
    return options.get(value, value)


def items_of(kind, value, options):
    if kind == Kind.LIST:
        return value
    if kind == Kind.CHOICES:
        chosen = [options.get(one, one) for one in value["chosen"]]
        return [*chosen, value["other"]] if value["other"] else chosen
    if kind == Kind.PEOPLE:
        return [full_name(person) for person in value]
    return []


def full_name(person: Mapping) -> str:
    """Title and given name without a space, then the surname, as Thai writes it."""
    return f"{person['title']}{person['given_name']} {person['surname']}".strip()
