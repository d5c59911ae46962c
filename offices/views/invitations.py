"""Invitations: made by staff, shown with link and QR code, accepted by the person."""

from io import BytesIO

import segno
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import model_to_dict
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from audit.models import Event
from offices import actions, permissions
from offices.forms import AcceptForm, InviteForm, ProfileForm, as_typed
from offices.invitations import key_of, line_link, link_for
from offices.models import Invitation, Office
from offices.views.acts import offices_to_choose, roles_to_choose
from ui.acting import pressed
from ui.keys import key_from


@require_http_methods(["GET", "POST"])
def invite(request):
    user = request.user
    if not permissions.can_invite(user):
        raise PermissionDenied
    form = InviteForm(
        request.POST or None,
        offices=offices_to_choose(user),
        roles=roles_to_choose(user),
        initial={"office": _office_asked_for(request)},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if not permissions.can_give(user, data["office"], data["role"]):
            raise PermissionDenied
        try:
            invitation = actions.invite(by=user, **data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("offices:invitation", invitation.pk)
    return render(request, "offices/invite.html", {"form": form})


def _office_asked_for(request):
    code = request.GET.get("office")
    office = Office.objects.filter(code=code).first() if code else None
    return as_typed(office) if office else ""


@require_GET
def invitation(request, pk):
    invitation = _visible(request, pk)
    person, now = invitation.user, timezone.now()
    others = person.invitations.waiting().exclude(pk=pk).select_related("office")
    context = {
        "invitation": invitation,
        "person": person,
        "is_open": invitation.is_waiting and invitation.expires_at > now,
        "may_change": _may_change(request.user, invitation),
        "events": Event.objects.about(invitation),
        # Whoever came from a round's panel goes on there.
        "panel": key_from(request.GET.get("panel", "")),
    }
    hands_over = permissions.can_hand_over_link(request.user, invitation, others)
    if context["is_open"] and hands_over:
        link = link_for(invitation)
        text = _("Your invitation to KM Challenge:")
        context |= {
            "link": link,
            "qr": _qr_code(link),
            "line_link": line_link(f"{text} {link}"),
        }
    return render(request, "offices/invitation.html", context)


def _qr_code(link):
    """Draw the link as an SVG without styles, which the content policy forbids."""
    picture = BytesIO()
    segno.make(link, error="m").save(
        picture, kind="svg", xmldecl=False, svgns=False, omitsize=True, light="#fff"
    )
    return mark_safe(picture.getvalue().decode())


def _visible(request, pk):
    invitations = Invitation.objects.visible_to(request.user)
    return get_object_or_404(
        invitations.select_related("user", "office", "invited_by"), pk=pk
    )


def _may_change(user, invitation):
    return permissions.can_invite(user) and (
        invitation.office is None
        or permissions.can_give(user, invitation.office, invitation.role)
    )


@require_POST
def resend(request, pk):
    return _change(request, pk, actions.resend, _("The invitation was sent again."))


@require_POST
def cancel(request, pk):
    return _change(
        request, pk, actions.cancel_invitation, _("The invitation is cancelled.")
    )


def _change(request, pk, act, done):
    invitation = _visible(request, pk)
    if not _may_change(request.user, invitation):
        raise PermissionDenied
    pressed(request, lambda: act(invitation, by=request.user), done)
    return redirect("offices:invitation", pk)


# The page of the person who was invited ---------------------------------------------


@login_not_required
@never_cache
@sensitive_post_parameters("password", "repeated")
@require_http_methods(["GET", "POST"])
def accept(request, token):
    invitation = _of(token)
    person = invitation.user
    is_new = not person.has_usable_password()
    context = {"invitation": invitation, "person": person, "is_new": is_new}
    if _over(invitation):
        return render(request, "offices/invitation_over.html", context, status=410)
    form = _form_for(request, person) if is_new else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            if is_new:
                actions.accept(invitation, **form.cleaned_data)
            else:
                actions.accept(invitation, by=request.user)
        except ValidationError as refusal:
            context["refusals"] = refusal.messages
        else:
            return _enter(request, invitation)
    return render(request, "offices/accept.html", {**context, "form": form})


def _of(token):
    invitations = Invitation.objects.select_related("user", "office", "invited_by")
    invitation = invitations.filter(pk=key_of(token)).first()
    if invitation is None:
        raise Http404
    return invitation


def _over(invitation):
    return (
        not invitation.is_waiting
        or not invitation.user.is_active
        or invitation.expires_at <= timezone.now()
    )


def _form_for(request, person):
    initial = model_to_dict(person, [*ProfileForm.Meta.fields, "username"])
    return AcceptForm(request.POST or None, person=person, initial=initial)


def _enter(request, invitation):
    """Sign a new person in, and show everybody their work."""
    person = invitation.user
    if request.user != person:
        person.refresh_from_db()
        login(request, person)
    messages.success(request, _("Welcome. Your role is ready."))
    return redirect("my-work")
