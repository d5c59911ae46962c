"""What a judge has to answer, score, sign or seal."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contests.phases import Phase, phase_of
from contests.rules import waits_for_draw
from judging.entering import new_to
from judging.models import Judge
from judging.permissions import seats_held_by
from judging.progress import own_progress
from kmchallenge.desk.task import Task, by_deadline, name_of


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
