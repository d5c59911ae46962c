"""Why a placing, and how sure a sealed result is: from what the seal kept."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from results import permissions
from results.explaining import certainty_page_of, stored_of, why_placed
from results.feedback import feedback_of
from results.models import Placing, Result


@require_GET
def why(request, pk):
    """Explain a placing: all of it inside the round, its own share to its office."""
    user, now = request.user, timezone.now()
    results = Result.objects.visible_to(user, at=now).values("pk").order_by()
    placings = Placing.objects.for_explaining().filter(result__in=results)
    placing = get_object_or_404(placings, pk=pk)
    result = placing.result
    sees_all = permissions.can_explain(user, result, at=now)
    if not sees_all and not permissions.can_read_own_figures(user, placing, at=now):
        raise PermissionDenied
    if not result.ledger:
        raise Http404
    sees_codes = permissions.can_see_sealed(user, result.round)
    stored = stored_of(result)
    explained = why_placed(placing, stored, with_codes=sees_codes)
    if not sees_all:
        stage = result.round.stage
        explained = explained.for_office(with_figures=stage.figures_for_offices)
    context = {
        "placing": placing,
        "result": result,
        "round": result.round,
        "why": explained,
        "sees_all": sees_all,
        "feedback": feedback_of(placing, stored)
        if permissions.can_read_feedback(user, placing, at=now)
        else None,
    }
    return render(request, "results/why.html", context)


@require_GET
def certainty(request, pk):
    user, now = request.user, timezone.now()
    results = Result.objects.visible_to(user, at=now).for_list()
    result = get_object_or_404(results, pk=pk)
    if not permissions.can_explain(user, result, at=now):
        raise PermissionDenied
    if not result.certainty:
        raise Http404
    sees_codes = permissions.can_see_sealed(user, result.round)
    context = {
        "result": result,
        "round": result.round,
        "sure": certainty_page_of(result, with_codes=sees_codes),
    }
    return render(request, "results/certainty.html", context)
