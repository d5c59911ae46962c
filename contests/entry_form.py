"""A category's entry form: its fields, what people typed into them, what is missing.

No models and no HTTP. A form is a list of fields, stored as JSON with the category and
frozen with every version. A field is a dict:

    key         stable name, under which the answer and the attachments are kept
    kind        see `Kind`
    label_th, label_en, help_th, help_en
    required    must be filled in before the entry is handed in; a draft may lack it
    options     of `choice` and `choices`: a list of {"value", "label_th", "label_en"}
    has_other   of `choices`: also takes what the list does not name

The field with the key `title` is the entry's title; its text lives in a column of its
own, not among the answers. Answers by kind, each absent or empty where not filled in:

    text, longtext   a string
    list             a list of strings
    choice           an option's value
    choices          {"chosen": [values], "other": a string}
    people           a list of dicts with the keys of PERSON
    links            a list of {"url", "label"}
    files            nothing: files are attachments
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import TextChoices
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _


class Kind(TextChoices):
    TEXT = "text", gettext_lazy("One line")
    LONGTEXT = "longtext", gettext_lazy("Text of any length")
    LIST = "list", gettext_lazy("Points, one on each line")
    CHOICE = "choice", gettext_lazy("One of a list")
    CHOICES = "choices", gettext_lazy("Any of a list")
    PEOPLE = "people", gettext_lazy("People")
    LINKS = "links", gettext_lazy("Links")
    FILES = "files", gettext_lazy("Files")


TITLE = "title"
# The columns of a person, and those without which a person is not named.
PERSON = {
    "title": gettext_lazy("Title"),
    "given_name": gettext_lazy("Given name"),
    "surname": gettext_lazy("Surname"),
    "position": gettext_lazy("Position"),
    "level": gettext_lazy("Position level"),
    "phone": gettext_lazy("Telephone"),
}
NEEDED_OF_A_PERSON = ("given_name", "surname", "position", "phone")

# The most that one answer takes, in characters or rows.
LONGEST = {Kind.TEXT: 500, Kind.LONGTEXT: 30_000}
LONGEST_TITLE = 300
LONGEST_ITEM = 1_000
MOST_ROWS = {Kind.LIST: 100, Kind.PEOPLE: 20, Kind.LINKS: 20}

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


def localised(thing: Mapping, name: str) -> str:
    """Return `name_th` or `name_en`, whichever the reader reads; else the other."""
    order = ("th", "en") if get_language() == "th" else ("en", "th")
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


# Typed → stored ----------------------------------------------------------------------


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


# What is missing ----------------------------------------------------------------------


def what_is_missing(
    form: list[dict], title: str, answers: Mapping, files: Collection[str]
) -> list[tuple[str, str]]:
    """Return every gap that keeps the entry from being handed in, as (key, sentence).

    `files` are the keys of the fields under which at least one file is attached.
    """
    gaps = []
    for each in form:
        key = each["key"]
        if each["kind"] == Kind.FILES:
            if each["required"] and key not in files:
                sentence = _("Attach a file under “%(field)s”.")
                gaps.append((key, sentence % {"field": label_of(each)}))
            continue
        value = title if key == TITLE else answers.get(key)
        if is_empty(each["kind"], value):
            if each["required"]:
                sentence = _("Fill in “%(field)s”.")
                gaps.append((key, sentence % {"field": label_of(each)}))
        elif each["kind"] == Kind.PEOPLE:
            gaps += [(key, sentence) for sentence in gaps_of_people(each, value)]
    return gaps


def is_empty(kind: str, value) -> bool:
    if kind == Kind.CHOICES and value:
        return not value["chosen"] and not value["other"]
    return not value


def gaps_of_people(each, people):
    for number, person in enumerate(people, 1):
        columns = [
            str(PERSON[column]) for column in NEEDED_OF_A_PERSON if not person[column]
        ]
        if columns:
            yield _("“%(field)s”, person %(number)d: fill in %(columns)s.") % {
                "field": label_of(each),
                "number": number,
                "columns": ", ".join(columns),
            }


# Stored → read or filled in -----------------------------------------------------------


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
