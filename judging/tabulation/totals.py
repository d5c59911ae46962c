"""What a tabulation starts from: the total of every sheet."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from .rules import Criterion, units_of

# submission -> judge -> points, in 1/10**decimals and in the order of the criteria
Marks = Mapping[str, Mapping[str, Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Totals:
    """The total of each sheet, submission -> judge -> whole number of 1/denominator.

    `criterion_sums(code, submissions)` returns for each of these submissions the sum of
    its points in that criterion over all its sheets, in 1/10**decimals of a point. It
    is called only when a tie-break asks, so it may be a query. A submission without
    sheets has no place.
    """

    sheets: Mapping[str, Mapping[str, int]]
    denominator: int
    criterion_sums: Callable[[str, Collection[str]], Mapping[str, int]]
    decimals: int = 2

    @classmethod
    def of_marks(
        cls, criteria: Sequence[Criterion], marks: Marks, decimals: int = 2
    ) -> "Totals":
        """Add up every sheet."""
        units = units_of(criteria, decimals)
        factors = [units.factors[criterion.code] for criterion in criteria]
        columns = {criterion.code: at for at, criterion in enumerate(criteria)}

        def criterion_sums(code, submissions):
            at = columns[code]
            return {
                submission: sum(points[at] for points in marks[submission].values())
                for submission in submissions
            }

        sheets = {
            submission: {
                judge: sum(map(mul, factors, points))
                for judge, points in by_judge.items()
            }
            for submission, by_judge in marks.items()
        }
        return cls(sheets, units.denominator, criterion_sums, decimals)

    def by_judge(self) -> dict[str, dict[str, int]]:
        """Turn the table: judge -> submission -> total."""
        turned: dict[str, dict[str, int]] = {}
        for submission, by_judge in self.sheets.items():
            for judge, total in by_judge.items():
                turned.setdefault(judge, {})[submission] = total
        return turned
