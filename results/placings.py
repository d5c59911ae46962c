"""Placings before they are stored: by the judges' marks, with award and advancing."""

from collections.abc import Iterable
from hashlib import sha256

from contests.award_names import names_of
from contests.models import Round
from contests.rules import rules_of
from judging.tabulation import Tabulation
from results.awards import award_of, ranks_that_advance
from results.bands import band_of
from results.models import Placing
from results.outlook import is_top
from submissions.models import Submission
from submissions.workflow import State


def placings_by_marks(round_: Round, tabulation: Tabulation) -> list[Placing]:
    """Return the unsaved placings of a tabulation. One query."""
    accepted = Submission.objects.for_list().filter(round=round_, state=State.ACCEPTED)
    submissions = {each.number: each for each in accepted}
    return [
        Placing(
            submission=submissions[placing.submission],
            rank=placing.rank,
            score=placing.score,
            exact=placing.exact,
            sheets=placing.sheets,
            decided_by=placing.decided_by,
        )
        for placing in tabulation.placings
    ]


def awarded(round_: Round, placings: list[Placing]) -> list[Placing]:
    """Give each placing its award by its name of now, and its level by score.

    Say too whether it advances. One query.
    """
    rules = rules_of(round_)
    going_up = set()
    if not is_top(round_.stage):
        going_up = ranks_that_advance(
            [placing.rank for placing in placings],
            rules["places"],
            lets_tied_up=round_.stage.lets_tied_up,
        )
    names = names_of(round_.stage.award_names)
    for placing in placings:
        placing.award = award_of(
            placing.rank, rules["awards"], rules.get("mentions", 0)
        )
        placing.award_th = names[placing.award]["th"]
        placing.award_en = names[placing.award]["en"]
        placing.band = band_of(placing.exact, rules, round_.stage.bands)
        placing.advances = placing.rank in going_up
    return placings


def fingerprint(placings: Iterable[Placing]) -> str:
    """Return a short text that differs wherever the ranking does.

    The chair's page carries it, so that what is sealed is what the chair saw.
    """
    lines = [
        f"{placing.submission.number} {placing.rank} {placing.exact}"
        for placing in placings
    ]
    return sha256("\n".join(lines).encode()).hexdigest()[:16]
