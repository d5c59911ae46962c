"""The entries of a round as a table, to be had as a file."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.workflow import State
from ui.tables import Column, Holds, Table

COLUMNS = (
    Column("number", gettext_lazy("Number"), 20),
    Column("title", gettext_lazy("Title of the entry"), 48),
    Column("office_code", gettext_lazy("Office code"), 12),
    Column("office", gettext_lazy("Office"), 44),
    Column("person", gettext_lazy("Person"), 28),
    Column("handed_in_at", gettext_lazy("Handed in on"), 22, Holds.MOMENT),
    Column(
        "is_late",
        gettext_lazy("Late"),
        10,
        says=lambda is_late: _("Late") if is_late else "",
    ),
    Column(
        "state", gettext_lazy("State"), 22, says=lambda state: str(State(state).label)
    ),
    Column(
        "open_until",
        gettext_lazy("May be handed in again until"),
        22,
        Holds.MOMENT,
    ),
    Column("state_reason", gettext_lazy("Reason"), 48),
    Column("version", gettext_lazy("Version"), 9, Holds.NUMBER),
    Column("ticked", gettext_lazy("Lines ticked"), 12, Holds.NUMBER),
    Column("lines", gettext_lazy("Lines of the checklist"), 12, Holds.NUMBER),
)


def entries_table(rows) -> Table:
    """Return the table of what `listing.rows_of` gave, in its order."""
    return Table(
        _("Entries of the round"),
        COLUMNS,
        (tuple(row[column.name] for column in COLUMNS) for row in rows),
        kind="entries",
    )
