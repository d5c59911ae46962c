"""What people typed, as it would be stored, and what is wrong with it."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from contests.entry_form.fields import (
    LONGEST,
    LONGEST_ITEM,
    LONGEST_TITLE,
    MOST_ROWS,
    PERSON,
    TITLE,
    Kind,
)

is_web_address = URLValidator(schemes=["http", "https"])


@dataclass
class Cleaned:
    """What a person typed, as it would be stored, and what is wrong with it.

    `answers` keep a wrong value as typed, so that the page can show it again (rule 14);
    with `errors` (key → sentences) they are not to be saved.
    """

    title: str
    answers: dict
    errors: dict[str, list[str]] = field(default_factory=dict)


def clean(form: list[dict], data: MultiValueDict, *, prefix: str = "") -> Cleaned:
    """Read a posted form. Only what can never be right is refused; gaps are not.

    Inputs are named `prefix` + key. A `list` is one box with a point on each line, or
    several boxes; `choices` repeats its name and adds `key-other`; `people` has a box
    of each column per row (`key-given_name`), `links` has `key-url` and `key-label`.
    """
    cleaned = Cleaned(title="", answers={})
    for each in form:
        name = prefix + each["key"]
        if each["key"] == TITLE:
            cleaned.title = squeezed(data.get(name, ""))
            errors = too_long(cleaned.title, LONGEST_TITLE)
        elif each["kind"] == Kind.FILES:
            continue
        else:
            value = READERS[each["kind"]](data, name)
            cleaned.answers[each["key"]] = value
            errors = CHECKS[each["kind"]](each, value)
        if errors:
            cleaned.errors[each["key"]] = errors
    return cleaned


def squeezed(text: str) -> str:
    """Put a line's words apart by single spaces."""
    return " ".join(text.replace("\0", "").split())


def read_text(data, name):
    return squeezed(data.get(name, ""))


def read_longtext(data, name):
    return data.get(name, "").replace("\0", "").replace("\r\n", "\n").strip()


def read_list(data, name):
    lines = "\n".join(data.getlist(name)).splitlines()
    return [point for line in lines if (point := squeezed(line))]


def read_choices(data, name):
    chosen = list(dict.fromkeys(data.getlist(name)))
    return {"chosen": chosen, "other": squeezed(data.get(f"{name}-other", ""))}


def read_people(data, name):
    return read_rows(data, name, PERSON)


def read_links(data, name):
    rows = read_rows(data, name, ("url", "label"))
    return [row for row in rows if row["url"]]


def read_rows(data, name, columns):
    boxes = {column: data.getlist(f"{name}-{column}") for column in columns}
    rows = []
    for at in range(max(map(len, boxes.values()))):
        row = {
            column: squeezed(texts[at]) if at < len(texts) else ""
            for column, texts in boxes.items()
        }
        if any(row.values()):
            rows.append(row)
    return rows


READERS = {
    Kind.TEXT: read_text,
    Kind.LONGTEXT: read_longtext,
    Kind.LIST: read_list,
    Kind.CHOICE: read_text,
    Kind.CHOICES: read_choices,
    Kind.PEOPLE: read_people,
    Kind.LINKS: read_links,
}


# What is wrong with a value -----------------------------------------------------------


def too_long(text, most):
    if len(text) <= most:
        return []
    return [
        _("This has %(length)d characters; shorten it to %(most)d.")
        % {"length": len(text), "most": most}
    ]


def too_many(rows, kind):
    if len(rows) <= MOST_ROWS[kind]:
        return []
    return [
        _("These are %(number)d rows; leave at most %(most)d.")
        % {"number": len(rows), "most": MOST_ROWS[kind]}
    ]


def check_text(each, value):
    return too_long(value, LONGEST[each["kind"]])


def check_list(each, value):
    longest = max(value, key=len, default="")
    return too_many(value, Kind.LIST) + too_long(longest, LONGEST_ITEM)


def check_choice(each, value):
    return unknown_options(each, [value] if value else [])


def check_choices(each, value):
    other = value["other"] if each.get("has_other") else ""
    return unknown_options(each, value["chosen"]) + too_long(other, LONGEST_ITEM)


def unknown_options(each, values):
    known = {option["value"] for option in each["options"]}
    return [] if known.issuperset(values) else [_("Choose from the list.")]


def check_people(each, value):
    longest = max((text for row in value for text in row.values()), key=len, default="")
    return too_many(value, Kind.PEOPLE) + too_long(longest, LONGEST[Kind.TEXT])


def check_links(each, value):
    errors = too_many(value, Kind.LINKS)
    for link in value:
        errors += too_long(link["label"], LONGEST[Kind.TEXT])
        try:
            is_web_address(link["url"])
        except ValidationError:
            errors.append(
                _(
                    "“%(url)s” is not a web address; it must begin with http:// or "
                    "https://."
                )
                % {"url": link["url"]}
            )
    return errors


CHECKS = {
    Kind.TEXT: check_text,
    Kind.LONGTEXT: check_text,
    Kind.LIST: check_list,
    Kind.CHOICE: check_choice,
    Kind.CHOICES: check_choices,
    Kind.PEOPLE: check_people,
    Kind.LINKS: check_links,
}
