"""What an officer has to enter, correct or await."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Prefetch, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from contests.ladder import entry_rounds
from contests.models import Category, Stage
from contests.phases import Phase, phase_of
from kmchallenge.desk.task import Task, by_deadline, name_of
from offices.roles import Role, offices_of
from results.models import Certificate, Placing
from submissions.models import Entry, Submission
from submissions.querysets import shown_at
from submissions.workflow import State

# How long a certificate, and what the judges said, is pointed at; among one's own
# certificates and on the entry's page it stays for good.
NEW_FOR = timedelta(days=30)


def officer_tasks(user, *, at):
    """Return what an officer has to enter, correct or await; six queries."""
    offices = offices_of(user, Role.OFFICER)
    if not offices:
        return []
    heard = Placing.objects.with_feedback(at=at).filter(submission=OuterRef("pk"))
    heard = heard.filter(result__public_from__gt=at - NEW_FOR)
    seen = Submission.objects.filter(shown_at(at)).annotate(
        heard=Subquery(heard.values("pk")[:1])
    )
    certified = Certificate.objects.ready_since(at - NEW_FOR, at=at)
    certified = certified.filter(placing__submission__entry=OuterRef("pk"))
    entries = (
        Entry.objects.visible_to(user)
        .live()
        .annotate(has_certificate=Exists(certified))
        .prefetch_related(Prefetch("submissions", seen.for_list(), to_attr="parts"))
    )
    by_pk = {office.pk: office for office in offices}
    rounds = entry_rounds(categories_now(at=at), offices)
    tasks, begun = [], set()
    for entry in entries:
        key = entry.category_id, entry.office_id
        begun.add(key)
        tasks += [task_about(submission, entry, at=at) for submission in entry.parts]
        if entry.has_certificate:
            tasks.append(task_to_download(entry))
        if entry.office_id in by_pk or entry.person_id == user.pk:
            tasks += [task_to_read(each, entry) for each in entry.parts if each.heard]
        if not entry.parts and key in rounds:
            tasks.append(task_to_finish(entry, rounds[key], at=at))
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


def task_to_download(entry):
    what = _("A certificate is ready: download it")
    url = reverse("results:own-certificates")
    return Task(what, str(entry), url, is_sample=entry.is_sample)


def task_to_read(submission, entry):
    """Return the step to what the judges said in one round: it asks for nothing."""
    url = reverse("results:why", args=[submission.heard])
    return Task(
        _("Read what the judges said"),
        f"{entry} · {name_of(submission.round)}",
        f"{url}#feedback",
        urgency="wait",
        is_sample=entry.is_sample or submission.round.stage.category.season.is_sample,
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
