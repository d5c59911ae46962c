"""How far a panel is, before its staff and its chair, as it goes on."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from judging import permissions
from judging.doors import seat_in
from judging.progress import own_progress
from judging.stamps import stamp_of_panel, stamp_of_seat
from judging.views.panel import watched_round
from judging.watching import watch_of
from submissions.permissions import can_see_screening
from ui.following import followed
from ui.htmx import render_page


# A matrix of thousands of cells shrinks to a tenth.
@gzip_page
@require_GET
def progress(request, pk):
    round_, now = watched_round(request, pk), timezone.now()
    if not permissions.can_see_panel(request.user, round_):
        raise PermissionDenied

    def show(tag):
        watch = watch_of(round_, request.user, at=now)
        only_left = request.GET.get("show") == "left"
        context = {
            "round": round_,
            "watch": watch,
            "only_left": only_left,
            "lines": [
                line for line in watch.lines if not only_left or not line.is_done
            ],
            "links": can_see_screening(request.user, round_),
            "tag": tag,
        }
        return render_page(request, "judging/progress.html", context, part="live")

    return followed(request, stamp_of_panel(round_, at=now), show)


@require_GET
def my_progress(request, pk):
    """Say how far one is oneself, as the other device may have gone on meanwhile."""
    seat, now = seat_in(request.user, pk), timezone.now()
    if seat is None:
        raise Http404

    def show(tag):
        context = {"mine": own_progress([seat], at=now)[0], "round": seat.round}
        return render(request, "judging/_my_progress.html", context)

    return followed(request, stamp_of_seat(seat, at=now), show)
