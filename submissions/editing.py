"""An entry's form being filled in: values, faults, files, a colleague's text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from contests import entry_form
from contests.entry_form import PERSON, Kind, count_of, most_rows
from submissions.file_limits import accept_of
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
    """A field to fill in. `theirs` is what a colleague saved meanwhile, if it differs.

    `rows` are the boxes of people and links, the last row blank for one more.
    """

    shown: entry_form.Shown
    errors: Sequence[str] = ()
    files: Sequence = ()
    uploads: Sequence | None = None
    rows: list[list[Box]] = field(default_factory=list)
    theirs: entry_form.Shown | None = None

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
    theirs: tuple[str, Mapping] | None = None,
) -> list[EditField]:
    """Return the fields of a form, filled with `title` and `answers`.

    `files` are the attachments by field, `uploads` those on their way; `theirs` the
    title and answers that a colleague saved meanwhile.
    """
    other = {}
    if theirs:
        other = {each.key: each for each in entry_form.shown(form, *theirs)}
    return [
        EditField(
            shown=shown,
            errors=errors.get(shown.key, ()),
            files=files.get(shown.key, ()),
            uploads=uploads.get(shown.key),
            rows=rows_of(shown),
            theirs=differing(shown, other.get(shown.key)),
        )
        for shown in entry_form.shown(form, title, answers)
    ]


def differing(mine, theirs):
    if theirs is None or mine.kind == Kind.FILES or theirs.value == mine.value:
        return None
    return theirs


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


def mended(form, entry, cleaned) -> tuple[str, dict]:
    """Return what can be saved of what was typed: wrong fields keep what they had."""
    title = entry.title if entry_form.TITLE in cleaned.errors else cleaned.title
    kept = {key: entry.answers[key] for key in cleaned.errors if key in entry.answers}
    typed = {
        key: value
        for key, value in cleaned.answers.items()
        if key not in cleaned.errors
    }
    return title, {**typed, **kept}
