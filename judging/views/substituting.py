"""Somebody takes a judge's place: found among the accounts, or invited by e-mail."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from judging import actions, permissions
from judging.forms import InviteSubstituteForm, SubstituteForm
from judging.models import Judge
from judging.views.panel import MOST_FOUND, found, person_wanted


def seat_to_replace(request, pk):
    """Return a seat of a panel that the person runs; 404 or 403 otherwise."""
    seats = Judge.objects.watched_by(request.user).with_round()
    seat = get_object_or_404(seats, pk=pk)
    if not permissions.can_run_panel(request.user, seat.round):
        raise PermissionDenied
    return seat


@require_http_methods(["GET", "POST"])
def substitute(request, pk):
    """Put another person in a judge's place: find them, then say why."""
    seat = seat_to_replace(request, pk)
    person = person_wanted(request)
    initial = {"position": person.full_position} if person else None
    form = SubstituteForm(request.POST or None, initial=initial)
    if person and request.method == "POST" and form.is_valid():
        try:
            actions.substitute(seat, person, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request,
                _("%(name)s is appointed and asked for an answer.")
                % {"name": person.get_full_name()},
            )
            return redirect("judging:panel", seat.round_id)
    query = request.GET.get("q", "")
    context = {
        "round": seat.round,
        "replaced": seat,
        "person": person,
        "form": form,
        "query": query,
        "found": found(request.user, seat.round, query) if not person else (),
        "most": MOST_FOUND,
    }
    return render(request, "judging/appoint.html", context)


@require_http_methods(["GET", "POST"])
def invite_substitute(request, pk):
    """Put somebody in a judge's place who may not have an account yet."""
    seat = seat_to_replace(request, pk)
    form = InviteSubstituteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            second, invitation = actions.invite_substitute(
                seat, by=request.user, **form.cleaned_data
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request,
                _("%(name)s is appointed and asked for an answer.")
                % {"name": second.user.get_full_name()},
            )
            if invitation:
                return redirect("offices:invitation", invitation.pk)
            return redirect("judging:panel", seat.round_id)
    context = {"round": seat.round, "replaced": seat, "form": form}
    return render(request, "judging/invite.html", context)
