"""Stored answers in the reader's language, to be read or to be filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from contests.entry_form.fields import (
    TITLE,
    Kind,
    blank,
    is_empty,
    label_of,
    localised,
)


@dataclass(frozen=True)
class Shown:
    """A field with its answer in the reader's language, to be read or filled in.

    `value` is the stored answer, or a blank one of its kind. `text` says a choice in
    words; `items` are the points of a list, the words of what was chosen, or the names
    of people.
    """

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

    @property
    def kind_label(self) -> str:
        return Kind(self.kind).label


def shown(
    form: list[dict], title: str, answers: Mapping, *, is_public: bool = False
) -> list[Shown]:
    """Return every field with its answer in the reader's language.

    What the public reads (`is_public`) has no telephone numbers.
    """
    fields = []
    for each in form:
        kind, key = each["kind"], each["key"]
        value = title if key == TITLE else answers.get(key) or blank(kind)
        if kind == Kind.PEOPLE and is_public:
            value = [{**person, "phone": ""} for person in value]
        options = [
            (option["value"], label_of(option)) for option in each.get("options", [])
        ]
        fields.append(
            Shown(
                key=key,
                kind=kind,
                label=label_of(each),
                help=localised(each, "help"),
                required=each["required"],
                value=value,
                text=dict(options).get(value, value) if isinstance(value, str) else "",
                items=items_of(kind, value, dict(options)),
                options=options,
                has_other=each.get("has_other", False),
                is_empty=is_empty(kind, value),
            )
        )
    return fields


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
