"""A round's rules as the scoresheet and the tabulation read them; no queries.

Marks are whole hundredths of a point here and in the database; people read and write
points.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.utils.translation import get_language

from contests.rules import levels_of, points_text
from judging import decimals, tabulation


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion's row on a scoresheet; `full` and `step` are in hundredths."""

    code: str
    number: int
    name_th: str
    name_en: str
    guidance_th: str
    guidance_en: str
    full: int
    step: int
    weight: Decimal
    # Words for the levels 1 to 5, by language; none where points are free.
    levels: tuple[Mapping[str, str], ...] = ()

    @property
    def name(self) -> str:
        return self.name_th if get_language() == "th" else self.name_en

    @property
    def guidance(self) -> str:
        return self.guidance_th if get_language() == "th" else self.guidance_en

    @property
    def choices(self) -> list[tuple[int, str, str]]:
        """Return each level with its points and its words; a level is a step."""
        code = "th" if get_language() == "th" else "en"
        return [
            (level, points_text(level * self.step), words[code])
            for level, words in enumerate(self.levels, 1)
        ]

    def level_of(self, points: str) -> tuple[int, str] | None:
        """Return the level that has these points, as they are shown, and its words."""
        return next(
            ((level, words) for level, each, words in self.choices if each == points),
            None,
        )

    @property
    def taps(self) -> list[str]:
        """Return marks from 0 to full, about a fifth apart, to be given by one tap."""
        steps = self.full // self.step
        marks = {(steps * fifth + 2) // 5 * self.step for fifth in range(6)}
        return [points_text(mark) for mark in sorted(marks)]

    @property
    def full_points(self) -> str:
        return points_text(self.full)

    @property
    def step_points(self) -> str:
        return points_text(self.step)

    @property
    def weight_points(self) -> str:
        return decimals.plain(self.weight)


@dataclass(frozen=True)
class Rulebook:
    """The criteria in their order, the method, the chain, and the numbers needed."""

    rows: tuple[Row, ...]
    method: str
    trim: int
    tiebreaks: tuple[str, ...]
    places: int
    quorum: int
    # What the department changed after the first mark: dicts of "at" and "reason".
    changed: tuple[Mapping, ...]

    @classmethod
    def of(cls, rules: Mapping) -> "Rulebook":
        """Read what `contests.rules.rules_of` returns."""
        return cls(
            rows=tuple(
                Row(
                    code=each["code"],
                    number=number,
                    name_th=each["name_th"],
                    name_en=each["name_en"],
                    guidance_th=each["guidance_th"],
                    guidance_en=each["guidance_en"],
                    full=int(Decimal(each["full"]) * 100),
                    step=int(Decimal(each["step"]) * 100),
                    weight=Decimal(each["weight"]),
                    levels=tuple(levels_of(each)),
                )
                for number, each in enumerate(rules["criteria"], 1)
            ),
            method=rules["method"],
            trim=rules["trim"],
            tiebreaks=tuple(rules["tiebreaks"]),
            places=rules["places"],
            quorum=rules["quorum"],
            changed=tuple(rules.get("changed", ())),
        )

    @cached_property
    def row_of(self) -> dict[str, Row]:
        return {row.code: row for row in self.rows}

    @property
    def full_total(self) -> Fraction:
        """The total of a sheet with full marks everywhere: the sum of the weights."""
        return Fraction(sum(row.weight for row in self.rows))

    def total(self, points: Mapping[str, int | None]) -> Fraction:
        """Return Σ points ÷ full × weight over what was given."""
        return sum(
            (
                Fraction(points[row.code], row.full) * Fraction(row.weight)
                for row in self.rows
                if points.get(row.code) is not None
            ),
            Fraction(0),
        )

    def missing(self, points: Mapping[str, int | None]) -> list[Row]:
        """Return the rows that have no mark yet."""
        return [row for row in self.rows if points.get(row.code) is None]

    def for_tabulation(
        self, *, chair: str | None = None, decisions: tuple = ()
    ) -> tabulation.Rules:
        return tabulation.Rules(
            criteria=tuple(
                tabulation.Criterion(
                    code=row.code,
                    full=Decimal(row.full) / 100,
                    weight=row.weight,
                    step=Decimal(row.step) / 100,
                )
                for row in self.rows
            ),
            method=self.method,
            trim=self.trim,
            tiebreaks=self.tiebreaks,
            chair=chair,
            decisions=decisions,
        )
