"""How far a panel is, before its staff and its chair, as it goes on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_http_methods

from contests.phases import Phase, phase_of
from judging import actions, permissions
from judging.doors import seat_in
from judging.progress import own_progress, progress_of
from judging.reminding import reach_of
from judging.stamps import stamp_of_panel, stamp_of_seat
from judging.views.panel import watched_round
from judging.watching import watch_of
from submissions.permissions import can_see_screening
from ui.following import followed
from ui.htmx import render_page
from ui.keys import key_from


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
            "links": not watch.is_blind and can_see_screening(request.user, round_),
            "may_remind": watch.is_judging
            and permissions.can_remind(request.user, round_),
            "sees_ranking": watch.whole.signed
            and permissions.may_see_ranking(
                request.user, round_, progress=watch.progress
            ),
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


@require_http_methods(["GET", "POST"])
def remind(request, pk):
    """Show whom a reminder reaches; send it; report each judge (rule 12)."""
    round_, now = watched_round(request, pk), timezone.now()
    if not permissions.can_remind(request.user, round_):
        raise PermissionDenied
    is_sent = request.method == "POST"
    asked = (request.POST if is_sent else request.GET).getlist("seat")
    keys = {key_from(each) for each in asked}
    if is_sent and not keys:
        return redirect(request.path)
    if is_sent:
        try:
            reached = actions.remind_judges(round_, keys, by=request.user, at=now)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("judging:progress", pk)
    else:
        reached = reach_of(progress_of(round_, at=now), keys, at=now)
    # Those that it reaches first.
    reached = sorted(reached, key=lambda each: bool(each.why_not))
    context = {
        "round": round_,
        "reached": reached,
        "due": [each for each in reached if not each.why_not],
        "done": is_sent,
        "is_judging": phase_of(round_, at=now) == Phase.JUDGING,
    }
    return render(request, "judging/remind.html", context)
