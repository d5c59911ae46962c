"""The four moments of a stage and a round: their order, and what moving them does.

No queries. A round is given with its stage loaded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contests.phases import DATES

Dates = Mapping[str, datetime]

# Once a mark was given, the round cannot be open or be screened again; until the seal
# only the target for the judges may still move.
MOVES_WHILE_JUDGED = ("judging_due_at",)


@dataclass(frozen=True)
class Move:
    """What new dates of a stage do to one of its rounds.

    `own` are its own dates from then on: a date that was the stage's becomes the
    round's where it is past changing it. `refusals` map a code to the sentence that
    says why not.
    """

    round: object
    before: dict
    after: dict
    own: dict
    refusals: dict[str, str]

    @property
    def is_moved(self) -> bool:
        return self.before != self.after

    @property
    def keeps(self) -> bool:
        """Whether dates that were the stage's become the round's own."""
        return any(self.own[name] and not old for name, old in self.was_own.items())

    @property
    def gives_up(self) -> bool:
        """Whether own dates are given up for the stage's."""
        return any(old and not self.own[name] for name, old in self.was_own.items())

    @property
    def was_own(self) -> dict:
        return own_dates_of(self.round)


def dates_of(thing) -> dict[str, datetime]:
    """Return the four moments of a stage, or those in force of a round."""
    return {name: getattr(thing, name) for name in DATES}


def own_dates_of(round_) -> dict[str, datetime | None]:
    return {name: getattr(round_, f"own_{name}") for name in DATES}


def check_order(dates: Dates) -> None:
    """Refuse dates that do not follow each other (`dates_out_of_order`)."""
    if not is_in_order(dates):
        raise ValidationError(
            _(
                "The dates must follow each other: opens, closes, judging begins, "
                "judging is due."
            ),
            code="dates_out_of_order",
        )


def is_in_order(dates: Dates) -> bool:
    return (
        dates["opens_at"] < dates["closes_at"] <= dates["judging_opens_at"]
        and dates["judging_opens_at"] < dates["judging_due_at"]
    )


def is_settled(round_) -> bool:
    """Say whether nothing about the round's dates may change any more."""
    return bool(round_.sealed_at or round_.cancelled_at or round_.closed_empty_at)


def fixed_dates(round_) -> tuple[str, ...]:
    """Return the dates of a round that can no longer change."""
    if is_settled(round_):
        return DATES
    if round_.rules_frozen_at:
        return tuple(name for name in DATES if name not in MOVES_WHILE_JUDGED)
    return ()


def refusals_of(before: Dates, after: Dates, *, at: datetime) -> dict[str, dict]:
    """Return why a round cannot go from these dates to those: date → code → sentence.

    Codes: `closes_earlier`, `opened_already`, `closes_in_the_past`.
    """
    refusals: dict[str, dict] = {}
    is_open = before["opens_at"] <= at
    if is_open and after["closes_at"] < before["closes_at"]:
        refusals["closes_at"] = {
            "closes_earlier": _(
                "Entries are open already: the closing time can only move later."
            )
        }
    elif not is_open and after["closes_at"] <= at != before["closes_at"]:
        refusals["closes_at"] = {
            "closes_in_the_past": _("Give a closing time that is still to come.")
        }
    if is_open and after["opens_at"] > at:
        refusals["opens_at"] = {
            "opened_already": _(
                "Entries are open already: the opening time cannot move into the "
                "future."
            )
        }
    return refusals


def moves_of(
    stage, dates: Dates, rounds: Iterable, *, at: datetime, drops_own: bool = False
) -> list[Move]:
    """Return what the new `dates` of `stage` would do to each of its rounds.

    With `drops_own`, rounds that may still change lose dates of their own that would
    lie outside the stage's new window. Codes of refusals: those of `refusals_of`,
    `outside_window`, `dates_out_of_order`.
    """
    old = dates_of(stage)
    moves = []
    for round_ in rounds:
        own = own_dates_of(round_)
        before = {name: own[name] or old[name] for name in DATES}
        fixed = fixed_dates(round_)
        free = [name for name in DATES if name not in fixed]
        if drops_own and not all(in_window(own[name], dates) for name in free):
            own |= dict.fromkeys(free)
        own |= {name: before[name] for name in fixed if before[name] != dates[name]}
        after = {name: own[name] or dates[name] for name in DATES}
        refusals = {}
        if free:
            for reasons in refusals_of(before, after, at=at).values():
                refusals |= reasons
            if not all(in_window(own[name], dates) for name in free):
                refusals["outside_window"] = _(
                    "It has dates of its own outside the stage's new dates."
                )
            if not is_in_order(after):
                refusals["dates_out_of_order"] = _(
                    "Together with dates of its own, its dates would not follow each "
                    "other."
                )
        moves.append(Move(round_, before, after, own, refusals))
    return moves


def in_window(moment: datetime | None, dates: Dates) -> bool:
    """Say whether a round's own date is empty or lies inside the stage's window."""
    return moment is None or dates["opens_at"] <= moment <= dates["judging_due_at"]
