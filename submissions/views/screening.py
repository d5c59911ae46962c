"""The staff's page of a round's entries, and deciding about one or many of them."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from contests.models import Round
from contests.phases import phase_of
from submissions import permissions
from submissions.deciding import ACTS, Act
from submissions.forms import DecideForm, ScreeningFilter
from submissions.models import Submission
from submissions.screening import offices_without_entry
from submissions.ways_in import may_be_decided
from submissions.workflow import State
from submissions.working_days import end_of_working_day
from ui.htmx import render_page
from ui.keys import key_from

PER_PAGE = 50


@require_GET
def screening(request, pk):
    now = timezone.now()
    round_ = find(request, pk)
    works = Submission.objects.visible_to(request.user, at=now).filter(round=round_)
    form = ScreeningFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    listed = works.for_screening().matching(wanted.get("q", ""))
    if wanted.get("state"):
        listed = listed.filter(state=wanted["state"])
    context = {
        "round": round_,
        "phase": phase_of(round_, at=now),
        "form": form,
        "is_filtered": any(wanted.values()),
        "page": Paginator(listed, PER_PAGE).get_page(request.GET.get("page")),
        "counts": counts_of(works),
        "without": offices_without_entry(round_, at=now),
        "may_screen": permissions.can_screen(request.user, round_)
        and may_be_decided(round_, at=now),
    }
    return render_page(request, "submissions/screening.html", context, part="rows")


def find(request, pk):
    """Return the round, or refuse who does not look after its area."""
    rounds = Round.objects.visible_to(request.user).for_list()
    round_ = get_object_or_404(rounds.select_related("office__parent"), pk=pk)
    if not permissions.can_see_screening(request.user, round_):
        raise PermissionDenied
    return round_


def counts_of(works):
    """Return how many works there are in all and in each state."""
    rows = works.order_by().values("state").annotate(number=Count("pk"))
    by_state = {row["state"]: row["number"] for row in rows}
    return {
        "all": sum(by_state.values()),
        **{state: by_state.get(state, 0) for state in State.values},
    }


# Deciding -------------------------------------------------------------------------


@dataclass
class Row:
    """A work that is to be decided about, the version looked at, what came of it."""

    work: Submission
    version: int
    refusals: list[str] | None = None


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
    sent = request.POST if request.method == "POST" else request.GET
    rows = rows_of(request.user, round_, sent.getlist("work"), now)
    form = DecideForm(
        request.POST or None,
        with_until=act.with_until,
        reason_required=act.reason_required or comes_late(act, rows),
        initial={"until": end_of_working_day(now, 3)},
    )
    context = {"round": round_, "act": act, "rows": rows, "form": form}
    if request.method == "POST" and rows and form.is_valid():
        for row in rows:
            row.refusals = run(act, row, request.user, now, form.cleaned_data)
        context["failed"] = sum(bool(row.refusals) for row in rows)
        return render(request, "submissions/decided.html", context)
    return render(request, "submissions/decide.html", context)


def rows_of(user, round_, sent, now):
    """Read "work:version" pairs, and return those that the person sees, in order."""
    versions = {}
    for pair in sent:
        work, _, version = pair.partition(":")
        if number := key_from(version):
            versions[key_from(work)] = number
    works = Submission.objects.visible_to(user, at=now).filter(round=round_)
    works = works.filter(pk__in=versions).for_screening()
    return [Row(work, versions[work.pk]) for work in works]


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
