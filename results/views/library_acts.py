"""What people add to the library: use, consent, tags and lists."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
)

from results import actions, forms, permissions
from results.library import items
from results.models import (
    Award,
    Consent,
    Placing,
    Term,
    Use,
)
from results.views.library import public_row
from submissions.models import Submission
from ui.acting import carried_out, pressed, typed
from ui.keys import key_from


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
    done = _("It was taken back.")
    pressed(request, lambda: actions.take_use_back(use, by=request.user), done)
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
