"""Somebody takes a judge's place: found among the accounts, or invited by e-mail."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from judging import actions, permissions
from judging.forms import InviteSubstituteForm, SubstituteForm
from judging.models import Judge
from judging.views.panel import choose_person, person_wanted, seated


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

    def act(data):
        return actions.substitute(seat, person, by=request.user, **data), None

    if person and (answer := seated(request, form, act)):
        return answer
    return choose_person(request, seat.round, person, form, replaced=seat)


@require_http_methods(["GET", "POST"])
def invite_substitute(request, pk):
    """Put somebody in a judge's place who may not have an account yet."""
    seat = seat_to_replace(request, pk)
    form = InviteSubstituteForm(request.POST or None)

    def act(data):
        return actions.invite_substitute(seat, by=request.user, **data)

    if answer := seated(request, form, act):
        return answer
    context = {"round": seat.round, "replaced": seat, "form": form}
    return render(request, "judging/invite.html", context)
