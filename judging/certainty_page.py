"""The value of `judging.certainty` in the reader's words, with its pictures drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contests.models import Stage
from judging import decimals
from judging.bootstrap import DRAWS
from judging.rulebook import Rulebook

FIGURES = {
    "kendall_w": (
        gettext_lazy("Kendall's W"),
        gettext_lazy("Do the judges put the entries in the same order?"),
        "Schmidt (1997)",
    ),
    "icc_2_1": (
        gettext_lazy("ICC(2,1)"),
        gettext_lazy("How far could one judge stand for the panel?"),
        "Koo & Li (2016)",
    ),
    "icc_2_k": (
        gettext_lazy("ICC(2,k)"),
        gettext_lazy("How far can the mean of this panel be relied on?"),
        "Koo & Li (2016)",
    ),
    "krippendorff_alpha": (
        gettext_lazy("Krippendorff's alpha"),
        gettext_lazy("Do the judges give the same entry the same total?"),
        "Krippendorff (2004)",
    ),
}
WORDS = {
    "unusually_strong": gettext_lazy("unusually strong agreement"),
    "strong": gettext_lazy("strong agreement"),
    "weak": gettext_lazy("weak agreement"),
    "very_weak": gettext_lazy("very weak agreement"),
    "excellent": gettext_lazy("excellent"),
    "good": gettext_lazy("good"),
    "moderate": gettext_lazy("moderate"),
    "poor": gettext_lazy("poor"),
    "reliable": gettext_lazy("reliable"),
    "tentative": gettext_lazy("good enough for tentative conclusions"),
    "unreliable": gettext_lazy("not reliable"),
    "": gettext_lazy("cannot be worked out from these sheets"),
    "too_few": gettext_lazy("nothing can be said: too few entries have enough sheets"),
}
# Words that no figure stands beside.
UNSAID = ("", "too_few")
QUESTIONS = {
    "severity": gettext_lazy("Far from the panel: does this judge read the scale so?"),
    "spread": gettext_lazy("Uses the scale much more or less widely than the others?"),
    "correlation": gettext_lazy("Orders the entries differently from the others: why?"),
}

# The picture, in the units of its viewBox: narrow, so that it reads on a phone.
WIDTH, MARGIN, ROW = 360, 16, 52


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    question: str
    figure: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class JudgeRow:
    name: str
    sheets: int
    severity: str
    spread: str
    correlation: str
    questions: list[str]


@dataclass(frozen=True, slots=True)
class Dot:
    """A judge in the picture: the dot is the severity, the line the spread about it."""

    name: str
    note: str
    is_flagged: bool
    y: int
    x: float
    left: float
    right: float

    @property
    def above(self) -> int:
        return self.y - 20

    @property
    def diamond(self) -> str:
        x, y = self.x, self.y
        return f"{x - 8},{y} {x},{y - 8} {x + 8},{y} {x},{y + 8}"


@dataclass(frozen=True, slots=True)
class Picture:
    dots: list[Dot]
    ticks: list[tuple[float, str]]
    height: int
    width: int = WIDTH

    @property
    def axis(self) -> int:
        return self.height - 24


@dataclass(frozen=True, slots=True)
class CheckRow:
    what: str
    winners: str
    holds: bool


@dataclass(frozen=True)
class CertaintyPage:
    """`names` are the judges' by their codes, `works` the entries' by number."""

    value: Mapping[str, Any]
    rulebook: Rulebook
    names: Mapping[str, str]
    works: Mapping[str, str]

    @property
    def says_anything(self) -> bool:
        return self.value["agreement"]["says_anything"]

    @property
    def draws(self) -> int:
        return DRAWS

    @property
    def figures(self) -> list[Figure]:
        agreement = self.value["agreement"]
        return [
            Figure(
                name,
                question,
                "–" if word in UNSAID else plain(two_places(agreement[key])),
                WORDS[word],
                "" if word in UNSAID else source,
            )
            for key, (name, question, source) in FIGURES.items()
            for word in [agreement["words"][key]]
        ]

    @cached_property
    def judges(self) -> list[JudgeRow]:
        return [
            JudgeRow(
                name=self.names.get(each["judge"], each["judge"]),
                sheets=each["sheets"],
                severity=signed(each["severity"]),
                spread=each["spread"],
                correlation=plain(each["correlation"]),
                questions=[str(QUESTIONS[flag]) for flag in each["flags"]],
            )
            for each in self.value["judges"]
        ]

    @property
    def picture(self) -> Picture | None:
        """Draw who can be compared: nobody, where only one has signed."""
        drawn = [each for each in self.value["judges"] if each["severity"] is not None]
        if len(drawn) < 2:
            return None
        furthest = max(
            abs(float(each["severity"])) + float(each["spread"]) for each in drawn
        )
        reach = (WIDTH / 2 - MARGIN) / (furthest or 1)

        def x_of(points: float) -> float:
            return round(WIDTH / 2 + points * reach, 1)

        dots = []
        for row, each in enumerate(drawn):
            severity, spread = float(each["severity"]), float(each["spread"])
            correlation = each["correlation"]
            dots.append(
                Dot(
                    name=self.names.get(each["judge"], each["judge"]),
                    note=f"r {plain(correlation)}" if correlation else "",
                    is_flagged=bool(each["flags"]),
                    y=row * ROW + 38,
                    x=x_of(severity),
                    left=x_of(severity - spread),
                    right=x_of(severity + spread),
                )
            )
        half = furthest / 2
        ticks = [
            (x_of(points), signed(f"{points:.1f}"))
            for points in (-half, 0, half)
            if points == 0 or furthest
        ]
        return Picture(dots, ticks, height=len(drawn) * ROW + 40)

    # The winner -----------------------------------------------------------------------

    @property
    def is_about_a_winner(self) -> bool:
        """Say whether anybody could have won instead."""
        return self.value["agreement"]["submissions"] > 1

    @property
    def is_stable(self) -> bool:
        return self.value["winner"]["is_stable"]

    @property
    def winners(self) -> str:
        return self.named(self.value["winner"]["winners"])

    @cached_property
    def checks(self) -> list[CheckRow]:
        return [
            CheckRow(self.check_in_words(each), self.named(each["winners"]), holds)
            for each in self.value["winner"]["checks"]
            for holds in [each["holds"]]
        ]

    @property
    def sensitive_to(self) -> list[str]:
        found = [check.what for check in self.checks if not check.holds]
        if not self.value["winner"]["holds_in_draws"]:
            found.append(_("Which judges sat on the panel"))
        return found

    @property
    def shares(self) -> list[tuple[str, float, str]]:
        """How often each comes first, in percent, the most often first."""
        return [
            (self.works.get(number, number), float(percent), f"{percent} %")
            for number, percent in self.value["winner"]["shares"]
        ]

    def named(self, numbers) -> str:
        return ", ".join(self.works.get(number, number) for number in numbers)

    def check_in_words(self, check) -> str:
        kind, name = check["kind"], check["name"]
        if kind == "method":
            return _("Method: %(method)s") % {"method": Stage.Method(name).label}
        if kind == "without_judge":
            return _("Without %(judge)s") % {"judge": self.names.get(name, name)}
        criterion = {"criterion": self.rulebook.row_of[name].name}
        if kind == "more_weight":
            return _("“%(criterion)s” weighing a fifth more") % criterion
        return _("“%(criterion)s” weighing a fifth less") % criterion


def signed(figure: str | None) -> str:
    """Write a difference with its sign: +2.67, −3.33, 0.00."""
    if figure is None:
        return "–"
    if not float(figure):
        return figure.lstrip("-")
    return figure.replace("-", "−") if figure.startswith("-") else f"+{figure}"


def two_places(figure: float) -> str:
    """Round a figure of six decimals half up, as every figure for people is."""
    return decimals.rounded(Fraction(str(figure)), 2)


def plain(figure: str | None) -> str:
    return "–" if figure is None else figure.replace("-", "−")
