"""A table as JSON, row by row, for programs: machine names, whole values, ISO times."""

import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from ui.tables.as_xlsx import is_number
from ui.tables.table import Holds, Table, pieces

CONTENT_TYPE = "application/json; charset=utf-8"


def json_pieces(table: Table) -> Iterator[str]:
    """Yield one object: which `table`, its `columns`, and `rows` as objects."""
    return pieces(lines_of(table))


def lines_of(table: Table) -> Iterator[str]:
    columns = [
        {"name": column.name, "heading": str(column.heading)}
        for column in table.columns
    ]
    yield f'{{"table": {written(table.kind)},\n"columns": {written(columns)},\n'
    yield '"rows": ['
    names = [(column.name, column.holds) for column in table.columns]
    comma = "\n"
    for row in table.rows:
        values = {
            name: value if holds is not Holds.SCORE else as_number(value)
            for (name, holds), value in zip(names, row, strict=True)
        }
        yield f"{comma}{written(values)}"
        comma = ",\n"
    yield "\n]}\n"


def as_number(score: str | None) -> float | None:
    return float(score) if score and is_number(score) else None


def written(value) -> str:
    return json.dumps(value, ensure_ascii=False, default=plain)


def plain(value):
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    raise TypeError(type(value))
