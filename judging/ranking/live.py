"""The ranking of a round as its sheets stand now: what was signed, and no more."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from django.db.models import Sum
from django.utils import timezone

from contests.rules import rules_of
from judging.conflicts import Entrant, bars_among
from judging.doors import in_judging
from judging.models import Judge, Score, TieDecision
from judging.progress import Progress, seats_of
from judging.ranking.totals import sheet_totals
from judging.rulebook import Rulebook
from judging.tabulation import (
    CRITERION,
    Rules,
    Tabulation,
    Totals,
    tabulate,
    units_of,
)
from judging.workflow import State
from offices.roles import Level
from ui.language import page_language


@dataclass(frozen=True, slots=True)
class Work:
    """An accepted submission as the ranking names it."""

    submission: int
    number: str
    title: str
    office: str
    person: str
    is_sample: bool


@dataclass(frozen=True)
class Ranking:
    """A round's ranking.

    The tabulation names submissions by number and judges by the key of their seat, as
    text.
    """

    rulebook: Rulebook
    rules: Rules
    progress: Progress
    works: dict[str, Work]
    totals: Totals
    tabulation: Tabulation
    decisions: tuple[TieDecision, ...]
    # The sheets that count, by key.
    sheets: tuple[int, ...]

    @cached_property
    def by_rank(self) -> list[tuple[str, ...]]:
        """The numbers of submissions, rank by rank from the top."""
        shared = groupby(self.tabulation.placings, attrgetter("rank"))
        return [tuple(each.submission for each in group) for _, group in shared]

    @property
    def ties(self) -> list[tuple[str, ...]]:
        """The groups that share a rank."""
        return [group for group in self.by_rank if len(group) > 1]

    @property
    def seats(self) -> list[Judge]:
        """The seats that have a column: all who are to score or have signed."""
        signed = {
            pair[0] for pair, state in self.progress.states.items() if state == "signed"
        }
        return [
            seat
            for seat in self.progress.seats
            if (seat.scores and seat.left_at is None) or seat.pk in signed
        ]

    def tied_across(self, places: int) -> tuple[str, ...]:
        """Return the numbers tied over the last of `places`, or none."""
        above = 0
        for group in self.by_rank:
            if above < places < above + len(group):
                return group
            above += len(group)
        return ()


def ranking_of(round_, *, at=None) -> Ranking:
    """Rank the accepted submissions of a round, loaded with its season and office.

    Reads the frozen rules alone once there are any. Six queries at most, and one for
    the rules while they are not frozen.
    """
    at = at or timezone.now()
    rulebook = Rulebook.of(rules_of(round_))
    units = units_of(rulebook.for_tabulation().criteria)
    accepted = in_judging([round_], at=at)
    works, entrants = works_of(round_, accepted)
    numbers = {work.submission: number for number, work in works.items()}
    seats = seats_of(round_)
    bars = bars_among(seats, entrants, at=at)
    states: dict[tuple[int, int], str] = {}
    sheets: dict[str, dict[str, int]] = {}
    codes = {seat.pk: str(seat.pk) for seat in seats}
    counted, barred = [], []
    for sheet, judge, submission, state, total in sheet_totals(
        accepted, rulebook, units
    ):
        pair = (judge, submission)
        states[pair] = state
        if state != State.SIGNED:
            continue
        if pair in bars:
            barred.append(sheet)
        else:
            counted.append(sheet)
            sheets.setdefault(numbers[submission], {})[codes[judge]] = int(total)
    totals = Totals(
        sheets,
        units.denominator,
        criterion_sums=LazySums(rulebook, accepted, barred, numbers),
    )
    decisions = decisions_of(round_) if "decision" in rulebook.tiebreaks else ()
    rules = rulebook.for_tabulation(
        chair=chair_of(seats), decisions=orders_of(decisions, numbers)
    )
    tabulation = tabulate(rules, totals)
    return Ranking(
        rulebook=rulebook,
        rules=rules,
        progress=Progress(seats, entrants, bars, states),
        works=works,
        totals=totals,
        tabulation=tabulation,
        decisions=decisions,
        sheets=tuple(counted),
    )


def works_of(round_, accepted) -> tuple[dict[str, Work], list[Entrant]]:
    """Return how to name each submission, by number, and what rule 9 asks of it."""
    # Within a province the bare name of a district is plain enough.
    name = (
        "name" if round_.office.level in (Level.DISTRICT, Level.PROVINCE) else "title"
    )
    rows = accepted.order_by("serial").values_list(
        "number",
        "entry__title",
        f"entry__office__{name}_{page_language()}",
        "entry__person__title",
        "entry__person__given_name",
        "entry__person__surname",
        "entry__is_sample",
        *Entrant.COLUMNS,
    )
    works, entrants = {}, []
    for number, title, office, prefix, given, surname, is_sample, pk, *entrant in rows:
        person = f"{prefix}{given} {surname}".strip() if given else ""
        works[number] = Work(pk, number, title, office, person, is_sample)
        entrants.append(Entrant(pk, *entrant))
    return works, entrants


class LazySums:
    """The sums of points in the criteria of the chain; asked for at the first tie."""

    def __init__(self, rulebook, accepted, barred, numbers):
        self.codes = [
            step.removeprefix(CRITERION)
            for step in rulebook.tiebreaks
            if step.startswith(CRITERION)
        ]
        self.accepted = accepted
        self.barred = barred
        self.numbers = numbers
        self.sums: dict[str, dict[str, int]] = {}

    def __call__(self, code: str, submissions: Collection[str]) -> dict[str, int]:
        if not self.sums:
            self.sums = self.read()
        return self.sums[code]

    def read(self):
        sums: dict[str, dict[str, int]] = {code: {} for code in self.codes}
        rows = (
            Score.objects.filter(
                sheet__submission__in=self.accepted.values("pk").order_by(),
                sheet__state=State.SIGNED,
                criterion__in=self.codes,
            )
            .exclude(sheet__in=self.barred)
            .order_by()
            .values_list("sheet__submission", "criterion")
            .annotate(total=Sum("points"))
        )
        for submission, code, total in rows:
            sums[code][self.numbers[submission]] = total
        return sums


def decisions_of(round_) -> tuple[TieDecision, ...]:
    return tuple(
        TieDecision.objects.filter(round=round_)
        .select_related("decided_by")
        .order_by("decided_at", "pk")
    )


def orders_of(decisions, numbers) -> tuple[tuple[str, ...], ...]:
    """Return the decided orders as numbers, without what is not in the round now."""
    return tuple(
        tuple(numbers[pk] for pk in decision.order if pk in numbers)
        for decision in decisions
    )


def chair_of(seats) -> str | None:
    """Return the key of the chair's seat, of today's if there is one."""
    chairs = [seat for seat in seats if seat.capacity == Judge.Capacity.CHAIR]
    return str(chairs[0].pk) if chairs else None
