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
    """Mark what was made up as the pages do; people see it where there is any."""
    mark = _("Sample data")
    return Column(
        "is_sample",
        mark if any_sample else "",
        16,
        says=lambda is_sample: mark if is_sample else "",
    )
