"""What a stored result tells about itself: why a placing, how sure, whose codes.

All of it is read from the ledger and the rules kept with the seal.
"""

import json
from fractions import Fraction

from contests.rules import rules_of
from judging import ledger
from judging.certainty_page import CertaintyPage
from judging.conflicts import bars_among, entrant_of
from judging.dues import assigned_in
from judging.models import Judge
from judging.ranking.reasons import asked, missing_sheets
from judging.rulebook import Rulebook
from judging.tabulation import tabulate
from judging.why import Why, why_of
from offices.models import User
from results.models import Placing, Result
from submissions.querysets import owned_by


def stored_of(result: Result) -> ledger.Ledger:
    """Read the ledger of a result by marks."""
    return ledger.read(result.ledger.encode(), json.dumps(result.rules).encode())


def why_placed(placing: Placing, stored: ledger.Ledger, *, with_codes: bool) -> Why:
    """Explain a placing of a result by marks, with the judges' names.

    Loaded with its result's round and its submission's entry. `with_codes` gives the
    judges' codes in the ledger beside their names. Seven queries at most, and one where
    the round assigns who scores what.
    """
    result = placing.result
    totals = stored.totals()
    number = placing.submission.number
    points: dict[str, dict[str, Fraction]] = {}
    for mark in stored.marks:
        if mark.submission == number:
            given = points.setdefault(mark.judge, {})
            given[mark.criterion] = Fraction(mark.points)
    seats = seats_by_code(result)
    without = [seat for code, seat in seats.items() if code not in points]
    # Who scores what does not change any more from the seal on.
    assigned = assigned_in([result.round]) if without else {}
    without = asked(without, placing.submission_id, assigned)
    entrants = [entrant_of(placing.submission)] if without else []
    return why_of(
        number,
        rulebook=rulebook_of(result),
        rules=stored.rules,
        totals=totals,
        tabulation=tabulate(stored.rules, totals),
        points={
            judge: [given[each.code] for each in stored.rules.criteria]
            for judge, given in points.items()
        },
        judges=names_of(seats, with_codes=with_codes),
        works=works_named(result),
        missing=missing_sheets(
            [seat for seat in without if seat.scores],
            placing.submission_id,
            bars_among(without, entrants, at=result.sealed_at),
        ),
    )


def certainty_page_of(result: Result, *, with_codes: bool) -> CertaintyPage:
    """Return how sure the result was at its seal. Three queries at most."""
    return CertaintyPage(
        result.certainty,
        rulebook_of(result),
        names_of(seats_by_code(result), with_codes=with_codes),
        works_named(result),
    )


def rulebook_of(result: Result) -> Rulebook:
    return Rulebook.of(rules_of(result.round))


def seats_by_code(result: Result) -> dict[str, Judge]:
    seats = Judge.objects.with_round().in_bulk(result.seats.values())
    return {code: seats[pk] for code, pk in result.seats.items()}


def names_of(seats: dict[str, Judge], *, with_codes: bool) -> dict[str, str]:
    names = {code: seat.user.get_full_name() for code, seat in seats.items()}
    if with_codes:
        return {code: f"{name} ({code})" for code, name in names.items()}
    return names


def works_named(result: Result) -> dict[str, str]:
    names = {}
    for placing in result.placings.for_list():
        entry, number = placing.submission.entry, placing.submission.number
        whose = str(entry.honoured or entry.office.name)
        names[number] = f"{number} · {whose}"
    return names


def own_placings(user: User, result_pk: int) -> list[Placing]:
    """Return the placings of the person and their office, to lead to why. One query."""
    if not user.is_authenticated:
        return []
    placings = Placing.objects.filter(
        owned_by(user, "submission__entry__"), result=result_pk
    ).exclude(exact="")
    return list(placings.select_related("submission__entry"))
