"""The columns that every table of a round's entries has: whose each is, and if made up.

A table for whoever must not know has none of `whose_columns`.
"""

from django.utils.translation import gettext as _

from ui.tables import Column


def whose_columns() -> tuple[Column, ...]:
    """The official code is text, so that no program counts with it."""
    return (
        Column("office_code", _("Office code"), 12),
        Column("office", _("Office"), 44),
        Column("person", _("Person"), 28),
    )


def sample_column(any_sample: bool) -> Column:
    """Mark what was made up as the pages do."""
    return mark_column("is_sample", _("Sample data"), 16, is_shown=any_sample)


def mark_column(key: str, mark: str, width: int, *, is_shown: bool) -> Column:
    """Mark some rows; people see the column only where it `is_shown`."""
    return Column(
        key,
        mark if is_shown else "",
        width,
        says=lambda is_marked: mark if is_marked else "",
    )
