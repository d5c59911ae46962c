"""What people typed, as it would be stored, and what is wrong with it."""

import re
import unicodedata
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
from contests.entry_form.limits import number_of
from contests.entry_form.video_links import SERVICES, service_of
from ui.thai import arabic_digits, read_date

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
    of each column per row (`key-given_name`), `links` and `videos` have `key-url` and
    `key-label`.
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


# Line and page breaks of other programs.
BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# They turn the order of letters around, so that a text reads as what it is not.
TURNING = {*"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


def plain(text: str) -> str:
    """Return a text with one kind of line break and no control or turning signs."""
    return "".join(char for char in BREAKS.sub("\n", text) if not is_to_go(char))


def is_to_go(char):
    is_control = unicodedata.category(char) == "Cc" and char not in "\n\t"
    return is_control or char in TURNING


def squeezed(text: str) -> str:
    """Put a line's words apart by single spaces."""
    return " ".join(plain(text).split())


def read_text(data, name):
    return squeezed(data.get(name, ""))


def read_longtext(data, name):
    return plain(data.get(name, "")).strip()


def read_list(data, name):
    lines = plain("\n".join(data.getlist(name))).split("\n")
    return [point for line in lines if (point := squeezed(line))]


THOUSANDS = re.compile(r"([+-]?[0-9]{1,3})((?:[, ][0-9]{3})+)(\.[0-9]+)?")


def read_number(data, name):
    """Return the number in one form, such as "1250.5", or what was typed instead."""
    typed = squeezed(data.get(name, ""))
    text = arabic_digits(typed).replace("\u2212", "-")
    if found := THOUSANDS.fullmatch(text):
        text = found[1] + re.sub("[, ]", "", found[2]) + (found[3] or "")
    number = number_of(text)
    if number is None:
        return typed
    return f"{number.normalize():f}" if number else "0"


def read_day(data, name):
    """Return the day in ISO form, or what was typed instead."""
    typed = squeezed(data.get(name, ""))
    day = read_date(typed)
    return day.isoformat() if day else typed


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
    Kind.NUMBER: read_number,
    Kind.DATE: read_day,
    Kind.PEOPLE: read_people,
    Kind.LINKS: read_links,
    Kind.VIDEOS: read_links,
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


def check_number(each, value):
    if not value:
        return []
    if number_of(value) is None:
        return [_("Write a number and nothing else, such as 1,250 or ๑๒.")]
    if each.get("is_whole") and "." in value:
        return [_("Write a whole number, without a decimal point.")]
    return []


def check_date(each, value):
    if not value or read_date(value):
        return []
    return [
        _(
            "Write day, month and a year of four digits, such as 15/7/2568 or "
            "15 ก.ค. 2568."
        )
    ]


def check_people(each, value):
    longest = max((text for row in value for text in row.values()), key=len, default="")
    return too_many(value, Kind.PEOPLE) + too_long(longest, LONGEST[Kind.TEXT])


def check_links(each, value):
    errors = too_many(value, each["kind"])
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


def check_videos(each, value):
    errors = check_links(each, value)
    for link in value:
        if not errors and not service_of(link["url"]):
            errors.append(
                _(
                    "“%(url)s” is not the address of a video on %(services)s. Open the "
                    "video there and copy its link."
                )
                % {"url": link["url"], "services": ", ".join(SERVICES)}
            )
    return errors


CHECKS = {
    Kind.TEXT: check_text,
    Kind.LONGTEXT: check_text,
    Kind.LIST: check_list,
    Kind.CHOICE: check_choice,
    Kind.CHOICES: check_choices,
    Kind.NUMBER: check_number,
    Kind.DATE: check_date,
    Kind.PEOPLE: check_people,
    Kind.LINKS: check_links,
    Kind.VIDEOS: check_videos,
}
