"""A judge's answer to their appointment: accept, decline, state conflicts."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contests.rules import is_blind
from judging import actions, conduct
from judging.doors import Unanswered
from judging.entering import names_in
from judging.forms import ReasonForm
from judging.models import Judge
from judging.progress import seats_of
from judging.statement import AcceptForm, ConflictsForm
from judging.views.panel import is_open
from judging.views.seats import act
from ui.acting import carried_out


def answered_first(view):
    """Send a judge who has not answered from an entry to where they answer."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Unanswered as asked:
            return to_answer(request, asked.seat)

    return wrapped


def to_answer(request, seat):
    messages.info(
        request, _("Answer your appointment first; then the entries open to you.")
    )
    return redirect("judging:answer", seat.pk)


def own_seat(request, pk):
    """Return a seat of the person's own, over or not; anybody else's is 404."""
    seats = Judge.objects.filter(user=request.user).with_round()
    return get_object_or_404(seats.select_related("appointed_by"), pk=pk)


@require_http_methods(["GET", "POST"])
def answer(request, pk):
    """Accept an appointment; later, look at the names that have come since."""
    seat, now = own_seat(request, pk), timezone.now()
    may_answer = seat.left_at is None and is_open(seat.round)
    stated = list(seat.stated_conflicts.select_related("office", "person"))
    form = None
    if may_answer:
        form_class = AcceptForm if seat.awaits_answer else ConflictsForm
        form = form_class(
            names_in(seat.round, at=now, linked=not is_blind(seat.round)),
            seat,
            stated,
            request.POST or None,
            at=now,
        )
    if request.method == "POST":
        if form is None:
            messages.error(request, _("This appointment can no longer be answered."))
            return redirect("judging:answer", pk)
        if kept(request, seat, form, at=now):
            return redirect("judging:entries", seat.round_id)
    others = [
        other
        for other in seats_of(seat.round)
        if other.left_at is None and other.pk != seat.pk
    ]
    context = {
        "seat": seat,
        "round": seat.round,
        "form": form,
        "stated": stated,
        "others": others,
        "conduct": conduct.sentences(seat.conduct_version or conduct.CURRENT),
    }
    return render(request, "judging/answer.html", context)


def kept(request, seat, form, *, at):
    """Do what the form says; say whether it was done, or show the refusal in it."""

    def act(data):
        given = {
            "by": request.user,
            "conflicts": form.conflicts(),
            "names_seen_at": form.names_seen_at(),
            "at": at,
        }
        if seat.awaits_answer:
            agreed = conduct.CURRENT if data["agrees"] else None
            actions.accept(seat, agrees_to=agreed, **given)
            messages.success(request, _("You have accepted. Thank you."))
        else:
            actions.look_again(seat, **given)
            messages.success(request, _("It is noted that you have looked."))

    return carried_out(request, form, act)


@require_http_methods(["GET", "POST"])
def decline(request, pk):
    seat = own_seat(request, pk)
    if not seat.awaits_answer or not is_open(seat.round):
        messages.error(request, _("This appointment can no longer be declined."))
        return redirect("judging:answer", pk)
    return act(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.decline(seat, by=request.user, **data),
        round=seat.round,
        heading=_("Decline the appointment"),
        thing=f"{seat.title} · {seat.round.stage.category.name}",
        does=_("You are off the panel then. The staff of the round read your reason."),
        button=_("Decline"),
        back=reverse("judging:answer", args=[pk]),
        done=_("You have declined. The staff have been told."),
    )
