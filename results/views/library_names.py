"""Names taken off the library and the results: who asks, and what staff answer."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from offices.querysets import in_areas
from offices.roles import KEEPERS, offices_of
from results import actions, forms, permissions
from results.models import NameRemoval, NameRequest, Placing, Result
from results.views.library_acts import show_form
from submissions.models import Entry
from ui.acting import carried_out, typed

PER_PAGE = 50


def named_entry(pk, *, at):
    """Return an entry that public pages name, or answer 404.

    A withdrawn result names too, and so do its certificates.
    """
    results = Result.objects.open_to_all(at=at).values("pk")
    placed = Placing.objects.filter(result__in=results).values("submission__entry")
    entries = Entry.objects.filter(pk__in=placed)
    return get_object_or_404(entries.select_related("office", "person"), pk=pk)


@login_not_required
@require_http_methods(["GET", "POST"])
def ask_for_name_off(request, pk):
    """Let anybody who is named ask; how often from one address is limited."""
    entry = named_entry(pk, at=timezone.now())
    if refusal := ratelimit.consume_or_429(request, action="name_request"):
        return refusal
    form = forms.NameRequestForm(typed(request))
    if carried_out(request, form, lambda data: actions.ask_for_name_off(entry, **data)):
        messages.success(
            request,
            _("The staff have your request. They will answer you themselves."),
        )
        return redirect("library:home")
    return show_form(
        request,
        form,
        title=_("Ask for a name to be taken off"),
        button=_("Send the request"),
        back=reverse("library:home"),
        lead=entry.office.title,
        happens=_(
            "The name will stand on no public page of this entry any more. The result "
            "itself stays as it is."
        ),
    )


def requests_for(user):
    """Return the requests about entries of the areas that the user looks after."""
    areas = in_areas(offices_of(user, *KEEPERS), "entry__office__path")
    return NameRequest.objects.filter(areas).select_related(
        "entry__office", "answered_by"
    )


@require_GET
def name_requests(request):
    if not permissions.can_answer_name_requests(request.user):
        raise PermissionDenied
    listed = requests_for(request.user).order_by("answered_at", "-at")
    waiting = Paginator(listed.filter(answer=""), PER_PAGE)
    context = {
        "page": waiting.get_page(request.GET.get("page")),
        "answered": listed.exclude(answer="").order_by("-answered_at")[:PER_PAGE],
    }
    return render(request, "results/library/name_requests.html", context)


@require_http_methods(["GET", "POST"])
def name_request(request, pk):
    """Answer somebody who asked; taking the name off is done on its own page."""
    asked = get_object_or_404(requests_for(request.user), pk=pk)
    form = forms.AnswerForm(typed(request))

    def act(data):
        actions.answer_name_request(
            asked, data["answer"], reason=data["reason"], by=request.user
        )

    if not asked.answer and carried_out(request, form, act):
        messages.success(request, _("The answer is kept."))
        return redirect("library:name-requests")
    context = {"asked": asked, "form": form}
    return render(request, "results/library/name_request.html", context)


@require_http_methods(["GET", "POST"])
def names(request, pk):
    """Take names off an entry, and see which are off."""
    entry = named_entry(pk, at=timezone.now())
    if not permissions.can_take_names_off(request.user, entry):
        raise PermissionDenied
    person = entry.honoured
    initial = person and {"given_name": person.given_name, "surname": person.surname}
    form = forms.NameRemovalForm(typed(request), initial=initial)

    def act(data):
        actions.take_name_off(entry, by=request.user, **data)

    if carried_out(request, form, act):
        messages.success(request, _("The name is off the public pages."))
        return redirect("library:names", pk=pk)
    removals = entry.name_removals.standing().select_related("by").order_by("at")
    context = {"entry": entry, "form": form, "removals": removals}
    return render(request, "results/library/names.html", context)


@require_http_methods(["GET", "POST"])
def put_name_back(request, pk):
    removals = NameRemoval.objects.standing().select_related("entry__office")
    areas = in_areas(offices_of(request.user, *KEEPERS), "entry__office__path")
    removal = get_object_or_404(removals.filter(areas), pk=pk)
    form = forms.ReasonForm(typed(request))

    def act(data):
        actions.put_name_back(removal, reason=data["reason"], by=request.user)

    if carried_out(request, form, act):
        messages.success(request, _("The name is shown again."))
        return redirect("library:names", pk=removal.entry_id)
    return show_form(
        request,
        form,
        title=_("Show the name again"),
        button=_("Show it"),
        back=reverse("library:names", args=[removal.entry_id]),
        lead=removal.name,
    )
