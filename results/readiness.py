"""What stands in the way of each act, all of it, as sentences; of the seal with links.

The pages show them before, and the actions refuse while there are any.
"""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import judging.ranking
from contests.ladder import in_area_then, stage_below
from contests.models import Round, Stage
from contests.phases import Phase, phase_of
from contests.rules import rules_of
from judging.ranking import Obstacle, Ranking, linked_for
from offices.models import User
from results.left_above import left_in, sentences_of
from results.models import Placing, Result
from results.outlook import Outlook, ascent_of, way_up
from results.workflow import State
from submissions.models import Submission
from submissions.querysets import shown_at
from submissions.workflow import State as SubmissionState

NOT_YET_JUDGED = (Phase.UPCOMING, Phase.OPEN, Phase.SCREENING)


def what_blocks_seal(
    round_: Round,
    *,
    at: datetime,
    ranking: Ranking | None = None,
    reader: User | None = None,
) -> list[Obstacle]:
    """Return what keeps the chair from sealing the judges' marks.

    With the links that `reader` may open, if there is one.
    """
    if sentence := closed_to_seals(round_, at=at):
        return [Obstacle("closed", sentence)]
    blocks = judging.ranking.what_blocks_seal(round_, at=at, ranking=ranking)
    blocks += [Obstacle("left", each) for each in sentences_of(left_in(round_, at=at))]
    return linked_for(reader, round_, blocks) if reader else blocks


def what_blocks_unopposed(round_: Round, *, at: datetime) -> list[str]:
    """Return what keeps a round with no more entries than places from going up."""
    if not round_.stage.lets_unopposed_up:
        return [
            _(
                "This stage is always judged: its rules do not let a round go up "
                "unopposed."
            )
        ]
    if sentence := closed_to_seals(round_, at=at, needs_judging=False):
        return [sentence]
    accepted, undecided = counted(round_, at=at)
    places = rules_of(round_)["places"]
    blocks = undecided_entries(undecided) + results_on_their_way(round_, at=at)
    if not accepted:
        blocks.append(_("There is no accepted entry. Close the round instead."))
    if accepted > places:
        blocks.append(
            ngettext(
                "There are more accepted entries than the %(places)d place: the panel "
                "judges them.",
                "There are more accepted entries than the %(places)d places: the "
                "panel judges them.",
                places,
            )
            % {"places": places}
        )
    return blocks


def what_blocks_ranks(round_: Round, *, at: datetime) -> list[str]:
    """Return what keeps staff from entering the ranks of a past year."""
    if sentence := closed_to_seals(round_, at=at, needs_judging=False):
        return [sentence]
    if round_.rules_frozen_at:
        return [
            _("The panel has given marks in this round: its chair seals the result.")
        ]
    if came_by_a_file(round_):
        return [
            _(
                "The result of this round came in by a file of the department. Its "
                "administrators bring the corrected rows in by a new file."
            )
        ]
    return results_on_their_way(round_, at=at)


def came_by_a_file(round_: Round) -> bool:
    """Say whether the last result of the round was brought in from a past record."""
    last = round_.results.order_by("-number").values_list("past_import", flat=True)
    return last.first() is not None


def what_blocks_closing(round_: Round, *, at: datetime) -> list[str]:
    """Return what keeps a round from being closed without entries."""
    if sentence := closed_to_seals(round_, at=at, needs_judging=False):
        return [sentence]
    accepted, undecided = counted(round_, at=at)
    blocks = undecided_entries(undecided) + results_on_their_way(round_, at=at)
    if accepted:
        blocks.append(_("There are accepted entries: the round goes on."))
    return blocks


def what_blocks_approval(result: Result, *, by: User) -> list[str]:
    """Return what keeps `by` from approving or refusing a sealed result."""
    if result.state == State.SEALED and result.sealed_by_id == by.pk:
        return [
            _(
                "You sealed this result yourself: a colleague of the round's office "
                "approves or refuses it."
            )
        ]
    if result.state != State.SEALED:
        return [no_longer(result)]
    return []


def what_blocks_refusal(result: Result, *, by: User) -> list[str]:
    """Return what keeps `by` from refusing a result, sealed or approved."""
    if result.state == State.APPROVED and result.sealed_by_id != by.pk:
        return []
    return what_blocks_approval(result, by=by)


