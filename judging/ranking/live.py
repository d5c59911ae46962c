"""The ranking of a round as its sheets stand now: what was signed, and no more."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from django.utils import timezone

from contests.rules import rules_of
from judging.conflicts import Entrant, bars_among
from judging.doors import in_judging, shown_in
from judging.dues import assigned_in
from judging.models import Judge, TieDecision
from judging.progress import Progress, seats_of
from judging.ranking.totals import Packing, sheet_sums
from judging.rulebook import Rulebook
from judging.tabulation import (
    Rules,
    Tabulation,
    Totals,
    tabulate,
)
from judging.workflow import State
from offices.roles import Level
from submissions.workflow import State as SubmissionState
from ui.language import page_language


@dataclass(frozen=True, slots=True)
class Work:
    """An accepted submission as the ranking names it."""

    submission: int
    number: str
    title: str
    office_code: str
    office: str
    person: str
    is_sample: bool

    @property
    def whose(self) -> str:
        return " · ".join(filter(None, (self.person, self.office)))


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
    # Numbers and states of what may still be accepted.
    waiting: list[tuple[str, str]]
    totals: Totals
    tabulation: Tabulation
    decisions: tuple[TieDecision, ...]
    # Whose the works are is not in it, nor why a judge does not score one.
    is_blind: bool = False

    def without_names(self) -> "Ranking":
        works = {
            number: replace(work, office="", person="")
            for number, work in self.works.items()
        }
        return replace(self, works=works, is_blind=True)

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
        """The seats that have a column."""
        return self.progress.columns

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

    Reads the frozen rules alone once there are any. Five queries at most, one for
    the rules while they are not frozen, and one where the round assigns.
    """
    at = at or timezone.now()
    rulebook = Rulebook.of(rules_of(round_))
    packing = Packing.of(rulebook)
    works, entrants, waiting = works_of(round_, at)
    seats = seats_of(round_)
    bars = bars_among(seats, entrants, at=at)
    states, sums = sums_of(in_judging([round_], at=at), works, seats, bars, packing)
    shift = packing.shift
    totals = Totals(
        {
            number: {seat: packed >> shift for seat, packed in by_seat.items()}
            for number, by_seat in sums.items()
        },
        packing.denominator,
        criterion_sums=lambda code, submissions: {
            number: packing.points(code, sums[number].values())
            for number in submissions
        },
    )
    numbers = {work.submission: number for number, work in works.items()}
    decisions = decisions_of(round_) if "decision" in rulebook.tiebreaks else ()
    rules = rulebook.for_tabulation(
        chair=chair_of(seats), decisions=orders_of(decisions, numbers)
    )
    tabulation = tabulate(rules, totals)
    return Ranking(
        rulebook=rulebook,
        rules=rules,
        progress=Progress(seats, entrants, bars, states, assigned_in([round_])),
        works=works,
        waiting=waiting,
        totals=totals,
        tabulation=tabulation,
        decisions=decisions,
    )


def works_of(round_, at):
    """Return the accepted works by number, what rule 9 asks of them, and what waits.

    One query for all: whatever is in the round, as far as an embargo shows it.
    """
    # Within a province the bare name of a district is plain enough.
    is_near = round_.office.level in (Level.DISTRICT, Level.PROVINCE)
    name = "name" if is_near else "title"
    rows = (
        shown_in([round_], at=at)
        .order_by("serial")
        .values_list(
            "state",
            "open_until",
            "number",
            "title",
            "entry__office__code",
            f"entry__office__{name}_{page_language()}",
            "entry__person__title",
            "entry__person__given_name",
            "entry__person__surname",
            "entry__is_sample",
            *Entrant.COLUMNS,
        )
    )
    works, entrants, waiting = {}, [], []
    for state, until, number, title, code, office, *rest in rows:
        if state == SubmissionState.ACCEPTED:
            prefix, given, surname, is_sample, pk, *entrant = rest
            person = f"{prefix}{given} {surname}".strip() if given else ""
            works[number] = Work(pk, number, title, code, office, person, is_sample)
            entrants.append(Entrant(pk, *entrant))
        elif state == SubmissionState.HANDED_IN or (
            state == SubmissionState.RETURNED and until > at
        ):
            waiting.append((number, state))
    return works, entrants, waiting


def sums_of(accepted, works, seats, bars, packing):
    """Return the state of each sheet, and by number and seat the sums that count."""
    numbers = {work.submission: number for number, work in works.items()}
    codes = {seat.pk: str(seat.pk) for seat in seats}
    states: dict[tuple[int, int], str] = {}
    sums: dict[str, dict[str, int]] = {}
    for seat, submission, state, packed in sheet_sums(accepted, packing):
        pair, number = (seat, submission), numbers.get(submission)
        # Accepted or appointed between two of the queries: the next look has it.
        if number is None or seat not in codes:
            continue
        states[pair] = state
        if state == State.SIGNED and pair not in bars:
            sums.setdefault(number, {})[codes[seat]] = int(packed)
    return states, sums


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
