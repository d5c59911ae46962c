"""The officer's desk, and how an entry begins and is put away."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from offices.models import User
from offices.roles import Role, offices_of
from submissions import actions, permissions
from submissions.desk import openings
from submissions.forms import PersonForm
from submissions.models import Entry, Submission
from submissions.workflow import State
from ui.acting import pressed

PER_PAGE = 25


@require_GET
def entries(request):
    now, user = timezone.now(), request.user
    mine = list(Entry.objects.visible_to(user).with_handed_in().for_list())
    live = [entry for entry in mine if not entry.discarded_at]
    handed_in = Submission.objects.owned_by(user, at=now).for_list()
    handed_in = list(handed_in.order_by("-handed_in_at"))
    context = {
        "is_officer": bool(offices_of(user, Role.OFFICER)),
        "openings": openings(user, at=now, entries=live),
        "returned": [each for each in handed_in if waits_for_correction(each, now)],
        "drafts": [entry for entry in live if not entry.was_handed_in],
        "page": Paginator(handed_in, PER_PAGE).get_page(request.GET.get("page")),
        "discarded": [entry for entry in mine if entry.discarded_at],
    }
    return render(request, "submissions/entries.html", context)


def waits_for_correction(submission, now):
    return submission.state == State.RETURNED and submission.open_until > now


@require_http_methods(["GET", "POST"])
def entry_new(request):
    now = timezone.now()
    offered = [each for each in openings(request.user, at=now) if each.room]
    if not offices_of(request.user, Role.OFFICER):
        raise PermissionDenied
    forms = [form_for(request, opening) for opening in offered]
    for form in forms:
        if form.is_bound and form.is_valid() and begin(request, form):
            return redirect("submissions:entry", pk=form.entry.pk)
    return render(request, "submissions/entry_new.html", {"forms": forms})


def form_for(request, opening):
    """Return the form of one opening, bound where it is the one that was sent."""
    people = User.objects.none()
    if opening.category.is_individual:
        people = User.objects.filter(
            memberships__office=opening.office,
            memberships__ended_at__isnull=True,
            is_active=True,
        ).distinct()
    prefix = f"{opening.category.pk}-{opening.office.pk}"
    is_sent = request.method == "POST" and request.POST.get("opening") == prefix
    return PersonForm(
        request.POST if is_sent else None,
        prefix=prefix,
        people=people,
        opening=opening,
        initial={"person": request.user.pk},
    )


def begin(request, form):
    """Create the entry, or put the refusal into the form; say whether it was done."""
    try:
        form.entry = actions.create_entry(
            form.opening.category,
            form.opening.office,
            by=request.user,
            person=form.cleaned_data.get("person"),
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


@require_POST
def discard(request, pk):
    entry = get_object_or_404(Entry.objects.visible_to(request.user), pk=pk)
    return put(
        request,
        entry,
        actions.discard_entry,
        _("The entry was discarded. You can restore it below."),
    )


@require_POST
def restore(request, pk):
    entry = get_object_or_404(
        Entry.objects.visible_to(request.user).select_related("category", "office"),
        pk=pk,
    )
    return put(request, entry, actions.restore_entry, _("The entry is back."))


def put(request, entry, act, done):
    """Discard or restore the entry, say so, and go to the desk."""
    if not permissions.can_hand_in(request.user, entry):
        raise PermissionDenied
    pressed(request, lambda: act(entry, by=request.user), done)
    return redirect("submissions:entries")
