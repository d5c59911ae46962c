"""What is wrong with a form itself, before anybody fills it in."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from contests.entry_form.fields import (
    LONGEST,
    MOST_FILES,
    MOST_ROWS,
    SETTINGS,
    TITLE,
    Kind,
)
from contests.entry_form.file_types import FILE_TYPES, MB
from contests.entry_form.limits import number_of

MOST_FIELDS = 60
MOST_OPTIONS = 100
LONGEST_LABEL = 250
LONGEST_HELP = 2_000
LONGEST_UNIT = 40
LONGEST_WORDS = {
    "label": LONGEST_LABEL,
    "help": LONGEST_HELP,
    "unit": LONGEST_UNIT,
    "options": LONGEST_LABEL,
}
WORDS = ("label_th", "label_en", "help_th", "help_en")
FLAGS = ("required", "is_public", "is_hidden_when_blind")
MOST = {
    "most_characters": LONGEST[Kind.LONGTEXT],
    "most_words": LONGEST[Kind.LONGTEXT],
    "most_files": MOST_FILES,
    "mb_each": max(each.limit for each in FILE_TYPES.values()) // MB,
    "mb_total": 10_000,
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a column of the field at a place in the form, from 0.

    A field that is taken away has no place; then `key` says which it was.
    """

    code: str
    place: int | None
    key: str
    column: str
    sentence: str


def with_keys(form: Sequence[Mapping], old: list[dict]) -> list[dict]:
    """Return a form that is to replace an old one; what has no key there gets its own.

    A key is never used for another field, since versions and drafts know it.
    """
    known = {each["key"] for each in old}
    free = (key for number in range(1, 10_000) if (key := f"f{number}") not in known)
    return [
        {**each, "key": each["key"] if each.get("key") in known else next(free)}
        for each in form
    ]


def faults(form: list[dict]) -> list[Fault]:
    """Return all that is wrong with a form; its keys are those that it will have."""
    keys = Counter(each["key"] for each in form)
    found = [
        Fault(code, place, each["key"], column, sentence)
        for place, each in enumerate(form)
        for code, column, sentence in faults_of(each)
    ]
    for key in (key for key, times in keys.items() if times > 1):
        place = [each["key"] for each in form].index(key)
        found.append(Fault("key", place, key, "key", _("Two fields have one key.")))
    if keys[TITLE] != 1:
        sentence = _("Every entry has a title: keep that field.")
        found.append(Fault("no_title", None, TITLE, "DELETE", sentence))
    if len(form) > MOST_FIELDS:
        sentence = _("A form has at most %(most)d fields.") % {"most": MOST_FIELDS}
        found.append(Fault("too_many", MOST_FIELDS, "", "label_th", sentence))
    return found


def faults_of(each: Mapping) -> Iterator[tuple[str, str, str]]:
    """Yield (code, column, sentence) for what is wrong with a field by itself."""
    if each["kind"] not in Kind.values:
        yield "kind", "kind", _("Choose one of the kinds.")
        return
    yield from faults_of_words(each)
    if each["key"] == TITLE:
        yield from faults_of_title(each)
    settings = {name: each[name] for name in SETTINGS[each["kind"]] if name in each}
    known = {"key", "kind", *WORDS, *FLAGS, *settings}
    for name in each.keys() - known:
        yield "unknown", name, _("A field of this kind does not have this.")
    for name in ("most_characters", "most_words", "most_rows", "most_files"):
        yield from faults_of_size(name, each["kind"], settings)
    for name in ("mb_each", "mb_total"):
        yield from faults_of_size(name, each["kind"], settings)
    if "most_characters" in settings and "most_words" in settings:
        yield "limit", "most_words", _("Limit the characters or the words, not both.")
    yield from CHECKS.get(each["kind"], lambda each: ())(each)


def faults_of_words(each):
    for name in ("label_th", "label_en"):
        if not each.get(name):
            yield "label", name, _("Fill in the label in both languages.")
    texts = [(name, each.get(name, "")) for name in (*WORDS, "unit_th", "unit_en")]
    texts += [
        ("options", option[name])
        for option in each.get("options", ())
        for name in ("label_th", "label_en")
    ]
    told = set()
    for name, text in texts:
        most = LONGEST_WORDS.get(name.removesuffix("_th").removesuffix("_en"))
        if name in told:
            continue
        if "\0" in text:
            told.add(name)
            yield "control", name, _("Take out the signs that cannot be seen.")
        elif len(text) > most:
            told.add(name)
            sentence = _("Shorten this to %(most)d characters.")
            yield "too_long", name, sentence % {"most": most}


def faults_of_title(each):
    if each["kind"] != Kind.TEXT:
        yield "no_title", "kind", _("The title is on one line.")
    if not each["required"]:
        yield "no_title", "required", _("Every entry has a title: keep it required.")
    if not each.get("is_public", True):
        yield "no_title", "is_public", _("The title is published with the result.")
    if each.get("is_hidden_when_blind"):
        sentence = _("Judges know a work by its title: it cannot be hidden.")
        yield "no_title", "is_hidden_when_blind", sentence


def faults_of_size(name, kind, settings):
    if name not in settings:
        return
    most = MOST_ROWS[kind] if name == "most_rows" else MOST[name]
    number = settings[name]
    if not isinstance(number, int) or not 1 <= number <= most:
        sentence = _("Give a number from 1 to %(most)d, or leave this empty.")
        yield "limit", name, sentence % {"most": most}


def faults_of_options(each):
    options = each.get("options") or []
    if not options:
        yield "no_options", "options", _("Give something to choose from.")
    if len(options) > MOST_OPTIONS:
        sentence = _("Give at most %(most)d to choose from.") % {"most": MOST_OPTIONS}
        yield "too_many", "options", sentence
    for name in ("value", "label_th", "label_en"):
        twice = [
            text
            for text, times in Counter(option[name] for option in options).items()
            if times > 1
        ]
        if twice:
            sentence = _("“%(text)s” is there twice.") % {"text": twice[0]}
            yield "twice", "options", sentence
            return


def faults_of_number(each):
    bounds = {name: each[name] for name in ("least", "most") if name in each}
    read = {name: number_of(text) for name, text in bounds.items()}
    for name, number in read.items():
        if number is None:
            yield "number", name, _("Give a number.")
        elif each.get("is_whole") and number != number.to_integral_value():
            yield "number", name, _("Give a whole number, as the answers are.")
    if None not in read.values() and in_order(read) is False:
        yield "order", "most", _("This is less than the least number.")


def in_order(bounds: Mapping[str, Decimal]) -> bool:
    return bounds["least"] <= bounds["most"] if len(bounds) == 2 else True


def faults_of_files(each):
    types = each.get("types")
    if types is not None and (not types or not set(types) <= set(FILE_TYPES)):
        yield "types", "types", _("Choose at least one type of file.")
    if each.get("mb_each", 0) > each.get("mb_total", 10_000):
        sentence = _("All files together may not have less than one of them.")
        yield "order", "mb_total", sentence


CHECKS = {
    Kind.CHOICE: faults_of_options,
    Kind.CHOICES: faults_of_options,
    Kind.NUMBER: faults_of_number,
    Kind.FILES: faults_of_files,
}
