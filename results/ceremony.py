"""The order in which a result is read out: from the last placed to the winner."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from results.models import Award, Placing
from results.public.names import Entrant, entrant_of


@dataclass(frozen=True)
class Reveal:
    """One step of a ceremony: an award and its holders, the tied together."""

    rank: int
    award: str
    is_winner: bool
    holders: tuple[Entrant, ...]

    @property
    def is_sample(self) -> bool:
        return any(holder.is_sample for holder in self.holders)


def reveals_of(placings: Iterable[Placing]) -> list[Reveal]:
    """Return the steps of placings loaded with `for_list`, the winner last."""
    placed = sorted(
        (each for each in placings if each.award != Award.PARTICIPANT),
        key=lambda each: (-each.rank, each.submission.entry.office.sort_key),
    )
    reveals = []
    for rank, group in groupby(placed, key=lambda each: each.rank):
        tied = list(group)
        reveals.append(
            Reveal(
                rank,
                tied[0].get_award_display(),
                tied[0].award == Award.WINNER,
                tuple(entrant_of(each.submission.entry) for each in tied),
            )
        )
    return reveals
