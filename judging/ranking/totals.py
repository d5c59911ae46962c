"""The totals of a round's sheets, added up by the database, exactly.

Points are whole hundredths and each criterion has a whole factor
(`tabulation.units_of`), so that both databases add up integers.
"""

from django.db.models import (
    BigIntegerField,
    Case,
    OuterRef,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast

from judging.models import Score, Scoresheet
from judging.rulebook import Rulebook
from judging.tabulation import Units
from judging.workflow import State

# The most that both databases can add up to.
LARGEST = 2**63 - 1


def sheet_totals(accepted, rulebook: Rulebook, units: Units) -> list[tuple]:
    """Return (key, seat, submission, state, total) of every sheet of `accepted`.

    The total is in `units` and None unless the sheet is signed. One query; two where
    odd weights make totals too large for the database.
    """
    sheets = Scoresheet.objects.filter(submission__in=accepted.values("pk").order_by())
    columns = ("pk", "judge", "submission", "state")
    if rulebook.full_total * units.denominator > LARGEST:
        sums = added_up(sheets, units)
        return [(*row, sums.get(row[0])) for row in sheets.values_list(*columns)]
    signed = Case(When(state=State.SIGNED, then=sum_of_marks(units)), default=None)
    return list(sheets.values_list(*columns, signed))


def sum_of_marks(units: Units) -> Subquery:
    """Return the sum of points × factor over the marks of a sheet."""
    factors = set(units.factors.values())
    if len(factors) == 1:
        total = Sum("points") * Value(factors.pop())
    else:
        factor = Case(
            *(
                When(criterion=code, then=Value(factor))
                for code, factor in units.factors.items()
            ),
            output_field=BigIntegerField(),
        )
        total = Sum(Cast("points", BigIntegerField()) * factor)
    marks = Score.objects.filter(sheet=OuterRef("pk")).order_by().values("sheet")
    return Subquery(marks.annotate(total=total).values("total"))


def added_up(sheets, units: Units) -> dict[int, int]:
    """Add up the marks of the signed sheets here."""
    sums: dict[int, int] = {}
    marks = Score.objects.filter(sheet__in=sheets.signed().values("pk").order_by())
    for sheet, code, points in marks.values_list("sheet", "criterion", "points"):
        sums[sheet] = sums.get(sheet, 0) + points * units.factors[code]
    return sums
