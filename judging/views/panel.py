"""A round's panel before its staff and its chair: who sits on it, who joins it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from contests.phases import phase_of
from judging import actions, permissions
from judging.doors import rounds_watched_by
from judging.forms import InviteJudgeForm, SeatForm
from judging.models import Judge, StatedConflict
from judging.oversight import barred_works, history_of, seats_that_see
from judging.progress import progress_of
from offices.models import User
from ui.keys import key_from

# How many people a search shows.
MOST_FOUND = 20


def watched_round(request, pk):
    return get_object_or_404(rounds_watched_by(request.user), pk=pk)


def run_round(request, pk):
    """Return a round whose panel the person may appoint; 404 or 403 otherwise."""
    round_ = watched_round(request, pk)
    if not permissions.can_run_panel(request.user, round_):
        raise PermissionDenied
    return round_


@require_GET
def panel(request, pk):
    round_ = watched_round(request, pk)
    now = timezone.now()
    progress = progress_of(round_, at=now)
    hides = permissions.judges_blindly(request.user, round_, seats=progress.seats)
    context = {
        "round": round_,
        "hides_names": hides,
        "seeing": seats_that_see(round_, progress.seats),
        "phase": phase_of(round_, at=now),
        "may_change": permissions.can_run_panel(request.user, round_)
        and is_open(round_),
        "may_key": permissions.can_key_papers(request.user, round_),
        "by_seat": progress.by_seat,
        "others": [
            seat for seat in progress.seats if seat.left_at is None and not seat.scores
        ],
        "left": [seat for seat in progress.seats if seat.left_at],
        "chair": next((seat for seat in progress.seats if seat.is_chair), None),
        "entrants": len(progress.entrants),
        "barred": () if hides else barred_works(progress),
        "stated": ()
        if hides
        else StatedConflict.objects.filter(
            judge__round=round_, judge__left_at=None
        ).select_related("judge__user", "office", "person"),
        "events": history_of(progress.seats, names=True, hides=hides),
    }
    return render(request, "judging/panel.html", context)


def is_open(round_):
    """Say whether the panel can still be changed; the actions know more precisely."""
    return not (round_.sealed_at or round_.cancelled_at or round_.closed_empty_at)


def person_wanted(request):
    """Return the person of the area that the address or the form names, or None."""
    wanted = request.POST.get("person") or request.GET.get("person")
    if not wanted:
        return None
    people = User.objects.visible_to(request.user).filter(is_active=True)
    return get_object_or_404(people, pk=key_from(wanted))


@require_http_methods(["GET", "POST"])
def appoint(request, pk):
    """Find a person of the area, then say what they are on the panel."""
    round_ = run_round(request, pk)
    person = person_wanted(request)
    initial = {"capacity": Judge.Capacity.MEMBER}
    if person:
        initial["position"] = person.full_position
    form = SeatForm(request.POST or None, initial=initial)

    def act(data):
        return actions.appoint(round_, person, by=request.user, **data), None

    if person and (answer := seated(request, form, act)):
        return answer
    return choose_person(request, round_, person, form)


def seated(request, form, act):
    """Seat somebody by what the form holds, and go on; None to show the form again.

    `act` returns the seat, and the invitation of a person who has no account yet.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        judge, invitation = act(form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    messages.success(
        request,
        _("%(name)s is appointed and asked for an answer.")
        % {"name": judge.user.get_full_name()},
    )
    if invitation:
        page = reverse("offices:invitation", args=[invitation.pk])
        return redirect(f"{page}?panel={judge.round_id}")
    return redirect("judging:panel", judge.round_id)


def choose_person(request, round_, person, form, **context):
    """Show who is found by the words, or the form about who was chosen."""
    query = request.GET.get("q", "")
    context |= {
        "round": round_,
        "person": person,
        "form": form,
        "query": query,
        "found": found(request.user, round_, query) if not person else (),
        "most": MOST_FOUND,
    }
    return render(request, "judging/appoint.html", context)


def found(user, round_, query):
    """Return the people of the area whom the words name, not those on the panel."""
    if not query.strip():
        return ()
    sitting = Judge.objects.live().filter(round=round_).values("user").order_by()
    people = User.objects.visible_to(user).named(query).filter(is_active=True)
    people = people.exclude(pk__in=sitting).with_memberships(user)
    return people.order_by("sort_key", "pk")[:MOST_FOUND]


@require_http_methods(["GET", "POST"])
def invite(request, pk):
    """Appoint by e-mail somebody who may not have an account yet."""
    round_ = run_round(request, pk)
    form = InviteJudgeForm(
        request.POST or None, initial={"capacity": Judge.Capacity.MEMBER}
    )

    def act(data):
        return actions.invite_judge(round_, by=request.user, **data)

    if answer := seated(request, form, act):
        return answer
    context = {"round": round_, "form": form}
    return render(request, "judging/invite.html", context)
