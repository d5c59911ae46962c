"""What is one's own: data, roles to switch between, notices."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import model_to_dict
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from audit.models import Event
from offices import actions
from offices.forms import ProfileForm
from offices.models import Membership, Notice
from ui.htmx import render_page
from ui.keys import key_from


@require_http_methods(["GET", "POST"])
def profile(request):
    user = request.user
    initial = model_to_dict(user, ProfileForm.Meta.fields)
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_profile(user, by=user, **form.cleaned_data)
        messages.success(request, _("Your data are saved."))
        return redirect("offices:profile")
    memberships = Membership.objects.filter(user=user).select_related("office")
    context = {
        "form": form,
        "own_memberships": memberships.order_by("-started_at", "-pk"),
        "events": Event.objects.about(user)[:50],
    }
    return render(request, "offices/profile.html", context)


@require_POST
def switch(request):
    """Choose the role in which one works; it only says whose desk is shown first."""
    mine = Membership.objects.live().filter(user=request.user)
    pk = key_from(request.POST.get("membership", ""))
    membership = get_object_or_404(mine, pk=pk)
    request.session["membership"] = membership.pk
    return redirect(_safe(request, request.POST.get("next"), "my-work"))


def _safe(request, url, otherwise):
    """Return `url` if it stays in the portal."""
    if url and url_has_allowed_host_and_scheme(
        url, {request.get_host()}, require_https=request.is_secure()
    ):
        return url
    return resolve_url(otherwise)


@require_GET
def notices(request):
    mine = Notice.objects.visible_to(request.user).due(timezone.now())
    page = Paginator(mine, 50).get_page(request.GET.get("page"))
    return render_page(request, "offices/notices.html", {"page": page}, part="rows")


@require_POST
def follow(request, pk):
    """Mark a notice as read and go where it points."""
    mine = Notice.objects.visible_to(request.user).due(timezone.now())
    notice = get_object_or_404(mine, pk=pk)
    actions.read_notices(request.user, notice=notice)
    return redirect(_safe(request, notice.url, "offices:notices"))


@require_POST
def read_all(request):
    actions.read_notices(request.user)
    return redirect("offices:notices")
