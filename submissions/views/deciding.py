"""Deciding about one or many entries, ticking a checklist, reminding offices."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from contests.screening_lists import lines_of
from submissions import actions, permissions
from submissions.deciding import ACTS, Act
from submissions.forms import DecideForm
from submissions.listing import counted, listed
from submissions.models import Submission, Version
from submissions.screening import checklist_of, reach_of, unticked
from submissions.views.screening import filter_of, find, works_of
from submissions.ways_in import may_be_decided
from submissions.working_days import end_of_working_day
from ui.acting import pressed
from ui.keys import key_from


@dataclass
class Row:
    """A work that is to be decided about, the version looked at, what came of it."""

    work: Submission
    version: int
    refusals: list[str] | None = None
    unticked: list[str] = field(default_factory=list)


@require_http_methods(["GET", "POST"])
def decide(request, pk, act):
    """Show exactly which works an act touches; do it; report each (rule 12)."""
    now = timezone.now()
    round_ = find(request, pk)
    if act not in ACTS:
        raise Http404
    if not permissions.can_screen(request.user, round_):
        raise PermissionDenied
    act = ACTS[act]
    works = works_of(request.user, round_, now)
    rows = rows_of(works, versions_asked(request, works, round_))
    seen = seen_version(act, rows)
    form = DecideForm(
        request.POST or None,
        with_until=act.with_until,
        reason_required=act.reason_required or comes_late(act, rows),
        ready=lines_of(round_.stage.category, act.name),
        lines=checklist_of(round_, seen) if seen else [],
        # An office that may hand in till the round closes loses no day by a return.
        initial={"until": max(end_of_working_day(now, 3), round_.closes_at)},
    )
    context = {"round": round_, "act": act, "rows": rows, "form": form}
    if request.method == "POST" and rows and form.is_valid():
        said = form.cleaned_data
        if (keys := said.pop("ticks", None)) is not None and may_be_decided(
            round_, at=now
        ):
            actions.tick(seen, keys, by=request.user, at=now)
        for row in rows:
            row.refusals = run(act, row, request.user, now, said)
        context["failed"] = sum(bool(row.refusals) for row in rows)
        return render(request, "submissions/decided.html", context)
    if act.name == "accept":
        show_unticked(round_, rows)
    return render(request, "submissions/decide.html", context)


def versions_asked(request, works, round_):
    """Return the version looked at of each work that was sent, by the work's key.

    They come as "work:version" pairs, one a field from the table, all in one field from
    the page that names them; or as a filter, where all that match it were chosen.
    """
    sent = request.POST if request.method == "POST" else request.GET
    if request.method == "GET" and "all" in sent:
        wanted = filter_of(sent, counted(works), round_).wanted()
        return dict(listed(works, wanted, round_).values_list("pk", "latest"))
    versions = {}
    for pair in [*sent.getlist("work"), *sent.get("works", "").split()]:
        work, _colon, version = pair.partition(":")
        if number := key_from(version):
            versions[key_from(work)] = number
    return versions


def rows_of(works, versions):
    """Return a row for each of these works that the person sees, in order."""
    found = works.filter(pk__in=versions).for_screening()
    return [Row(work, versions[work.pk]) for work in found]


def seen_version(act, rows):
    """Return the version whose checklist is ticked on the way: of a single entry."""
    if act.name != "accept" or len(rows) != 1:
        return None
    [row] = rows
    versions = Version.objects.defer("content").select_related("submission")
    return versions.filter(submission=row.work, number=row.version).first()


def show_unticked(round_, rows):
    """Say at each row what is not ticked; it does not stop anybody."""
    missing = unticked(round_, [(row.work.pk, row.version) for row in rows])
    for row in rows:
        row.unticked = missing[row.work.pk, row.version]


def comes_late(act, rows):
    """Say whether accepting these needs a reason, since judging had begun."""
    return act.name == "accept" and any(
        row.work.handed_in_at >= row.work.round.judging_opens_at for row in rows
    )


def run(act: Act, row, user, now, data):
    """Do the act to one work; return why not, or nothing."""
    try:
        act.run(row.work, row.version, by=user, at=now, **data)
    except ValidationError as refusal:
        return refusal.messages
    return []


@require_POST
def checklist(request, pk, number):
    """Keep what is ticked in a version."""
    now = timezone.now()
    works = Submission.objects.visible_to(request.user, at=now).for_list()
    work = get_object_or_404(works, pk=pk)
    if not permissions.can_screen(request.user, work.round):
        raise PermissionDenied
    versions = work.versions.defer("content")
    version = get_object_or_404(versions, number=number)
    ticked = request.POST.getlist("tick")
    pressed(
        request,
        lambda: actions.tick(version, ticked, by=request.user, at=now),
        _("The checklist is saved."),
    )
    answer = redirect("submissions:submission", pk)
    answer["Location"] += f"?version={number}#checklist"
    return answer


@require_http_methods(["GET", "POST"])
def remind(request, pk):
    """Show whom a reminder reaches; send it; report each office (rule 12)."""
    now = timezone.now()
    round_ = find(request, pk)
    if not permissions.can_screen(request.user, round_):
        raise PermissionDenied
    context = {"round": round_}
    if request.method == "POST":
        codes = set(request.POST.getlist("office"))
        if not codes:
            return redirect(request.path)
        try:
            context["reached"] = actions.remind_offices(
                round_, codes, by=request.user, at=now
            )
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("submissions:screening", pk)
        context["done"] = True
    else:
        codes = set(request.GET.getlist("office"))
        context["reached"] = reach_of(round_, codes, at=now)
    # Those that it reaches first.
    reached = sorted(context["reached"], key=lambda each: bool(each.why_not))
    context["reached"] = reached
    context["due"] = [each for each in reached if not each.why_not]
    context["people"] = sum(len(each.people) for each in context["due"])
    return render(request, "submissions/remind.html", context)
