"""What a file of an earlier year publishes, all of it at once.

Each result goes the way of every other: sealed in the name of whoever brought the file,
approved and published in that of the colleague who confirmed it (rule 6), and every act
on record. A file has up to 500 rounds and is one transaction that keeps all others from
writing, so that each step is done for all rounds together: as many queries for a
hundred as for one, but for what a correction changes in a work on record.
"""

from itertools import groupby

from django.utils.translation import gettext_noop

from audit.record import move_many, record_many
from contests.actions import make_rounds_of, record_past
from contests.award_names import names_of
from contests.models import Round
from results.actions.shelving import reshelve
from results.actions.storing import refuse_blocked
from results.acts import APPROVED, PUBLISHED, SEALED
from results.models import Placing, Result
from results.past.planned import PlannedRound
from results.past.readiness import what_blocks_past
from results.workflow import TRANSITIONS, State
from submissions.actions import (
    Work,
    correct_past,
    put_on_record,
    record_awards,
    take_off_record,
)
from submissions.actions.holding import held_rounds
from submissions.models import Submission


def publish_past(past_import, planned: tuple[PlannedRound, ...], *, by, at):
    """Put the works on record, seal, approve and publish; return the results.

    An announcement of that year stands already: no letterhead is kept for another.
    Code "not_ready".
    """
    bringer = past_import.brought_by
    rounds = rounds_for(planned, by=bringer, at=at)
    gone = take_off(planned, rounds, by=bringer, at=at)
    works = works_on_record(planned, rounds, by=bringer, at=at)
    results = seal_past(past_import, planned, rounds, by=bringer, at=at)
    placings = placings_of(planned, results, works)
    Placing.objects.bulk_create(placings)
    for act, to, facts in (
        (APPROVED, State.APPROVED, {"approved_at": at, "approved_by": by}),
        (
            PUBLISHED,
            State.PUBLISHED,
            {"published_at": at, "published_by": by, "public_from": at},
        ),
    ):
        how = {"by": by, "act": act, "at": at}
        move_many(results, to, allowed=TRANSITIONS, **how, **facts)
        record_many(rounds.values(), **how)
    record_past(list(rounds.values()), at=at)
    record_awards(
        {each.submission_id: each.award for each in placings},
        advanced={each.submission_id for each in placings if each.advances},
        at=at,
    )
    record_many(
        works.values(), gettext_noop("Published the result of its round"), by=by, at=at
    )
    entries = {each.entry_id for each in (*works.values(), *gone)}
    # Their texts are short, and a run of letters that many have is written once.
    reshelve(entries, at_once=len(entries))
    return results


def rounds_for(planned, *, by, at) -> dict[tuple, Round]:
    """Return the rounds by stage and office, made where they are missing, and held."""
    places = [(each.stage, each.office) for each in planned]
    made = make_rounds_of(places, by=by, at=at)
    held = {round_.pk: round_ for round_ in held_rounds(made.values())}
    refuse_blocked(what_blocks_past(held.values(), at=at), code="not_ready")
    return {key: held[round_.pk] for key, round_ in made.items()}


def take_off(planned, rounds, *, by, at) -> list[Submission]:
    """Take off the record what a corrected round places no more."""
    gone = []
    for each in planned:
        for submission in each.leaving:
            submission.round = rounds[each.key]
            how = {"by": by, "reason": each.source, "at": at}
            gone.append(take_off_record(submission, **how))
    return gone


def works_on_record(planned, rounds, *, by, at) -> dict[tuple, Submission]:
    """Return the work of each placing, by round and whose it is.

    From the ground up, so that each finds the one below by which it came.
    """
    works, below = {}, {}
    for _level, level in groupby(planned, key=lambda each: each.stage.level):
        new = {}
        for each in level:
            for placing in each.placings:
                category = each.stage.category_id
                came_from = below.get((category, placing.entrant), placing.came_from)
                if placing.on_record is None:
                    new[each.key, placing.entrant] = Work(
                        rounds[each.key],
                        placing.office,
                        placing.title,
                        each.source,
                        person_name=placing.person,
                        came_from=came_from,
                    )
                    continue
                placing.on_record.round = rounds[each.key]
                works[each.key, placing.entrant] = correct_past(
                    placing.on_record,
                    title=placing.title,
                    person_name=placing.person,
                    came_from=came_from,
                    by=by,
                    reason=each.source,
                    at=at,
                )
        made = put_on_record(list(new.values()), by=by, at=at)
        works |= dict(zip(new, made, strict=True))
        for (_key, entrant), work in works.items():
            below[work.round.stage.category_id, entrant] = work.pk
    return works


def seal_past(past_import, planned, rounds, *, by, at) -> list[Result]:
    """Store a sealed result of each round; it names the one that it corrects."""
    before = Result.objects.filter(round__in=rounds.values()).order_by("number")
    last = {each.round_id: each for each in before}
    results = []
    for each in planned:
        round_ = rounds[each.key]
        replaced = last.get(round_.pk)
        results.append(
            Result(
                round=round_,
                number=replaced.number + 1 if replaced else 1,
                replaces=replaced,
                basis=Result.Basis.RANKS,
                source=each.source,
                past_import=past_import,
                sealed_at=at,
                sealed_by=by,
            )
        )
    Result.objects.bulk_create(results)
    record_many(results, SEALED, by=by, at=at)
    record_many(rounds.values(), SEALED, by=by, at=at)
    return results


def placings_of(planned, results, works) -> list[Placing]:
    """Return the unsaved placings of the results, as the record has them.

    Award and advancing do not follow from the rules: after two first runners-up that
    year's announcement may have a second.
    """
    stages = {each.stage.pk: each.stage for each in planned}
    names = {pk: names_of(stage.award_names) for pk, stage in stages.items()}
    return [
        Placing(
            result=result,
            submission=works[each.key, placing.entrant],
            rank=placing.rank,
            award=placing.award,
            award_th=names[each.stage.pk][placing.award]["th"],
            award_en=names[each.stage.pk][placing.award]["en"],
            advances=placing.goes_up,
        )
        for each, result in zip(planned, results, strict=True)
        for placing in each.placings
    ]
