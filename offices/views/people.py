"""The people of an area, one person, and every act on them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audit.models import Event
from offices import actions, permissions
from offices.forms import EmailForm, MoveForm, PeopleFilter, ReasonForm, RoleForm
from offices.models import Invitation, Membership, Office, User
from offices.roles import KEEPERS, OVERSEERS, Level, Role, memberships_of, offices_of
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
    person, user = _visible(request, pk), request.user
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


def _visible(request, pk):
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


# Acts -----------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def give_role(request, pk):
    person, user = _visible(request, pk), request.user
    if not (person.is_active and permissions.can_invite(user)):
        raise PermissionDenied
    form = RoleForm(
        request.POST or None,
        offices=offices_to_choose(user),
        roles=roles_to_choose(user),
    )

    def act(data):
        if not permissions.can_give(user, data["office"], data["role"]):
            raise PermissionDenied
        actions.give_role(
            person, data["office"], data["role"], by=user, reason=data["reason"]
        )

    return _act(
        request,
        form,
        act,
        person,
        heading=_("Give another role"),
        does=_("The person has the role at once, and hears of it."),
        button=_("Give this role"),
        done=_("The role was given."),
    )


@require_http_methods(["GET", "POST"])
def end_membership(request, pk):
    membership, person = _membership(request, pk)
    if answer := _ended_meanwhile(request, membership):
        return answer
    if not permissions.can_end(request.user, membership):
        raise PermissionDenied
    return _act(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.end_membership(membership, by=request.user, **data),
        person,
        heading=_("End this role"),
        thing=membership,
        does=_(
            "The person can no longer act in this role. What they did stays, and the"
            " entries stay with the office. The ended role is kept."
        ),
        button=_("End the role"),
        done=_("The role has ended."),
        is_grave=True,
    )


@require_http_methods(["GET", "POST"])
def move_membership(request, pk):
    membership, person = _membership(request, pk)
    if answer := _ended_meanwhile(request, membership):
        return answer
    if not permissions.can_move(request.user, membership):
        raise PermissionDenied
    form = MoveForm(request.POST or None, offices=offices_to_choose(request.user))

    def act(data):
        if not permissions.can_give(request.user, data["office"], membership.role):
            raise PermissionDenied
        actions.move_membership(
            membership, data["office"], by=request.user, reason=data["reason"]
        )

    return _act(
        request,
        form,
        act,
        person,
        heading=_("Move to another office"),
        thing=membership,
        does=_(
            "The role ends here and begins there. Entries stay with the office for"
            " which they were made."
        ),
        button=_("Move the person"),
        done=_("The person was moved."),
    )


@require_http_methods(["GET", "POST"])
def deactivate(request, pk):
    person = _visible(request, pk)
    if not permissions.can_change_account(request.user, person):
        raise PermissionDenied
    return _act(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.deactivate(person, by=request.user, **data),
        person,
        heading=_("Deactivate this account"),
        does=_(
            "The person is signed out and cannot sign in any more. What they did, and"
            " their roles, are kept. You can reactivate the account later."
        ),
        button=_("Deactivate"),
        done=_("The account is deactivated."),
        is_grave=True,
    )


@require_http_methods(["GET", "POST"])
def reactivate(request, pk):
    person = _visible(request, pk)
    if not permissions.can_change_account(request.user, person):
        raise PermissionDenied
    return _act(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.reactivate(person, by=request.user, **data),
        person,
        heading=_("Reactivate this account"),
        does=_("The person can sign in again and has the same roles as before."),
        button=_("Reactivate"),
        done=_("The account is active again."),
    )


@require_http_methods(["GET", "POST"])
def change_email(request, pk):
    person = _visible(request, pk)
    if not permissions.can_change_email(request.user, person):
        raise PermissionDenied
    return _act(
        request,
        EmailForm(request.POST or None),
        lambda data: actions.change_email(person, by=request.user, **data),
        person,
        heading=_("Change the e-mail address"),
        does=_(
            "The person signs in with the new address from now on; the old address"
            " hears of it."
        ),
        button=_("Change the address"),
        done=_("The e-mail address was changed."),
    )


def _membership(request, pk):
    memberships = Membership.objects.visible_to(request.user)
    membership = get_object_or_404(memberships.select_related("office", "user"), pk=pk)
    return membership, membership.user


def _ended_meanwhile(request, membership):
    """Tell whoever could have ended the role that a colleague was quicker."""
    if membership.ended_at is None or not permissions.can_give(
        request.user, membership.office, membership.role
    ):
        return None
    messages.error(request, _("This role has already ended. Look at the page again."))
    return redirect("offices:person", membership.user_id)


def _act(request, form, act, person, *, done, **page):
    """Show what will happen and ask for the reason; do it; show a refusal in place."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, done)
            return redirect("offices:person", person.pk)
    return render(request, "offices/act.html", {"form": form, "person": person, **page})


def offices_to_choose(user):
    """Return the offices whose people are in the care of `user`."""
    areas = offices_of(user, *KEEPERS)
    return Office.objects.in_areas_of(areas).filter(is_active=True)


def roles_to_choose(user):
    """Return the roles that `user` may give somewhere, as choices."""
    roles = [Role.OFFICER, Role.STAFF, Role.AUDITOR]
    if permissions.is_administrator(user):
        roles.append(Role.ADMINISTRATOR)
    return [(role.value, role.label) for role in roles]
