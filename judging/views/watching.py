"""How far a panel is, before its staff and its chair, as it goes on."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from judging import permissions
from judging.views.panel import watched_round
from judging.watching import watch_of
from submissions.permissions import can_see_screening


# A matrix of thousands of cells shrinks to a tenth.
@gzip_page
@require_GET
def progress(request, pk):
    round_, now = watched_round(request, pk), timezone.now()
    if not permissions.can_see_panel(request.user, round_):
        raise PermissionDenied
    watch = watch_of(round_, request.user, at=now)
    only_left = request.GET.get("show") == "left"
    context = {
        "round": round_,
        "watch": watch,
        "only_left": only_left,
        "lines": [line for line in watch.lines if not only_left or not line.is_done],
        "links": can_see_screening(request.user, round_),
    }
    return render(request, "judging/progress.html", context)
