"""A sealed result worked out again, from its stored files and from today's marks.

Says what differs, in English, for the command `verify_results`. A refused or withdrawn
result put its round back into judging, where marks change by right: it is held against
its stored files alone.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from contests.rules import rules_of
from judging import decimals, ledger
from judging.conflicts import bars_among, entrant_of
from judging.ledger import BadLedger, Ledger, Mark
from judging.models import Judge, Score, TieDecision
from judging.progress import seats_of
from judging.ranking.live import chair_of
from judging.rulebook import Rulebook
from judging.tabulation import CRITERION, tabulate
from judging.workflow import State as SheetState
from results.awards import award_of, misplaced_ranks
from results.models import Placing, Result
from results.workflow import STANDING

# Columns of a placing that the tabulation says again.
COMPARED = ("rank", "score", "exact", "sheets", "decided_by")

# (submission, judge's code, criterion) -> points
Table = dict[tuple[str, str, str], Decimal]


def differences_of(result: Result) -> list[str]:
    """Return what differs, nothing where all is as it was sealed.

    `result` comes with its round, stage and office. Three queries for one of marks that
    stands, up to two more where its chain asks the chair or a decision, and up to five
    more where it has sheets that its ledger has not.
    """
    placings = list(result.placings.select_related("submission"))
    found = []
    if not result.past_import_id:
        found += differing_awards(placings, rules_of(result.round))
    if result.basis != Result.Basis.MARKS:
        return found + list(without_marks(result, placings))
    try:
        stored = read(result.ledger, result.rules)
    except BadLedger as bad:
        return [*found, *(f"stored files: {fault}" for fault in bad.faults)]
    found += compared("stored files", stored, result, placings)
    if result.state in STANDING:
        found += against_the_marks(result, stored, placings)
    return found


def read(text: str, rules: dict) -> Ledger:
    return ledger.read(text.encode(), json.dumps(rules, ensure_ascii=False).encode())


def differing_awards(placings: Iterable[Placing], rules: dict) -> Iterator[str]:
    for placing in placings:
        award = award_of(placing.rank, rules["awards"], rules.get("mentions", 0))
        if placing.award != award:
            yield (
                f"placing {placing.submission.number}: award {placing.award}, "
                f"rank {placing.rank} gives {award}"
            )


def without_marks(result: Result, placings: list[Placing]) -> Iterator[str]:
    """Check a result without marks for what it has: its ranks."""
    ranks = [placing.rank for placing in placings]
    if not placings:
        yield "no placings"
    elif result.basis == Result.Basis.UNOPPOSED and set(ranks) != {1}:
        yield f"unopposed, yet the ranks are {sorted(ranks)}"
    for rank in misplaced_ranks(ranks):
        yield f"rank {rank} does not follow from those before it"


def compared(
    source: str, worked: Ledger, result: Result, placings: list[Placing]
) -> Iterator[str]:
    """Tabulate again and hold digest and placings against what is stored."""
    digest = worked.digest()
    if digest != result.digest:
        yield f"{source}: digest {digest}, sealed {result.digest}"
    sealed = {placing.submission.number: placing for placing in placings}
    again = {each.submission: each for each in tabulate_again(worked)}
    for number in sorted(sealed.keys() | again.keys()):
        if number not in again:
            yield f"{source}: placing {number} is not in them"
        elif number not in sealed:
            yield f"{source}: {number} has no placing"
        else:
            for column in COMPARED:
                was, now = (getattr(x[number], column) for x in (sealed, again))
                if was != now:
                    yield f"{source}: placing {number}: {column} {now}, sealed {was}"


def tabulate_again(worked: Ledger):
    return tabulate(worked.rules, worked.totals()).placings


# Against the marks in the database ------------------------------------------------


@dataclass(frozen=True)
class Sealed:
    """What the seal knew: seats by key, submissions by key, as their codes."""

    codes: dict[int, str]
    numbers: dict[int, str]


def against_the_marks(
    result: Result, stored: Ledger, placings: list[Placing]
) -> Iterator[str]:
    sealed = Sealed(
        codes={seat: code for code, seat in result.seats.items()},
        numbers={each.submission_id: each.submission.number for each in placings},
    )
    was = table_of(stored.marks)
    now = marks_now(result, sealed, placings, was)
    rules = rules_now(result, sealed)
    yield from differing_marks(was, now)
    yield from differing_rules(result.rules, rules)
    if was == now and rules == result.rules:
        return
    try:
        marks = (Mark(*key, points) for key, points in now.items())
        worked = read(ledger.write_marks(marks), rules)
    except BadLedger as bad:
        yield from (f"marks: {fault}" for fault in bad.faults)
    else:
        yield from compared("marks", worked, result, placings)


def table_of(marks: Iterable[Mark]) -> Table:
    return {tuple(mark[:3]): mark.points for mark in marks}


def marks_now(
    result: Result, sealed: Sealed, placings: list[Placing], was: Table
) -> Table:
    """Return the marks of signed sheets as they are now, under the seal's codes.

    A sheet that rule 9 barred at the seal was not in the ledger, and is not asked for.
    """
    rows = Score.objects.filter(
        sheet__submission__round=result.round_id, sheet__state=SheetState.SIGNED
    ).order_by()
    now: Table = {}
    for submission, seat, criterion, points in rows.values_list(
        "sheet__submission", "sheet__judge", "criterion", "points"
    ):
        if submission in sealed.numbers:
            code = sealed.codes.get(seat, f"seat {seat}")
            key = (sealed.numbers[submission], code, criterion)
            now[key] = Decimal(points or 0) / 100
    had = {key[:2] for key in was}
    added = {key[:2] for key in now} - had
    if added:
        barred = barred_at_seal(result, sealed, placings)
        now = {
            key: points
            for key, points in now.items()
            if key[:2] in had or key[:2] not in barred
        }
    return now


def barred_at_seal(
    result: Result, sealed: Sealed, placings: list[Placing]
) -> set[tuple[str, str]]:
    seats = list(Judge.objects.filter(round=result.round_id).with_round())
    submissions = result.round.submissions.filter(
        pk__in=[placing.submission_id for placing in placings]
    ).select_related("entry", "accepted_version")
    bars = bars_among(seats, map(entrant_of, submissions), at=result.sealed_at)
    return {
        (sealed.numbers[submission], sealed.codes.get(seat, f"seat {seat}"))
        for seat, submission in bars
    }


def rules_now(result: Result, sealed: Sealed) -> dict:
    """Return the rules as the round has them now, with the decisions up to the seal.

    The chair is the panel's, not the sealed rules': whose totals break a tie is no
    word of the files that are to be checked. A sealed round's panel stays as it is.
    """
    rulebook = Rulebook.of(rules_of(result.round))
    chair = None
    if "chair" in rulebook.tiebreaks:
        seat = chair_of(seats_of(result.round))
        chair = seat and sealed.codes.get(int(seat), f"seat {seat}")
    decisions = ()
    if "decision" in rulebook.tiebreaks:
        rows = TieDecision.objects.filter(
            round=result.round_id, decided_at__lte=result.sealed_at
        )
        decisions = tuple(
            tuple(sealed.numbers[pk] for pk in order if pk in sealed.numbers)
            for order in rows.order_by("decided_at", "pk").values_list(
                "order", flat=True
            )
        )
    return ledger.rules_as_given(
        rulebook.for_tabulation(chair=chair, decisions=decisions)
    )


def differing_marks(was: Table, now: Table) -> Iterator[str]:
    for key in sorted(was.keys() | now.keys()):
        if was.get(key) != now.get(key):
            yield (
                f"mark {', '.join(key)}: {shown(now.get(key))} in the database, "
                f"{shown(was.get(key))} in the stored ledger"
            )


def shown(points: Decimal | None) -> str:
    return "none" if points is None else decimals.plain(points)


def differing_rules(was: dict, now: dict) -> Iterator[str]:
    for key in sorted(was.keys() | now.keys()):
        if key == "criteria":
            pairs = zip_longest(was.get(key, ()), now.get(key, ()), fillvalue={})
            for old, new in pairs:
                if old != new:
                    name = (old or new).get("code", "?")
                    yield f"rules: {CRITERION}{name} differs from the round's"
        elif was.get(key) != now.get(key):
            yield f"rules: {key} {now.get(key)} in the round, sealed {was.get(key)}"
