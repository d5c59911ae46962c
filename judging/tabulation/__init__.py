"""The exact tabulation of a contest: marks in, ranking out. Imports no Django.

A caller makes Rules and Totals (from whole marks with `Totals.of_marks`, or from sums
that the database added up in `units_of` the criteria), calls `tabulate`, and `explain`
for a page about one placing. `docs/scoring.md` has every rule with an example.
"""

from .explanation import Explanation, Habits, SheetExplained, explain
from .ranking import Placing, Tabulation, tabulate, winners_of
from .rules import CRITERION, METHODS, STEPS, Criterion, Rules, Units, units_of
from .tiebreaks import Split
from .totals import Marks, Totals

__all__ = [
    "CRITERION",
    "METHODS",
    "STEPS",
    "Criterion",
    "Explanation",
    "Habits",
    "Marks",
    "Placing",
    "Rules",
    "SheetExplained",
    "Split",
    "Tabulation",
    "Totals",
    "Units",
    "explain",
    "tabulate",
    "units_of",
    "winners_of",
]
