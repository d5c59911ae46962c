"""Why each entry has its rank, from the sealed ledger alone: judges by their codes."""

from fractions import Fraction
from functools import cached_property

from judging.tabulation import Habits, tabulate
from judging.why import Why, why_of
from results.archive.story import Told
from results.explaining import rulebook_of, stored_of
from results.models import Result


class Explained:
    """Explains the placings of a result; nothing of one without marks."""

    def __init__(self, told: Told):
        self.told = told

    @property
    def has_marks(self) -> bool:
        return self.told.result.basis == Result.Basis.MARKS

    @cached_property
    def stored(self):
        return stored_of(self.told.result)

    @cached_property
    def totals(self):
        return self.stored.totals()

    @cached_property
    def tabulation(self):
        return tabulate(self.stored.rules, self.totals)

    @cached_property
    def habits(self):
        return Habits(self.totals)

    @cached_property
    def points(self) -> dict[str, dict[str, dict[str, Fraction]]]:
        points: dict[str, dict[str, dict[str, Fraction]]] = {}
        for mark in self.stored.marks:
            sheet = points.setdefault(mark.submission, {}).setdefault(mark.judge, {})
            sheet[mark.criterion] = Fraction(mark.points)
        return points

    @cached_property
    def works(self) -> dict[str, str]:
        named = {}
        for placing in self.told.placings:
            entry, number = placing.submission.entry, placing.submission.number
            named[number] = f"{number} · {entry.honoured or entry.office.title}"
        return named

    def why(self, number: str) -> Why | None:
        if not self.has_marks or number not in self.works:
            return None
        rules = self.stored.rules
        return why_of(
            number,
            rulebook=rulebook_of(self.told.result),
            rules=rules,
            totals=self.totals,
            tabulation=self.tabulation,
            points={
                judge: [given[each.code] for each in rules.criteria]
                for judge, given in self.points[number].items()
            },
            judges={},
            works=self.works,
            habits=self.habits,
        )
