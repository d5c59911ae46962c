"""How far a panel is, sheet by sheet, as a table: the matrix of its page."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from judging.watching import (
    BEGUN,
    CONFLICT,
    EXCUSED,
    NOT_ASKED,
    SIGNED,
    UNTOUCHED,
    EntryLine,
    Watch,
)
from ui.tables import Column, Holds, Table

STATES = {
    SIGNED: gettext_lazy("Signed"),
    EXCUSED: gettext_lazy("Excused"),
    BEGUN: gettext_lazy("Begun"),
    UNTOUCHED: gettext_lazy("Not begun"),
    CONFLICT: gettext_lazy("Conflict of interest"),
}
# What programs read; nothing where nobody waits for the sheet.
CODES = {
    SIGNED: "signed",
    EXCUSED: "excused",
    BEGUN: "begun",
    UNTOUCHED: "not_begun",
    CONFLICT: "conflict",
    NOT_ASKED: None,
}


def state_name(letter: str, waits: bool) -> str:
    """Name the state of a sheet; who waits is not told which are begun (rule 3)."""
    return _("Not finished") if waits and letter == UNTOUCHED else str(STATES[letter])


def progress_table(watch: Watch) -> Table:
    """Return a row for each entry of the page and a column for each judge."""
    codes = CODES | {UNTOUCHED: "not_finished"} if watch.waits else CODES
    words = {codes[letter]: state_name(letter, watch.waits) for letter in STATES}
    whose = () if watch.is_blind else (Column("whose", _("Whose it is"), 40),)
    return Table(
        _("Progress of the judging"),
        (
            Column("number", _("Number"), 20),
            *whose,
            Column("finished", _("Finished"), 12, Holds.NUMBER),
            Column("due", _("Sheets due"), 12, Holds.NUMBER),
            Column(
                "lacks_quorum",
                _("Below the quorum"),
                18,
                says=lambda lacks: _("Below the quorum") if lacks else "",
            ),
            *(
                Column(
                    f"seat_{seat.pk}",
                    seat.user.get_full_name(),
                    20,
                    says=words.__getitem__,
                )
                for seat in watch.columns
            ),
        ),
        (row_of(line, codes, is_blind=watch.is_blind) for line in watch.lines),
        kind="progress",
    )


def row_of(line: EntryLine, codes: dict, *, is_blind: bool) -> tuple:
    return (
        line.number,
        *(() if is_blind else (line.whose,)),
        line.finished,
        line.due,
        line.lacks_quorum,
        *[codes[letter] for letter in line.cells],
    )
