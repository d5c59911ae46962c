"""One published result as the public reads it, whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.db.models.fields.json import KeyTextTransform

from contests.models import Round
from results.models import Appeal, Award, Placing, Result
from results.public.lists import ResultCard, card_of
from results.public.names import Entrant, entrant_of, public_note, public_title
from results.querysets import standing_removals
from results.workflow import AppealState
from submissions.models import Submission
from submissions.workflow import GONE


@dataclass(frozen=True)
class Onward:
    """The round that a placed entry goes on to."""

    level_name: str
    area: str
    # The public result of that round, once there is one.
    result_pk: int | None


@dataclass(frozen=True)
class PublicPlacing:
    """A placed entry: its rank and award, who, what it is called, where it went."""

    entry_pk: int
    rank: int
    award: str
    award_name: str
    # The level by score, in words; empty where the stage has none.
    band: str
    who: Entrant
    title: str
    onward: Onward | None


@dataclass(frozen=True)
class PublicResult:
    """A published result, or one that was published and withdrawn."""

    card: ResultCard
    category_pk: int
    season: str
    digest: str
    source: str
    placed: tuple[PublicPlacing, ...]
    # Who took part, by name: neither rank nor title of these is public.
    participants: tuple[Entrant, ...]
    # Those of them who go up all the same: more may than win an award.
    also_go_up: tuple[tuple[Entrant, Onward], ...]
    is_withdrawn: bool
    withdrawn_at: datetime | None
    withdrawn_reason: str
    # An appeal against this result, or against the one it replaces, was granted.
    was_appealed: bool
    follows_an_appeal: bool
    # Public results of the same round: the one that came after, the one before.
    replaced_by: int | None
    replaces: int | None

    @property
    def is_sample(self) -> bool:
        return self.card.is_sample or any(each.who.is_sample for each in self.placed)

    @property
    def people(self) -> list[Entrant]:
        """Return the people whom the page names."""
        everybody = [*(each.who for each in self.placed), *self.participants]
        return [who for who in everybody if who.named_with]


def public_result(result: Result, *, at: datetime) -> PublicResult:
    """Return what the public may read of a result of `open_to_all`. Three queries."""
    placings = list(
        Placing.objects.for_public()
        .filter(result=result)
        .select_related(
            "submission__advanced_to__round__stage",
            "submission__advanced_to__round__office",
        )
        .annotate(
            title=KeyTextTransform("title", "submission__accepted_version__content")
        )
    )
    return page_of(result, placings, onwards_of(placings, at=at), at=at)


def preview_of(
    result: Result, placings: Sequence[Placing], above: Round | None, *, at: datetime
) -> PublicResult:
    """Return what the public will read of a result that is not public yet.

    `placings` come with their award and may not be stored; whoever advances goes on to
    the round `above`, if one receives them. Two queries.
    """
    entries = [each.submission.entry for each in placings]
    prefetch_related_objects(entries, standing_removals(""))
    works = Submission.objects.filter(pk__in=[each.submission_id for each in placings])
    titles = dict(
        works.values_list("pk", KeyTextTransform("title", "accepted_version__content"))
    )
    for each in placings:
        each.title = titles[each.submission_id]
    onward = above and Onward(str(above.stage.name), above.office.title, None)
    onwards = {each.submission_id: onward for each in placings if each.advances}
    return page_of(result, placings, onwards, at=at)


def page_of(
    result: Result, placings: Sequence[Placing], onwards: dict, *, at: datetime
) -> PublicResult:
    winners = [each for each in placings if each.award == Award.WINNER]
    entries = [each.submission.entry for each in placings]
    before, after, appealed = siblings_of(result, at=at)
    return PublicResult(
        card=card_of(
            result, tuple(entrant_of(each.submission.entry) for each in winners)
        ),
        category_pk=result.round.stage.category_id,
        season=result.round.stage.category.season.name,
        digest=result.digest,
        source=public_note(entries, result.source),
        placed=tuple(
            PublicPlacing(
                entry_pk=each.submission.entry_id,
                rank=each.rank,
                award=each.award,
                award_name=each.get_award_display(),
                band=each.get_band_display(),
                who=entrant_of(each.submission.entry),
                title=public_title(each.submission.entry, each.title),
                onward=onwards.get(each.submission_id),
            )
            for each in placings
            if each.award != Award.PARTICIPANT
        ),
        participants=tuple(
            entrant_of(each.submission.entry)
            for each in sorted(
                (each for each in placings if each.award == Award.PARTICIPANT),
                key=lambda each: each.submission.entry.office.sort_key,
            )
        ),
        also_go_up=tuple(
            (entrant_of(each.submission.entry), onwards[each.submission_id])
            for each in placings
            if each.award == Award.PARTICIPANT and onwards.get(each.submission_id)
        ),
        is_withdrawn=result.state == "withdrawn",
        withdrawn_at=result.undone_at,
        withdrawn_reason=public_note(entries, result.state_reason),
        was_appealed=result.pk in appealed,
        follows_an_appeal=before in appealed,
        replaced_by=after,
        replaces=before,
    )


def siblings_of(result: Result, *, at: datetime) -> tuple:
    """Return the public results of the round before and after, and which were appealed.

    Primary keys or None, and the set of those that went with a granted appeal; one
    query.
    """
    granted = Appeal.objects.filter(result=OuterRef("pk"), state=AppealState.GRANTED)
    rows = list(
        Result.objects.open_to_all(at=at)
        .filter(round=result.round_id)
        .order_by("number")
        .values_list("number", "pk", Exists(granted))
    )
    before = [pk for number, pk, _appealed in rows if number < result.number]
    after = [pk for number, pk, _appealed in rows if number > result.number]
    appealed = {pk for _number, pk, appealed in rows if appealed}
    return before[-1] if before else None, after[0] if after else None, appealed


def onwards_of(placings: Sequence[Placing], *, at: datetime) -> dict[int, Onward]:
    """Return where each submission went on to, if it is there still. One query."""
    above = {}
    for placing in placings:
        submission = getattr(placing.submission, "advanced_to", None)
        if submission is None or submission.state in GONE:
            continue
        if submission.visible_from and submission.visible_from > at:
            continue
        above[placing.submission_id] = submission.round
    decided = dict(
        Result.objects.public(at=at)
        .filter(round__in=set(above.values()))
        .values_list("round", "pk")
    )
    return {
        pk: Onward(
            level_name=str(round_.stage.name),
            area=round_.office.title,
            result_pk=decided.get(round_.pk),
        )
        for pk, round_ in above.items()
    }
