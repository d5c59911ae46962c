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

from contests.entry_form.cleaning import Cleaned, clean
from contests.entry_form.fields import (
    NEEDED_OF_A_PERSON,
    PERSON,
    TITLE,
    Kind,
    blank,
    blank_answers,
    file_fields,
    is_empty,
    label_of,
    own_fields,
)
from contests.entry_form.missing import what_is_missing
from contests.entry_form.showing import Shown, full_name, shown

__all__ = [
    "NEEDED_OF_A_PERSON",
    "PERSON",
    "TITLE",
    "Cleaned",
    "Kind",
    "Shown",
    "blank",
    "blank_answers",
    "clean",
    "file_fields",
    "full_name",
    "is_empty",
    "label_of",
    "own_fields",
    "shown",
    "what_is_missing",
]
