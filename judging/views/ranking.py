"""The live ranking of a round, and the chair's decision of a tie."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from contests.phases import Phase, phase_of
from judging import actions, permissions
from judging.doors import rounds_ranked_for
from judging.forms import TieForm
from judging.ranking import (
    linked_for,
    may_see_ranking,
    ranking_of,
    what_blocks_seal,
)
from judging.ranking.table import columns_of, table_of
from judging.views.panel import watched_round
from ui.acting import carried_out
from ui.htmx import render_page


def ranked_round(request, pk):
    """Return a round, its ranking, and whether the person may see that yet.

    Who watches the panel gets a page without it until then; a judge is refused.
    """
    user, now = request.user, timezone.now()
    round_ = get_object_or_404(rounds_ranked_for(user), pk=pk)
    watches = permissions.can_see_ranking_page(user, round_)
    if not watches and not permissions.reads_as_member(user, round_):
        raise PermissionDenied
    ranking = ranking_of(round_, at=now)
    if permissions.judges_blindly(user, round_, seats=ranking.progress.seats):
        ranking = ranking.without_names()
    may_see = not ranking.progress.waits_for(user)
    if not watches and not may_see:
        raise PermissionDenied
    return round_, ranking, may_see


@require_GET
def ranking(request, pk):
    now = timezone.now()
    round_, ranking, may_see = ranked_round(request, pk)
    progress, phase = ranking.progress, phase_of(round_, at=now)
    watches = permissions.can_see_panel(request.user, round_)
    context = {
        "round": round_,
        "phase": phase,
        "is_judging": phase == Phase.JUDGING,
        "by_seat": progress.by_seat,
        "quorum": ranking.rulebook.quorum,
        "may_see": may_see,
        "watches": watches,
        "is_chair": any(
            seat.is_chair and seat.accepted_at and seat.user_id == request.user.pk
            for seat in progress.seats
        ),
    }
    if watches and phase == Phase.JUDGING:
        obstacles = what_blocks_seal(round_, at=now, ranking=ranking)
        context["obstacles"] = linked_for(request.user, round_, obstacles)
    if may_see:
        context |= {
            "columns": columns_of(ranking),
            "rows": table_of(ranking),
            "ties": len(ranking.ties),
            "decisions": decided(ranking),
            "may_decide": (
                context["is_chair"]
                and phase == Phase.JUDGING
                and bool(ranking.ties)
                and "decision" in ranking.rules.tiebreaks
            ),
        }
    return render_page(request, "judging/ranking.html", context, part="live")


def decided(ranking):
    """Return each recorded decision with the works in its order, for the page."""
    works = {work.submission: work for work in ranking.works.values()}
    return [
        (decision, [works[pk] for pk in decision.order if pk in works])
        for decision in ranking.decisions
    ]


@require_http_methods(["GET", "POST"])
def decide_tie(request, pk):
    """Show each tied group with a form of its own; record the one that was sent."""
    round_, now = watched_round(request, pk), timezone.now()
    if not permissions.can_decide_ties(request.user, round_):
        raise PermissionDenied
    ranking = ranking_of(round_, at=now)
    if not may_see_ranking(request.user, round_, at=now, progress=ranking.progress):
        messages.error(request, _("Sign your own sheets first."))
        return redirect("judging:ranking", pk)
    if permissions.judges_blindly(request.user, round_, seats=ranking.progress.seats):
        ranking = ranking.without_names()
    sent = request.POST.get("group", "")
    forms = []
    for group in ranking.ties:
        works = [ranking.works[number] for number in group]
        is_sent = sent == group[0]
        form = TieForm(
            works, request.POST if is_sent else None, prefix=str(works[0].submission)
        )
        forms.append((group[0], form))
        if is_sent and carried_out(
            request,
            form,
            lambda data, form=form: actions.decide_tie(
                round_, form.order(), by=request.user, reason=data["reason"], at=now
            ),
        ):
            messages.success(request, _("The tie is decided."))
            return redirect("judging:ranking", pk)
    context = {"round": round_, "forms": forms}
    return render(request, "judging/ties.html", context)
