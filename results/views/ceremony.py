"""The page for the projector on which the places are revealed one by one."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from results import permissions
from results.ceremony import reveals_of
from results.models import Result
from results.workflow import State

# Under an embargo the chair does not know which of the two it is: the page is the same.
PRESENTED = (State.APPROVED, State.PUBLISHED)


@require_GET
def ceremony(request, pk):
    """Show all of it at once, so that no network is needed once it is open."""
    results = Result.objects.visible_to(request.user).for_list()
    result = get_object_or_404(results, pk=pk, state__in=PRESENTED)
    if not permissions.can_present(request.user, result):
        raise PermissionDenied
    reveals = reveals_of(result.placings.for_public())
    context = {
        "result": result,
        "round": result.round,
        "reveals": reveals,
        "is_sample": result.round.stage.category.season.is_sample
        or any(each.is_sample for each in reveals),
    }
    return render(request, "results/ceremony.html", context)
