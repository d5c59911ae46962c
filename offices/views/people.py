"""The people of an area, and one person."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from audit.models import Event
from offices import permissions
from offices.forms import PeopleFilter
from offices.models import Invitation, Membership, Office, User
from offices.roles import OVERSEERS, Level, memberships_of, offices_of
from ui.htmx import render_page


@require_GET
def people_list(request):
    if not permissions.can_list_people(request.user):
        raise PermissionDenied
    form = PeopleFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    office = Office.objects.filter(code=wanted.get("office", "")).first()
    people = _wanted_people(request.user, wanted, office)
    people = people.with_memberships(request.user).order_by("sort_key", "pk")
    context = {
        "form": form,
        "page": Paginator(people, 50).get_page(request.GET.get("page")),
        "offices": _offices_to_filter_by(request.user, office),
        "office": office,
        "may_invite": permissions.can_invite(request.user),
    }
    return render_page(request, "offices/people.html", context, part="rows")


def _wanted_people(user, wanted, office):
    people = User.objects.visible_to(user).named(wanted.get("q", ""))
    memberships = Membership.objects.visible_to(user).filter(user=OuterRef("pk"))
    invitations = Invitation.objects.waiting().filter(user=OuterRef("pk"))
    if office:
        memberships = memberships.filter(office__path__startswith=office.path)
        invitations = invitations.filter(office__path__startswith=office.path)
    if wanted.get("role"):
        memberships = memberships.filter(role=wanted["role"])
        invitations = invitations.filter(role=wanted["role"])
    state, states = wanted.get("state", ""), PeopleFilter.State
    if state == states.INVITED:
        return people.filter(Exists(invitations))
    if state == states.ENDED:
        return people.filter(Exists(memberships), ~Exists(memberships.live()))
    if state == states.INACTIVE:
        people = people.filter(is_active=False)
    if state in (states.INACTIVE, states.ALL):
        narrowed = office or wanted.get("role")
        return people.filter(Exists(memberships)) if narrowed else people
    return people.filter(Exists(memberships.live()), is_active=True)


def _offices_to_filter_by(user, chosen):
    """Offer the offices of the area; where it is large, those above the districts."""
    areas = offices_of(user, *OVERSEERS)
    offices = Office.objects.in_areas_of(areas).filter(is_active=True)
    if any(o.level in (Level.REGION, Level.DEPARTMENT) for o in areas):
        offices = offices.exclude(level=Level.DISTRICT)
    offices = list(offices)
    return offices if chosen in [None, *offices] else [chosen, *offices]


@require_GET
def person(request, pk):
    person, user = find_person(request, pk), request.user
    memberships = person.shown_memberships
    live = [m for m in memberships if m.ended_at is None]
    theirs = memberships_of(person)
    invitations = Invitation.objects.visible_to(user).filter(user=person)
    invitations = list(invitations.select_related("office"))
    waiting = [i for i in invitations if i.is_waiting]
    rows = [
        {
            "membership": membership,
            "may_end": permissions.can_end(user, membership),
            "may_move": permissions.can_move(user, membership),
        }
        for membership in memberships
    ]
    context = {
        "person": person,
        "rows": rows,
        "may_list": permissions.can_list_people(user),
        "elsewhere": len(theirs) > len(live),
        "invitations": waiting,
        # Whoever has left the area keeps their telephone number to themselves.
        "shows_contact": person == user or live or waiting or not theirs,
        "may_give_role": person.is_active and permissions.can_invite(user),
        "may_change_account": permissions.can_change_account(user, person),
        "may_change_email": permissions.can_change_email(user, person),
        "events": _history(person, memberships, invitations),
    }
    return render(request, "offices/person.html", context)


def find_person(request, pk):
    """Return the person with the roles that the user may see, or answer 404."""
    people = User.objects.visible_to(request.user).with_memberships(request.user)
    return get_object_or_404(people, pk=pk)


def _history(person, memberships, invitations):
    """Return what happened to a person and to the roles that may be seen."""
    things = {("membership", m.pk): m for m in memberships}
    things |= {("invitation", i.pk): i.offer for i in invitations}
    events = Event.objects.about(person, *memberships, *invitations)
    events = list(events.select_related("content_type")[:100])
    for event in events:
        event.thing = things.get((event.content_type.model, event.object_id), "")
    return events
