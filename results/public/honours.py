"""What an office entered and what the offices of its area won, over the years."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.fields.json import KeyTextTransform

from offices.models import Office
from offices.roles import LADDER
from results.models import Award, Placing
from results.public.names import Entrant, entrant_of, public_title


@dataclass(frozen=True)
class Honour:
    """A place, with the result that gave it; what it is called, where it won."""

    result_pk: int
    year: int
    category: str
    level_name: str
    area: str
    award: str
    award_name: str
    who: Entrant
    title: str
    is_sample: bool


def won_in(office: Office, *, at) -> QuerySet[Placing]:
    """Return the public awards of an office and of those below it, the latest first.

    Of the office itself also where it only took part, as its result names it.
    """
    height = Case(
        *(
            When(result__round__stage__level=level, then=Value(rung))
            for rung, level in enumerate(LADDER)
        )
    )
    return (
        Placing.objects.public(at=at)
        .filter(submission__entry__office__path__startswith=office.path)
        .filter(~Q(award=Award.PARTICIPANT) | Q(submission__entry__office=office))
        .annotate(
            height=height,
            title=KeyTextTransform("title", "submission__accepted_version__content"),
        )
        .order_by(
            "-result__round__stage__category__season__year",
            "-height",
            "rank",
            "result__round__stage__category__number",
            "submission__entry__office__sort_key",
            "pk",
        )
    )


def honours_of(placings: Iterable[Placing]) -> list[Honour]:
    """Return the values of placings loaded with `for_public` and their results."""
    return [honour_of(placing) for placing in placings]


def honour_of(placing: Placing) -> Honour:
    round_ = placing.result.round
    category = round_.stage.category
    who = entrant_of(placing.submission.entry)
    return Honour(
        result_pk=placing.result_id,
        year=category.season.year,
        category=category.name,
        level_name=str(round_.stage.name),
        area=round_.office.title,
        award=placing.award,
        award_name=placing.get_award_display(),
        who=who,
        # As on the page of the result, which names those who took part without it.
        title=""
        if placing.award == Award.PARTICIPANT
        else public_title(placing.submission.entry, placing.title),
        is_sample=who.is_sample or category.season.is_sample,
    )
