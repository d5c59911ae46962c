"""What the staff of an area have to do in its rounds."""

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contests.models import Round
from contests.phases import Phase
from contests.rules import waits_for_draw
from judging.models import Judge
from kmchallenge.desk.task import Task, by_deadline, name_of
from offices.models import Membership
from offices.roles import Role, offices_of
from results.left_above import left_anywhere
from results.models import Result
from results.workflow import State as ResultState
from submissions.models import Submission
from submissions.querysets import shown_at
from submissions.workflow import State

# Rounds of districts with the same next step, up to this many, come one by one.
FEW = 3


def rounds_with_counts(rounds, user, *, at):
    """Annotate what the next step of `user`, of the staff, depends on."""
    # What comes up under an embargo is not there yet for the staff of this round.
    handed_in = Submission.objects.filter(shown_at(at), round=OuterRef("pk"))
    left = left_anywhere(at=at).filter(round=OuterRef("pk"))

    def count(among=handed_in, **condition):
        numbers = among.filter(**condition).order_by().values("round")
        return Coalesce(Subquery(numbers.annotate(n=Count("pk")).values("n")), 0)

    return (
        rounds.with_phase(at=at)
        .for_list()
        .annotate(
            to_check=count(state=State.HANDED_IN),
            accepted=count(state=State.ACCEPTED),
            left=count(left),
            has_chair=Exists(
                Judge.objects.live().filter(round=OuterRef("pk"), capacity="chair")
            ),
            sealed_by=Subquery(
                Result.objects.filter(
                    round=OuterRef("pk"),
                    state__in=(ResultState.SEALED, ResultState.APPROVED),
                ).values("sealed_by")[:1]
            ),
            has_colleague=Exists(
                Membership.objects.running(
                    OuterRef("office"), OuterRef("office__parent")
                ).exclude(user=user)
            ),
        )
    )


def staff_tasks(user, *, at):
    """Return the next steps in the rounds that a person runs; one query.

    A province's own rounds come one by one; those of its districts are gathered by what
    they need, so that 22 districts do not hide the province's own work.
    """
    rounds = rounds_with_counts(
        Round.objects.run_by(user).filter(published_at=None), user, at=at
    ).exclude(phase__in=(Phase.CANCELLED, Phase.NO_ENTRIES))
    own = {office.pk for office in offices_of(user, Role.STAFF, Role.ADMINISTRATOR)}
    tasks, gathered = [], {}
    for round_ in rounds:
        if not (step := step_of(round_, user)):
            continue
        what, page, due, urgency = step
        url = reverse(page, args=[round_.pk])
        sample = round_.stage.category.season.is_sample
        task = Task(what, name_of(round_), url, due, urgency, sample)
        if round_.office_id in own:
            tasks.append(task)
        elif urgency == "now":
            gathered.setdefault((what, round_.stage), []).append(task)
    for (what, stage), below in gathered.items():
        if len(below) <= FEW:
            tasks += below
            continue
        about = ngettext(
            "%(category)s: %(n)d district round",
            "%(category)s: %(n)d district rounds",
            len(below),
        ) % {"category": stage.category.name, "n": len(below)}
        url = reverse("contests:rounds", args=[stage.pk])
        tasks.append(Task(what, about, url, None, "now", below[0].is_sample))
    return by_deadline(tasks)


def step_of(round_, user):
    """Return what, page, deadline and urgency of a round's next step, or None."""
    if round_.phase == Phase.SEALED:
        if round_.sealed_by == user.pk and not round_.has_colleague:
            what = _("Sealed by you: have a colleague appointed who approves it")
            return what, "results:round", None, "now"
        if round_.sealed_by == user.pk:
            what = _("Sealed: a colleague approves the result")
            return what, "results:round", None, "wait"
        return _("Approve or refuse the sealed result"), "results:round", None, "now"
    if round_.phase == Phase.APPROVED:
        return _("Publish the approved result"), "results:round", None, "now"
    if round_.left:
        # It keeps the round from being sealed.
        what = ngettext(
            "A result below was withdrawn: decide on %(n)d entry that came up",
            "A result below was withdrawn: decide on %(n)d entries that came up",
            round_.left,
        ) % {"n": round_.left}
        return what, "results:round", round_.judging_due, "now"
    if round_.to_check:
        what = ngettext("Check %(n)d entry", "Check %(n)d entries", round_.to_check) % {
            "n": round_.to_check
        }
        return what, "submissions:screening", round_.judging_opens, "now"
    if round_.phase in (Phase.SCREENING, Phase.JUDGING) and not round_.accepted:
        what = _("No entry was accepted: close the round or name an entry")
        return what, "results:round", None, "now"
    if round_.phase == Phase.UPCOMING:
        what = _("Prepare the round: dates, contact person, instructions")
        return what, "contests:round", round_.opens, "wait"
    if not round_.has_chair:
        return _("Appoint the panel"), "judging:panel", round_.judging_opens, "now"
    if waits_for_draw(round_) and round_.phase in (Phase.SCREENING, Phase.JUDGING):
        begins = round_.judging_opens
        return _("Draw who scores what"), "judging:assignment", begins, "now"
    if round_.phase == Phase.JUDGING:
        return _("Follow the judging"), "judging:ranking", round_.judging_due, "wait"
    what = _("Entries are coming in: see who has not entered")
    return what, "submissions:screening", round_.closes, "wait"
