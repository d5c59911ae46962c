"""What people add to the library: use, consent, tags, lists, and names taken off."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from offices.querysets import in_areas
from offices.roles import KEEPERS, offices_of
from results import actions, forms, permissions
from results.library import items
from results.models import (
    Award,
    Consent,
    NameRemoval,
    NameRequest,
    Placing,
    Result,
    Term,
    Use,
)
from results.views.acts import carried_out, typed
from results.views.library import public_row
from submissions.models import Entry, Submission
from ui.keys import key_from

PER_PAGE = 50


def show_form(request, form, *, title, button, back, **context):
    """Show the page of one form."""
    context |= {"form": form, "title": title, "button": button, "back": back}
    return render(request, "results/library/form.html", context)


# Lists and use --------------------------------------------------------------------


@require_POST
def keep(request):
    """Put items on the person's own list, or take them off it."""
    pks = [key_from(each) for each in request.POST.getlist("item")]
    if "off" in request.POST:
        actions.take_off_list(pks, by=request.user)
        messages.success(request, _("Taken off your reading list."))
    else:
        cards = items.cards_of(pks, at=timezone.now())
        actions.keep_on_list([card.pk for card in cards], by=request.user)
        messages.success(request, _("Your reading list has them."))
    return redirect("library:reading-list")


@require_http_methods(["GET", "POST"])
def put_to_use(request, pk):
    row = public_row(pk, at=timezone.now())
    entry = row.entry
    offices = permissions.speaks_for(request.user)
    if not offices:
        raise PermissionDenied
    form = forms.UseForm(typed(request), offices=offices)

    def act(data):
        actions.put_to_use(entry, data["office"], note=data["note"], by=request.user)

    if carried_out(request, form, act):
        messages.success(request, _("Thank you. The item tells of it now."))
        return redirect("library:item", pk=pk)
    return show_form(
        request,
        form,
        title=_("Our office uses this"),
        button=_("Say so"),
        back=reverse("library:item", args=[pk]),
        lead=row.title,
    )


@require_POST
def take_use_back(request, pk):
    use = get_object_or_404(Use.objects.standing().select_related("office"), pk=pk)
    if not permissions.can_take_use_back(request.user, use):
        raise PermissionDenied
    actions.take_use_back(use, by=request.user)
    messages.success(request, _("It was taken back."))
    return redirect("library:item", pk=use.entry_id)


@require_http_methods(["GET", "POST"])
def agree_to_show(request, pk):
    """Let an entry without an award into the library, or take it out again."""
    now = timezone.now()
    works = Submission.objects.visible_to(request.user, at=now).for_list()
    work = get_object_or_404(works, pk=pk)
    if not permissions.can_agree_to_show(request.user, work):
        raise PermissionDenied
    placed = Placing.objects.public(at=now).filter(submission=work)
    if not placed.filter(award=Award.PARTICIPANT).exists():
        raise Http404
    is_shown = Consent.objects.standing().filter(submission=work).exists()
    form = forms.SureForm(typed(request))
    verb = actions.take_consent_back if is_shown else actions.agree_to_show
    if carried_out(request, form, lambda _data: verb(work, by=request.user, at=now)):
        messages.success(request, _("It is done."))
        return redirect("submissions:submission", pk=pk)
    return show_form(
        request,
        form,
        title=_("Take the entry out of the knowledge library")
        if is_shown
        else _("Show the entry in the knowledge library"),
        button=_("Take it out") if is_shown else _("Agree to show it"),
        back=reverse("submissions:submission", args=[pk]),
        lead=f"{work.number} · {work.title}",
        happens=""
        if is_shown
        else _(
            "Everybody can read the fields and files that the form marks as public. "
            "Telephone numbers and e-mail addresses are left out. You can take it back "
            "at any time."
        ),
    )


# Tags -----------------------------------------------------------------------------


def refuse_all_but_keepers_of_tags(request):
    if not permissions.can_keep_tags(request.user):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def tags(request):
    refuse_all_but_keepers_of_tags(request)
    form = forms.TagForm(typed(request))
    if carried_out(
        request, form, lambda data: actions.add_tag(by=request.user, **data)
    ):
        messages.success(request, _("The tag is on the list."))
        return redirect("library:tags")
    context = {"form": form, "tags": Term.objects.tags().with_items()}
    return render(request, "results/library/tags.html", context)


@require_POST
def retire_tag(request, pk):
    refuse_all_but_keepers_of_tags(request)
    actions.retire_tag(get_object_or_404(Term.objects.tags(), pk=pk), by=request.user)
    messages.success(request, _("The tag was taken off the list."))
    return redirect("library:tags")


@require_http_methods(["GET", "POST"])
def item_tags(request, pk):
    row = public_row(pk, at=timezone.now())
    entry = row.entry
    refuse_all_but_keepers_of_tags(request)
    given = entry.taggings.values_list("tag", flat=True)
    form = forms.TagsForm(typed(request), initial={"tags": list(given)})
    if carried_out(
        request,
        form,
        lambda data: actions.put_tags(entry, data["tags"], by=request.user),
    ):
        messages.success(request, _("The tags are saved."))
        return redirect("library:item", pk=pk)
    return show_form(
        request,
        form,
        title=_("Tags"),
        button=_("Save"),
        back=reverse("library:item", args=[pk]),
        lead=row.title,
    )


# Names ----------------------------------------------------------------------------


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
    person = entry.person
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
