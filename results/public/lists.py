"""Results as they stand in lists: the newest, a season's, an area's."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from results.models import Award, Placing, Result
from results.public.names import Entrant, entrant_of


@dataclass(frozen=True)
class ResultCard:
    """One published result in a list, with its winners."""

    pk: int
    year: int
    category: str
    category_number: int
    level: str
    level_name: str
    area: str
    area_code: str
    # None in a preview.
    public_from: datetime | None
    # How it came about (`Result.Basis`), or "past": brought in from an earlier record.
    basis: str
    winners: tuple[Entrant, ...]
    is_sample: bool


def newest(count: int, *, at: datetime) -> list[ResultCard]:
    """Return the results that became public last. Two queries."""
    return cards_of(Result.objects.news(at=at).for_list()[:count])


def cards_of(results: Iterable[Result]) -> list[ResultCard]:
    """Return the cards of public results loaded with `for_list`. One query more."""
    results = list(results)
    winners = defaultdict(list)
    for placing in Placing.objects.for_public().filter(
        result__in=results, award=Award.WINNER
    ):
        winners[placing.result_id].append(entrant_of(placing.submission.entry))
    return [card_of(result, tuple(winners[result.pk])) for result in results]


def card_of(result: Result, winners: tuple[Entrant, ...]) -> ResultCard:
    round_ = result.round
    category = round_.stage.category
    return ResultCard(
        pk=result.pk,
        year=category.season.year,
        category=category.name,
        category_number=category.number,
        level=round_.stage.level,
        level_name=str(round_.stage.name),
        area=round_.office.title,
        area_code=round_.office.code,
        public_from=result.public_from,
        basis="past" if result.past_import_id else result.basis,
        winners=winners,
        is_sample=category.season.is_sample
        or any(winner.is_sample for winner in winners),
    )
