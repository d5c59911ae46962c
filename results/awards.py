"""What a rank is called, and which ranks go up: no database, no Django view."""

from collections import Counter
from collections.abc import Iterable

from contests.award_names import Award

RUNNERS_UP = (Award.RUNNER_UP_1, Award.RUNNER_UP_2, Award.RUNNER_UP_3)


def award_of(rank: int, awards: int, mentions: int = 0) -> Award:
    """Return the award of a rank where `awards` ranks are placed, then `mentions` more.

    The runner-up's number is the rank less one, so that two tied for second are both
    runner-up 1 and nobody is runner-up 2. Places beyond the third runner-up are
    honourable mentions.
    """
    if rank > awards + mentions:
        return Award.PARTICIPANT
    if rank > awards:
        return Award.MENTION
    if rank == 1:
        return Award.WINNER
    return RUNNERS_UP[rank - 2] if rank <= 4 else Award.MENTION


def ranks_that_advance(
    ranks: Iterable[int], places: int, *, lets_tied_up: bool
) -> set[int]:
    """Return the ranks whose holders go up to fill `places`.

    A tie across the last place goes up whole where the stage lets it, else not at all:
    it is settled before the seal (rule 7, `tie_across`).
    """
    counted = Counter(ranks)
    return {
        rank
        for rank, holders in counted.items()
        if rank + holders - 1 <= places or (lets_tied_up and rank <= places)
    }


def tie_across(ranks: Iterable[int], places: int) -> int | None:
    """Return the rank that is shared across the number that advances, if one is."""
    for rank, holders in Counter(ranks).items():
        if rank <= places < rank + holders - 1:
            return rank
    return None


def misplaced_ranks(ranks: Iterable[int]) -> list[int]:
    """Return the ranks that do not follow from those before: not 1, 2, 2, 4."""
    ordered = sorted(ranks)
    return sorted(
        {rank for rank in ordered if rank != ordered.index(rank) + 1},
    )
