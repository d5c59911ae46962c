"""An entry's form being filled in: values, faults, files, a colleague's text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from contests import entry_form
from contests.entry_form import PERSON, Kind
from contests.entry_form.fields import MOST_ROWS

LINK = {"url": _("Web address (https://…)"), "label": _("What it shows")}
TYPES = {"url": "url", "phone": "tel"}


@dataclass(frozen=True)
class Box:
    """One box of a row: its name in the form, its label, what it holds."""

    name: str
    label: str
    value: str
    type: str = "text"


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
    columns = {Kind.PEOPLE: PERSON, Kind.LINKS: LINK}.get(shown.kind)
    if columns is None:
        return []
    blank = [{}] if len(shown.value) < MOST_ROWS[shown.kind] else []
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
