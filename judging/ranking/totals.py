"""The totals of a round's sheets, added up by the database, exactly.

Points are whole hundredths and each criterion has a whole factor
(`tabulation.units_of`), so that both databases add up integers. The tie-break chain may
ask for the points of single criteria, too; they ride along in the same sum, as digits
below the total, since asking again costs almost as much as the sum itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
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
from judging.tabulation import CRITERION, Units, units_of
from judging.workflow import State

# What both databases can add up to.
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Packing:
    """How one sum holds a sheet's total and its points in the criteria of the chain.

    The points of `codes[0]` are the lowest `bits` bits, and so on; the total, in 1 /
    `denominator`, is what lies above them.
    """

    factors: Mapping[str, int]
    denominator: int
    codes: tuple[str, ...]
    bits: int
    fits: bool

    @classmethod
    def of(cls, rulebook: Rulebook) -> "Packing":
        units: Units = units_of(rulebook.for_tabulation().criteria)
        codes = tuple(
            step.removeprefix(CRITERION)
            for step in rulebook.tiebreaks
            if step.startswith(CRITERION)
        )
        bits = max(row.full for row in rulebook.rows).bit_length()
        shift = bits * len(codes)
        digits = {code: 1 << bits * place for place, code in enumerate(codes)}
        factors = {
            code: (factor << shift) + digits.get(code, 0)
            for code, factor in units.factors.items()
        }
        most = (int(rulebook.full_total * units.denominator) + 1) << shift
        return cls(factors, units.denominator, codes, bits, most <= LARGEST)

    @property
    def shift(self) -> int:
        """How many bits lie below the total."""
        return self.bits * len(self.codes)

    def points(self, code: str, sums: Iterable[int]) -> int:
        """Add up the points of a criterion of the chain over the sums of sheets."""
        place, mask = self.bits * self.codes.index(code), (1 << self.bits) - 1
        return sum(each >> place & mask for each in sums)


def sheet_sums(accepted, packing: Packing) -> list[tuple]:
    """Return (seat, submission, state, sum) of every sheet of `accepted`, a queryset.

    The sum is packed, and None unless the sheet is signed. One query; two where it is
    too large for the database.
    """
    sheets = Scoresheet.objects.filter(submission__in=accepted.values("pk").order_by())
    columns = ("judge", "submission", "state")
    if not packing.fits:
        sums = added_up(sheets, packing)
        rows = sheets.values_list("pk", *columns)
        return [(*row, sums.get(pk)) for pk, *row in rows]
    signed = Case(When(state=State.SIGNED, then=sum_of_marks(packing)), default=None)
    # Past the ORM's converters, which cost as much as a third of the sum itself.
    statement, params = sheets.values_list(*columns, signed).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


def sum_of_marks(packing: Packing) -> Subquery:
    """Return the sum of points × factor over the marks of a sheet."""
    factor = Case(
        *(
            When(criterion=code, then=Value(factor))
            for code, factor in packing.factors.items()
        ),
        output_field=BigIntegerField(),
    )
    # PostgreSQL sums to a decimal, which takes five times as long to fetch.
    total = Cast(Sum(Cast("points", BigIntegerField()) * factor), BigIntegerField())
    marks = Score.objects.filter(sheet=OuterRef("pk")).order_by().values("sheet")
    return Subquery(marks.annotate(total=total).values("total"))


def added_up(sheets, packing: Packing) -> dict[int, int]:
    """Add up the marks of the signed sheets here."""
    sums: dict[int, int] = {}
    marks = Score.objects.filter(sheet__in=sheets.signed().values("pk").order_by())
    for sheet, code, points in marks.values_list("sheet", "criterion", "points"):
        sums[sheet] = sums.get(sheet, 0) + points * packing.factors[code]
    return sums
