"""A category's entry form: its fields, what people typed into them, what is missing.

No models and no HTTP. A form is a list of fields, stored as JSON with the category and
frozen with every version. A field is a dict:

    key         stable name, under which the answer and the attachments are kept
    kind        see `Kind`
    label_th, label_en, help_th, help_en
    required    must be filled in before the entry is handed in; a draft may lack it
    is_public   may be read by the public, as in the knowledge library; else yes
    is_hidden_when_blind
                judges who judge blindly do not read it; else yes for people, no for
                the rest
    options     of `choice` and `choices`: a list of {"value", "label_th", "label_en"}
    has_other   of `choices`: also takes what the list does not name
    most_characters, most_words
                of `longtext`, one of the two: see `ui.counting`
    most_rows   of `list`, `people`, `links`, `videos`: one where there is to be one
    is_whole, least, most, unit_th, unit_en
                of `number`; the bounds are decimal numbers as strings
    types, most_files, mb_each, mb_total
                of `files`: codes of FILE_TYPES, how many files, how large

A limit that is absent is the portal's own.

The field with the key `title` is the entry's title; its text lives in a column of its
own, not among the answers. Answers by kind, each absent or empty where not filled in:

    text, longtext   a string
    list             a list of strings
    choice           an option's value
    number           a decimal number as a string, "1250.5"
    date             a day in ISO form, "2025-07-15"
    choices          {"chosen": [values], "other": a string}
    people           a list of dicts with the keys of PERSON
    links, videos    a list of {"url", "label"}
    files            nothing: files are attachments
"""

from contests.entry_form.cleaning import Cleaned, clean
from contests.entry_form.fields import (
    MOST_FILES,
    MOST_ROWS,
    NEEDED_OF_A_PERSON,
    PERSON,
    TITLE,
    Kind,
    blank,
    blank_answers,
    file_fields,
    is_empty,
    label_of,
    most_rows,
    own_fields,
)
from contests.entry_form.limits import count_of, labels_of_types, types_of
from contests.entry_form.missing import what_is_missing
from contests.entry_form.showing import Shown, full_name, keys_shown, shown

__all__ = [
    "MOST_FILES",
    "MOST_ROWS",
    "NEEDED_OF_A_PERSON",
    "PERSON",
    "TITLE",
    "Cleaned",
    "Kind",
    "Shown",
    "blank",
    "blank_answers",
    "clean",
    "count_of",
    "file_fields",
    "full_name",
    "is_empty",
    "keys_shown",
    "label_of",
    "labels_of_types",
    "most_rows",
    "own_fields",
    "shown",
    "types_of",
    "what_is_missing",
]
