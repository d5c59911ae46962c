"""The page of a round's result: what was done, and what comes next."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from results import permissions
from results import round_page as pages
from results.next_steps import next_steps


@require_GET
def round_page(request, pk):
    round_ = get_object_or_404(pages.rounds_to_show(request.user), pk=pk)
    if not permissions.can_see_result_page(request.user, round_):
        raise PermissionDenied
    now = timezone.now()
    page = pages.page_of(round_, pages.reader_of(request.user, round_), at=now)
    context = {
        "round": round_,
        "result_page": page,
        "next": next_steps(page, round_, request.user, at=now),
    }
    return render(request, "results/round.html", context)
