"""The offices as a table, to be had as a file."""

from django.utils.translation import gettext as _

from offices.roles import Level
from ui.language import page_language
from ui.tables import Column, Table


def offices_table(offices) -> Table:
    """Return the offices of a queryset from the department down. One query."""
    rows = offices.order_by("path").values_list(
        "code",
        "level",
        "name_th",
        "name_en",
        "title_th",
        "title_en",
        "parent__code",
        f"parent__title_{page_language()}",
    )
    return Table(
        _("Offices"),
        (
            Column("code", _("Code"), 10),
            Column("level", _("Level"), 20, says=lambda level: str(Level(level).label)),
            Column("name_th", _("Name in Thai"), 24),
            Column("name_en", _("Name in English"), 24),
            Column("title_th", _("Whole name in Thai"), 56),
            Column("title_en", _("Whole name in English"), 56),
            Column("parent_code", _("Code of the office above"), 14),
            Column("parent", _("Office above"), 44),
        ),
        list(rows),
        kind="offices",
    )
