"""An entry's form being filled in: values, faults, files, a colleague's text."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from contests import entry_form
from contests.entry_form import PERSON, Kind, count_of, most_rows
from submissions.file_limits import accept_of
from submissions.merging import fingerprint, text_fields
from ui import thai
from ui.language import page_language

LINK = {"url": _("Web address (https://…)"), "label": _("What it shows")}
ROWS = {Kind.PEOPLE: PERSON, Kind.LINKS: LINK, Kind.VIDEOS: LINK}
TYPES = {"url": "url", "phone": "tel"}


@dataclass(frozen=True)
class Box:
    """One box of a row: its name in the form, its label, what it holds."""

    name: str
    label: str
    value: str
    type: str = "text"


@dataclass(frozen=True)
class Count:
    """How much of its limit a text uses: `unit` is "characters" or "words"."""

    unit: str
    number: int
    most: int

    @property
    def sentence(self) -> str:
        """The count in words, with a place for the number."""
        if self.unit == "characters":
            sentence = _("{number} of {most} characters")
        else:
            sentence = _("about {number} of {most} words")
        return str(sentence).replace("{most}", f"{self.most:,}")

    @property
    def words(self) -> str:
        return self.sentence.replace("{number}", f"{self.number:,}")

    @property
    def is_over(self) -> bool:
        return self.number > self.most


@dataclass(frozen=True)
class EditField:
    """A field to fill in. `theirs` is what was saved meanwhile, where both changed it.

    `rows` are the boxes of people and links, the last row blank for one more. `began`
    is the fingerprint of the text that the person began from.
    """

    shown: entry_form.Shown
    errors: Sequence[str] = ()
    files: Sequence = ()
    uploads: Sequence | None = None
    rows: list[list[Box]] = field(default_factory=list)
    theirs: entry_form.Shown | None = None
    began: str = ""

    @property
    def theirs_fingerprint(self) -> str:
        theirs = self.theirs or self.shown
        return fingerprint(theirs.kind, theirs.value)

    @property
    def typed(self) -> str:
        """What stands in a box of one line: a day as people write it."""
        value = self.shown.value
        if self.shown.kind == Kind.DATE and (day := thai.read_date(value)):
            return thai.short_date(day, page_language())
        return value

    @property
    def count(self) -> Count | None:
        """How much of its limit a text uses."""
        if self.shown.kind != Kind.LONGTEXT:
            return None
        counted = count_of(self.shown.field, self.shown.value)
        return counted and Count(*counted)

    @property
    def described_by(self) -> str:
        """The ids of what a screen reader says after the label of the box."""
        parts = {
            "help": self.shown.help,
            "limits": self.shown.limits and not self.count,
            "count": self.count,
        }
        return " ".join(f"{name}-{self.shown.key}" for name in parts if parts[name])

    @property
    def accept(self) -> str:
        """The types of files that the field takes, for the browser's chooser."""
        return accept_of(self.shown.field)

    @property
    def lines(self) -> str:
        """The points of a list, one on each line."""
        return "\n".join(self.shown.value)


def edit_fields(
    form: list[dict],
    title: str,
    answers: Mapping,
    *,
    errors: Mapping = {},
    files: Mapping = {},
    uploads: Mapping = {},
    theirs: Mapping[str, entry_form.Shown] = {},
    began: Mapping[str, str] = {},
    only: Collection[str] | None = None,
) -> list[EditField]:
    """Return the fields of a form, or `only` some, filled with `title` and `answers`.

    `files` are the attachments by field, `uploads` those on their way; `theirs` the
    fields that were saved meanwhile, where they stand beside; `began` the fingerprints
    where these texts are not stored.
    """
    if only is not None:
        form = [each for each in form if each["key"] in only]
    return [
        EditField(
            shown=shown,
            errors=errors.get(shown.key, ()),
            files=files.get(shown.key, ()),
            uploads=uploads.get(shown.key),
            rows=rows_of(shown),
            theirs=theirs.get(shown.key),
            began=began.get(shown.key, fingerprint(shown.kind, shown.value)),
        )
        for shown in entry_form.shown(form, title, answers)
    ]


def rows_of(shown) -> list[list[Box]]:
    """Return the rows of people or links, with a blank one while there is room."""
    columns = ROWS.get(shown.kind)
    if columns is None:
        return []
    blank = [{}] if len(shown.value) < most_rows(shown.field) else []
    return [
        [
            Box(
                name=f"{shown.key}-{column}",
                label=str(label),
                value=row.get(column, ""),
                type=TYPES.get(column, "text"),
            )
            for column, label in columns.items()
        ]
        for row in [*shown.value, *blank]
    ]


# What a page sent ---------------------------------------------------------------------


@dataclass(frozen=True)
class Sent:
    """What a page sent of a form: each field as typed, and what is wrong with some.

    `began` has the fingerprints of what the fields held when the person began; `over`
    the fields in which they chose their own text over one that was saved meanwhile.
    """

    typed: dict
    errors: dict[str, list[str]]
    began: dict[str, str]
    over: set[str]

    @property
    def texts(self) -> dict:
        """What can be saved."""
        return {k: value for k, value in self.typed.items() if k not in self.errors}


def sent_of(form: list[dict], data, *, keys: Collection[str] | None = None) -> Sent:
    """Read a posted form: all its fields, or those with these keys.

    A field in which the stored text is taken instead of one's own was not sent.
    """
    taken = data.getlist("take-theirs")
    fields = [
        each
        for each in text_fields(form)
        if each["key"] not in taken and (keys is None or each["key"] in keys)
    ]
    cleaned = entry_form.clean(fields, data)
    typed = dict(cleaned.answers)
    if any(each["key"] == entry_form.TITLE for each in fields):
        typed[entry_form.TITLE] = cleaned.title
    began = {
        each["key"]: data[name]
        for each in text_fields(form)
        if (name := f"{each['key']}-began") in data
    }
    over = dict(choice.rpartition(":")[::2] for choice in data.getlist("keep-mine"))
    return Sent(typed, cleaned.errors, {**began, **over}, set(over))
