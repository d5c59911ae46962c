"""What a stored result tells about itself: why a placing, how sure, whose codes.

All of it is read from the ledger and the rules kept with the seal.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from contests.rules import rules_of
from judging import ledger
from judging.certainty_page import CertaintyPage
from judging.conflicts import bars_among, entrant_of
from judging.dues import assigned_in
from judging.models import Judge
from judging.ranking.reasons import asked, missing_sheets
from judging.rulebook import Rulebook
from judging.tabulation import Habits, tabulate
from judging.why import Missing, Why, why_of
from offices.models import User
from results.models import Placing, Result
from submissions.querysets import owned_by


def stored_of(result: Result) -> ledger.Ledger:
    """Read the ledger of a result by marks."""
    return ledger.read(result.ledger.encode(), json.dumps(result.rules).encode())


class Explained:
    """Why each placing of a result by marks has its rank, from one look at its ledger.

    `works` and `judges` name what the ledger has by number and by code; a judge who is
    not named there keeps the code. `result` is loaded with its round.
    """

    def __init__(
        self,
        result: Result,
        stored: ledger.Ledger,
        works: Mapping[str, str],
        judges: Mapping[str, str] = MappingProxyType({}),
    ):
        self.works, self.judges = works, judges
        self.rulebook = rulebook_of(result)
        self.rules = stored.rules
        self.totals = stored.totals()
        self.tabulation = tabulate(self.rules, self.totals)
        self.habits = Habits(self.totals)
        # By the submission's number and the judge's code.
        self.points: dict[str, dict[str, dict[str, Fraction]]] = {}
        for mark in stored.marks:
            sheet = self.points.setdefault(mark.submission, {})
            sheet.setdefault(mark.judge, {})[mark.criterion] = Fraction(mark.points)

    def why(self, number: str, missing: Sequence[Missing] = ()) -> Why:
        """Explain the placing of a submission, with those who have no sheet for it."""
        return why_of(
            number,
            rulebook=self.rulebook,
            rules=self.rules,
            totals=self.totals,
            tabulation=self.tabulation,
            points={
                judge: [given[each.code] for each in self.rules.criteria]
                for judge, given in self.points[number].items()
            },
            judges=self.judges,
            works=self.works,
            missing=missing,
            habits=self.habits,
        )


def why_placed(placing: Placing, stored: ledger.Ledger, *, with_codes: bool) -> Why:
    """Explain a placing of a result by marks, with the judges' names.

    Loaded with its result's round and its submission's entry. `with_codes` gives the
    judges' codes in the ledger beside their names. Seven queries at most, and one where
    the round assigns who scores what.
    """
    result, number = placing.result, placing.submission.number
    seats = seats_by_code(result)
    works = works_named(result.placings.for_list())
    judges = names_of(seats, with_codes=with_codes)
    explained = Explained(result, stored, works, judges)
    without = [
        seat for code, seat in seats.items() if code not in explained.points[number]
    ]
    return explained.why(number, missing_for(placing, without))


def missing_for(placing: Placing, without: list[Judge]) -> list[Missing]:
    """Tell why these seats have no sheet for a placing that counted at the seal."""
    result, submission = placing.result, placing.submission_id
    if without:
        # Who scores what does not change any more from the seal on.
        without = asked(without, submission, assigned_in([result.round]))
    entrants = [entrant_of(placing.submission)] if without else []
    bars = bars_among(without, entrants, at=result.sealed_at)
    scoring = [seat for seat in without if seat.scores]
    return missing_sheets(scoring, submission, bars)


def certainty_page_of(result: Result, *, with_codes: bool) -> CertaintyPage:
    """Return how sure the result was at its seal. Three queries at most."""
    return CertaintyPage(
        result.certainty,
        rulebook_of(result),
        names_of(seats_by_code(result), with_codes=with_codes),
        works_named(result.placings.for_list()),
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


def works_named(
    placings: Iterable[Placing], *, with_titles: bool = False
) -> dict[str, str]:
    """Return number and entrant by number; `with_titles` gives offices theirs."""
    names = {}
    for placing in placings:
        entry, number = placing.submission.entry, placing.submission.number
        office = entry.office.title if with_titles else entry.office.name
        names[number] = f"{number} · {entry.honoured or office}"
    return names


def own_placings(user: User, result_pk: int) -> list[Placing]:
    """Return the placings of the person and their office, to lead to why. One query."""
    if not user.is_authenticated:
        return []
    placings = Placing.objects.filter(
        owned_by(user, "submission__entry__"), result=result_pk
    ).exclude(exact="")
    return list(placings.select_related("submission__entry"))
