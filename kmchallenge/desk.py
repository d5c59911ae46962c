"""What waits for a person: the lines of 'my work', in each of their roles.

Each function answers for one role with a handful of queries, whatever the number of
rounds and entries. The order within a role is by deadline.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contests.ladder import entry_rounds
from contests.models import Category, Round, Stage
from contests.phases import Phase, phase_of
from contests.rules import waits_for_draw
from judging.entering import new_to
from judging.models import Judge
from judging.permissions import seats_held_by
from judging.progress import own_progress
from offices.roles import Role, offices_of
from results.models import Result
from results.workflow import State as ResultState
from submissions.models import Entry, Submission
from submissions.querysets import shown_at
from submissions.workflow import State

# Rounds of districts with the same next step, up to this many, come one by one.
FEW = 3


@dataclass(frozen=True)
class Task:
    """A next step: what to do, about what, where, and until when.

    `urgency` is "now" for what is open to the person today, "wait" for what others do.
    `done` of `full` sheets are signed, where there are sheets.
    """

    what: str
    about: str
    url: str
    due: datetime | None = None
    urgency: str = "now"
    is_sample: bool = False
    done: int = 0
    full: int = 0


def name_of(round_):
    """Return the round in words: category, level and area."""
    return f"{round_.stage.category.name} · {round_.office.title}"


def by_deadline(tasks):
    """Sort what can be done now before what waits, then by deadline."""
    return sorted(
        tasks,
        key=lambda task: (
            task.urgency != "now",
            task.due is None,
            task.due.timestamp() if task.due else 0,
        ),
    )


# Officers --------------------------------------------------------------------------


def officer_tasks(user, *, at):
    """Return what an officer has to enter, correct or await; six queries."""
    offices = offices_of(user, Role.OFFICER)
    if not offices:
        return []
    seen = Submission.objects.filter(shown_at(at))
    entries = (
        Entry.objects.visible_to(user)
        .live()
        .prefetch_related(Prefetch("submissions", seen.for_list(), to_attr="parts"))
    )
    rounds = entry_rounds(categories_now(at=at), offices)
    tasks, begun = [], set()
    for entry in entries:
        key = entry.category_id, entry.office_id
        begun.add(key)
        tasks += [task_about(submission, entry, at=at) for submission in entry.parts]
        if not entry.parts and key in rounds:
            tasks.append(task_to_finish(entry, rounds[key], at=at))
    by_pk = {office.pk: office for office in offices}
    for key, round_ in rounds.items():
        if key not in begun:
            tasks.append(task_to_start(by_pk[key[1]], round_, at=at))
    return by_deadline(filter(None, tasks))


def categories_now(*, at):
    """Return the categories with a stage that is not past its closing time."""
    stages = Stage.objects.filter(closes_at__gt=at).order_by()
    return Category.objects.filter(pk__in=stages.values("category"))


def task_to_start(office, round_, *, at):
    """Return the step of an office that has begun nothing in a category, or None."""
    about = name_of(round_)
    sample = round_.stage.category.season.is_sample
    phase = phase_of(round_, at=at)
    if phase == Phase.UPCOMING:
        url = reverse("contests:round", args=[round_.pk])
        what = _("Opens for entries soon: read the criteria")
        return Task(what, about, url, round_.opens_at, "wait", sample)
    if phase == Phase.OPEN:
        url = reverse("submissions:entry-new")
        url = f"{url}?round={round_.pk}&office={office.pk}"
        return Task(_("Start the entry"), about, url, round_.closes_at, "now", sample)
    return None


def task_to_finish(entry, round_, *, at):
    """Return the step of a draft whose round takes entries, or None."""
    if phase_of(round_, at=at) != Phase.OPEN:
        return None
    return Task(
        _("Finish the entry and hand it in"),
        f"{entry} · {name_of(round_)}",
        reverse("submissions:entry", args=[entry.pk]),
        round_.closes_at,
        is_sample=entry.is_sample or round_.stage.category.season.is_sample,
    )


def task_about(submission, entry, *, at):
    """Return the step or the wait that a submission means for its officer, or None."""
    about = f"{entry} · {name_of(submission.round)}"
    sample = entry.is_sample
    if submission.state == State.RETURNED and submission.open_until > at:
        url = reverse("submissions:entry", args=[entry.pk])
        what = _("Correct the entry and hand it in again")
        return Task(what, about, url, submission.open_until, is_sample=sample)
    url = reverse("submissions:submission", args=[submission.pk])
    phase = phase_of(submission.round, at=at)
    can_be_improved = (
        submission.advanced_from_id and submission.round.stage.allows_improvement
    )
    if submission.state == State.HANDED_IN and phase == Phase.OPEN and can_be_improved:
        url = reverse("submissions:entry", args=[entry.pk])
        what = _("Came up: you can improve the entry for this round")
        return Task(what, about, url, submission.round.closes_at, "wait", sample)
    if submission.state == State.HANDED_IN and phase not in (
        Phase.PUBLISHED,
        Phase.CANCELLED,
        Phase.NO_ENTRIES,
    ):
        what = _("Handed in: the staff are checking it")
        return Task(what, about, url, None, "wait", sample)
    if submission.state == State.ACCEPTED and phase in (
        Phase.OPEN,
        Phase.SCREENING,
        Phase.JUDGING,
        Phase.SEALED,
        Phase.APPROVED,
    ):
        what = _("Accepted: the judges decide")
        return Task(what, about, url, None, "wait", sample)
    return None


# Judges ----------------------------------------------------------------------------


def judge_tasks(user, *, at):
    """Return the rounds in which a judge has sheets to sign; a handful of queries."""
    seats = [seat for seat in seats_held_by(user) if is_open(seat.round)]
    every = own_progress(seats, at=at)
    new = new_to([each.judge for each in every], at=at)
    tasks = [task_of(each, at=at) for each in every]
    tasks += [task_to_look(each.judge) for each in every if each.judge.pk in new]
    return by_deadline(tasks)


def is_open(round_):
    return not (round_.sealed_at or round_.cancelled_at or round_.closed_empty_at)


def task_to_look(seat):
    """Return the step of a judge whose round has new names since they looked."""
    return Task(
        _("New names: say whether you have a conflict"),
        name_of(seat.round),
        reverse("judging:answer", args=[seat.pk]),
        is_sample=seat.round.stage.category.season.is_sample or seat.user.is_sample,
    )


def task_of(progress, *, at):
    """Return the next step of one seat, of a `judging.progress.SeatProgress`."""
    seat = progress.judge
    round_ = seat.round
    about = name_of(round_)
    sample = round_.stage.category.season.is_sample or seat.user.is_sample
    if seat.awaits_answer:
        url = reverse("judging:answer", args=[seat.pk])
        due = round_.judging_opens_at if at < round_.judging_opens_at else None
        return Task(_("You were appointed: answer"), about, url, due, "now", sample)
    entries = reverse("judging:entries", args=[round_.pk])
    if phase_of(round_, at=at) != Phase.JUDGING:
        what = _("You are on the panel: judging has not begun")
        return Task(what, about, entries, round_.judging_opens_at, "wait", sample)
    if progress.left:
        what = ngettext(
            "Score and sign %(n)d entry",
            "Score and sign %(n)d entries",
            progress.left,
        ) % {"n": progress.left}
        due, done = round_.judging_due_at, progress.finished
        return Task(what, about, entries, due, "now", sample, done, progress.due)
    if seat.scores and waits_for_draw(round_):
        what = _("It is not drawn yet which entries you score")
        return Task(what, about, entries, None, "wait", sample)
    if seat.capacity == Judge.Capacity.CHAIR:
        url = reverse("results:round", args=[round_.pk])
        what = _("Look at the ranking and seal it")
        return Task(what, about, url, round_.judging_due_at, "now", sample)
    what = _("You have signed all your sheets")
    return Task(what, about, entries, None, "wait", sample)


# Staff -----------------------------------------------------------------------------


def rounds_with_counts(rounds, *, at):
    """Annotate what the staff's next step depends on."""
    # What comes up under an embargo is not there yet for the staff of this round.
    handed_in = Submission.objects.filter(shown_at(at), round=OuterRef("pk"))

    def count(**condition):
        numbers = handed_in.filter(**condition).order_by().values("round")
        return Coalesce(Subquery(numbers.annotate(n=Count("pk")).values("n")), 0)

    return (
        rounds.with_phase(at=at)
        .for_list()
        .annotate(
            to_check=count(state=State.HANDED_IN),
            accepted=count(state=State.ACCEPTED),
            has_chair=Exists(
                Judge.objects.live().filter(round=OuterRef("pk"), capacity="chair")
            ),
            sealed_by=Subquery(
                Result.objects.filter(
                    round=OuterRef("pk"),
                    state__in=(ResultState.SEALED, ResultState.APPROVED),
                ).values("sealed_by")[:1]
            ),
        )
    )


def staff_tasks(user, *, at):
    """Return the next steps in the rounds that a person runs; one query.

    A province's own rounds come one by one; those of its districts are gathered by what
    they need, so that 22 districts do not hide the province's own work.
    """
    rounds = rounds_with_counts(
        Round.objects.run_by(user).filter(published_at=None), at=at
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
        if round_.sealed_by == user.pk:
            what = _("Sealed: a colleague approves the result")
            return what, "results:round", None, "wait"
        return _("Approve or refuse the sealed result"), "results:round", None, "now"
    if round_.phase == Phase.APPROVED:
        return _("Publish the approved result"), "results:round", None, "now"
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
