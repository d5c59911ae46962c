"""How sure the live ranking is, why an entry has its rank, and how ranks are made."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from judging.certainty import certainty_of
from judging.certainty_page import CertaintyPage
from judging.ranking import marks_of
from judging.ranking.names import judges_named, works_named
from judging.ranking.reasons import why_ranked
from judging.views.ranking import ranked_round
from ui.htmx import render_page


@require_GET
def certainty(request, pk):
    round_, ranking, may_see = ranked_round(request, pk)
    context = {"round": round_, "may_see": may_see, "sure": None}
    if may_see and ranking.tabulation.placings:
        context["sure"] = CertaintyPage(
            certainty_of(ranking.rules, marks_of(round_, ranking)),
            ranking.rulebook,
            judges_named(ranking),
            works_named(ranking),
        )
    return render_page(request, "judging/certainty.html", context, part="sure")


@require_GET
def why(request, pk, submission):
    round_, ranking, may_see = ranked_round(request, pk)
    works = {work.submission: work for work in ranking.works.values()}
    if submission not in works:
        raise Http404
    work = works[submission]
    context = {"round": round_, "work": work, "may_see": may_see, "why": None}
    if may_see:
        context["why"] = why_ranked(round_, ranking, work)
    return render(request, "judging/why.html", context)


@login_not_required
@require_GET
def scoring(request):
    """Say in short how marks become a ranking; `docs/scoring.md` has every rule."""
    return render(request, "judging/scoring.html")