def what_blocks_publication(result: Result, outlook: Outlook) -> list[str]:
    """Return what keeps an approved result from being published."""
    if result.state == State.SEALED:
        return [_("The result is sealed but not approved. Approve it first.")]
    if result.state != State.APPROVED:
        return [no_longer(result)]
    blocks = [
        _(
            "%(number)s was accepted at the seal and is now “%(state)s”. Refuse this "
            "result, so that the round is ranked again."
        )
        % {"number": each.number, "state": each.get_state_display()}
        for placing in outlook.placings
        for each in [placing.submission]
        if each.state != SubmissionState.ACCEPTED
    ]
    if outlook.way == "missing":
        blocks.append(no_round_above())
    return blocks


def what_blocks_withdrawal(result: Result) -> list[str]:
    """Return what keeps a publication from being withdrawn."""
    return [] if result.state == State.PUBLISHED else [no_longer(result)]


def what_blocks_sending_up(placing: Placing, *, at: datetime) -> list[str]:
    """Return what keeps a placing from going up for one that has left."""
    result = placing.result
    if result.state != State.PUBLISHED:
        return [no_longer(result)]
    if placing not in ascent_of(result).next_up:
        return [
            _("No place is free in the round above, or somebody placed better is next.")
        ]
    blocks = []
    if placing.submission.state != SubmissionState.ACCEPTED:
        blocks.append(
            _("%(number)s is “%(state)s” and cannot go up.")
            % {
                "number": placing.submission.number,
                "state": placing.submission.get_state_display(),
            }
        )
    way = way_up(result.round, at=at)[0]
    if way == "top":
        blocks.append(_("There is no round above this one."))
    elif way == "missing":
        blocks.append(no_round_above())
    elif way == "too_late":
        blocks.append(
            _("The round above is sealed or has ended: it takes no more entries.")
        )
    return blocks


def what_blocks_keeping(submission: Submission, *, at: datetime) -> list[str]:
    """Return what keeps staff from keeping what a withdrawn result left here."""
    if submission in left_in(submission.round, at=at):
        return []
    return [_("Nothing is to be decided about this entry any more.")]


# The sentences that several acts share ---------------------------------------------


def closed_to_seals(round_, *, at, needs_judging=True):
    """Return why the round has no room for a new result at all, or nothing."""
    phase = phase_of(round_, at=at)
    if phase in (Phase.NO_ENTRIES, Phase.CANCELLED):
        return _("This round has ended: %(phase)s.") % {"phase": phase.label}
    if round_.sealed_at:
        return _("This round is sealed already.")
    if phase in (Phase.UPCOMING, Phase.OPEN):
        return _("This round still takes entries.")
    if needs_judging and phase == Phase.SCREENING:
        return _("Judging has not begun yet.")
    return ""


def no_longer(result):
    """Say that somebody was quicker, and what the result is now."""
    return _("This result is “%(state)s” by now. Look at it again, then decide.") % {
        "state": result.get_state_display()
    }


def no_round_above():
    return _(
        "The round that the winner goes up to has not been made yet. The department's "
        "administrator makes the rounds of the next stage."
    )


def counted(round_, *, at):
    """Return how many entries are accepted, and how many wait for the staff."""
    seen = shown_at(at)
    rows = Submission.objects.filter(seen, round=round_).values_list(
        "state", "open_until"
    )
    accepted = undecided = 0
    for state, open_until in rows:
        accepted += state == SubmissionState.ACCEPTED
        undecided += state == SubmissionState.HANDED_IN or (
            state == SubmissionState.RETURNED and open_until > at
        )
    return accepted, undecided


def undecided_entries(undecided):
    if not undecided:
        return []
    return [
        ngettext(
            "%(n)d entry waits to be accepted, corrected or disqualified.",
            "%(n)d entries wait to be accepted, corrected or disqualified.",
            undecided,
        )
        % {"n": undecided}
    ]


def results_on_their_way(round_, *, at):
    """Say that rounds below are sealed and not yet public, if any are.

    Their winners may come still, or be here already under an embargo: the sentence is
    the same, so that it tells nothing.
    """
    stages = Stage.objects.filter(category=round_.stage.category_id)
    below = stage_below(round_.stage, stages)
    if below is None:
        return []
    area = in_area_then(round_.office, round_.stage.category.season_id, "office__")
    coming = Round.objects.filter(
        area,
        Q(published_at__isnull=True) | Q(public_from__gt=at),
        stage=below,
        sealed_at__isnull=False,
        cancelled_at__isnull=True,
    ).count()
    if not coming:
        return []
    return [
        ngettext(
            "%(n)d round below has a result that is not published yet: its winner "
            "still comes.",
            "%(n)d rounds below have results that are not published yet: their "
            "winners still come.",
            coming,
        )
        % {"n": coming}
    ]
