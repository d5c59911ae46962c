"""Every act on one person: roles given, ended and moved; the account; the address."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from offices import actions, permissions
from offices.forms import EmailForm, MoveForm, ReasonForm, RoleForm
from offices.models import Membership, Office
from offices.roles import KEEPERS, Role, offices_of
from offices.views.people import find_person
from ui.acting import carried_out


@require_http_methods(["GET", "POST"])
def give_role(request, pk):
    person, user = find_person(request, pk), request.user
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
    person = find_person(request, pk)
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
    person = find_person(request, pk)
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
    person = find_person(request, pk)
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
    if carried_out(request, form, act):
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
