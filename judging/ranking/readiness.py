"""What stands in the way of sealing a round, all of it at once."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contests.ladder import stage_above
from contests.models import Stage
from contests.phases import Phase, phase_of
from contests.rules import waits_for_draw
from judging.allotment import lacking_judges
from judging.permissions import is_chair
from judging.ranking.live import Ranking, ranking_of
from offices.permissions import is_staff_at, sees_area_of
from submissions.workflow import State


@dataclass(frozen=True)
class Obstacle:
    """One thing to be done before the seal: its sentence, and where it is done.

    The page is open to `opens_to`: "watchers" (all who see the panel), "area" (those
    who look after it), "staff", or "chair".
    """

    code: str
    sentence: str
    url: str = ""
    opens_to: str = "watchers"

    def __str__(self):
        return self.sentence


def linked_for(user, round_, obstacles: list[Obstacle]) -> list[Obstacle]:
    """Return the obstacles without the links that `user` could not open."""
    opens = {
        "watchers": True,
        "area": sees_area_of(user, round_.office),
        "staff": is_staff_at(user, round_.office),
        "chair": is_chair(user, round_),
    }
    return [
        each if opens[each.opens_to] else replace(each, url="") for each in obstacles
    ]


def what_blocks_seal(round_, *, at=None, ranking: Ranking | None = None):
    """Return every obstacle, none where the chair may seal.

    Codes: `phase`, `unscreened`, `no_entries`, `no_chair`, `unanswered` and `unsigned`
    for each judge, `unassigned`, `quorum` for each submission, `tie`. Ties are looked
    at once all sheets are in: what a judge may not see yet (rule 3) cannot be read here
    either. Two queries beside the ranking's.
    """
    at = at or timezone.now()
    if phase_of(round_, at=at) != Phase.JUDGING:
        return [Obstacle("phase", _("This round is not in judging."))]
    ranking = ranking or ranking_of(round_, at=at)
    obstacles = [*unscreened(round_, ranking), *on_the_panel(round_, ranking)]
    if not ranking.works:
        obstacles.append(Obstacle("no_entries", _("No entry was accepted.")))
    if not obstacles:
        obstacles += tied_over_the_line(round_, ranking)
    return obstacles


def unscreened(round_, ranking: Ranking):
    url = reverse("submissions:screening", args=[round_.pk])
    for number, state in ranking.waiting:
        if state == State.HANDED_IN:
            sentence = _(
                "Entry %(number)s is not checked yet: accept, return or disqualify it."
            )
        else:
            sentence = _("Entry %(number)s was returned and may still be handed in.")
        yield Obstacle("unscreened", sentence % {"number": number}, url, "area")


def on_the_panel(round_, ranking: Ranking):
    progress = ranking.progress
    panel = reverse("judging:panel", args=[round_.pk])
    if not any(seat.is_chair for seat in progress.seats):
        url = reverse("judging:appoint", args=[round_.pk])
        yield Obstacle("no_chair", _("The panel has no chair."), url, "staff")
    left = {seat.judge.pk: seat.left for seat in progress.by_seat}
    for seat in progress.seats:
        name, url = seat.user.get_full_name(), reverse("judging:seat", args=[seat.pk])
        if seat.awaits_answer:
            sentence = _("%(judge)s has not answered the appointment.")
            yield Obstacle("unanswered", sentence % {"judge": name}, url)
        elif n := left.get(seat.pk):
            sentence = ngettext(
                "%(judge)s has %(n)d sheet to sign.",
                "%(judge)s has %(n)d sheets to sign.",
                n,
            )
            yield Obstacle("unsigned", sentence % {"judge": name, "n": n}, url)
    if sentence := unassigned(round_, ranking):
        url = reverse("judging:assignment", args=[round_.pk])
        yield Obstacle("unassigned", sentence, url)
    quorum = ranking.rulebook.quorum
    for number, work in ranking.works.items():
        signed = progress.signed_sheets[work.submission]
        if signed < quorum:
            sentence = ngettext(
                "Entry %(number)s has %(n)d signed sheet; the quorum is %(quorum)d.",
                "Entry %(number)s has %(n)d signed sheets; the quorum is %(quorum)d.",
                signed,
            )
            params = {"number": number, "n": signed, "quorum": quorum}
            yield Obstacle("quorum", sentence % params, panel)


def unassigned(round_, ranking: Ranking) -> str:
    """Name the entries that lack a judge whom they could still have."""
    lacking = lacking_judges(round_, ranking.progress)
    if not lacking:
        return ""
    if waits_for_draw(round_):
        return _("Nobody has been told yet who scores what: draw the assignment.")
    numbers = [
        number for number, work in ranking.works.items() if work.submission in lacking
    ]
    sentence = ngettext(
        "%(n)d entry has too few judges assigned: %(numbers)s. Assign the rest.",
        "%(n)d entries have too few judges assigned: %(numbers)s. Assign the rest.",
        len(numbers),
    )
    return sentence % {"n": len(numbers), "numbers": ", ".join(numbers)}


def tied_over_the_line(round_, ranking: Ranking):
    """Find a tie over the number that advances, unless all tied may go up (rule 7)."""
    stage = round_.stage
    tied = ranking.tied_across(ranking.rulebook.places)
    if not tied or stage.lets_tied_up:
        return
    if stage_above(stage, Stage.objects.filter(category=stage.category_id)) is None:
        return
    if can_decide := "decision" in ranking.rules.tiebreaks:
        sentence = _(
            "%(numbers)s are tied for the last place that goes up: the chair decides "
            "their order."
        )
    else:
        sentence = _(
            "%(numbers)s are tied for the last place that goes up, and this stage lets "
            "nobody decide. Ask the department."
        )
    url = reverse("judging:decide-tie", args=[round_.pk]) if can_decide else ""
    yield Obstacle("tie", sentence % {"numbers": ", ".join(tied)}, url, "chair")
