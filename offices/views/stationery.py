"""An office's letterhead and signers, and a sheet on which to see them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.models import Event
from offices import actions, permissions
from offices.keeping import keep
from offices.models import Letterhead, Office, Signer
from offices.paper_forms import LetterheadForm, SignerForm
from offices.trying import PAGES, sheet_of, sheet_pictures
from ui.acting import pressed


def own_office(request, code):
    """Return an office whose papers the person makes, or answer 404 or 403."""
    office = get_object_or_404(Office.objects.visible_to(request.user), code=code)
    if not permissions.can_keep_stationery(request.user, office):
        raise PermissionDenied
    return office


@require_http_methods(["GET", "POST"])
def letterhead(request, code):
    office = own_office(request, code)
    head = Letterhead.objects.filter(office=office).first() or Letterhead(office=office)
    form = LetterheadForm(request.POST or None, request.FILES or None, instance=head)
    if request.method == "POST" and form.is_valid():
        actions.change_letterhead(office, by=request.user, **form.changes(keep))
        messages.success(request, _("The letterhead is saved."))
        return redirect("offices:letterhead", code=code)
    context = {
        "office": office,
        "form": form,
        "signers": office.signers.live(),
        "pages": PAGES,
        "events": Event.objects.about(office)[:20],
    }
    return render(request, "offices/letterhead.html", context)


@require_http_methods(["GET", "POST"])
def add_signer(request, code):
    office = own_office(request, code)
    signer = Signer(office=office, signs_first=not office.signers.live().exists())
    return edit(
        request,
        signer,
        lambda columns: actions.add_signer(office, by=request.user, **columns),
    )


@require_http_methods(["GET", "POST"])
def change_signer(request, pk):
    signer = find_signer(request, pk)

    def change(columns):
        signer.refresh_from_db()  # the form has written what was typed on it
        actions.change_signer(signer, by=request.user, **columns)

    return edit(request, signer, change)


def edit(request, signer, act):
    form = SignerForm(request.POST or None, request.FILES or None, instance=signer)
    if request.method == "POST" and form.is_valid():
        act(form.changes(keep))
        messages.success(request, _("Saved: %(name)s") % form.cleaned_data)
        return redirect("offices:letterhead", code=signer.office.code)
    context = {"office": signer.office, "signer": signer, "form": form}
    return render(request, "offices/signer.html", context)


@require_POST
def end_signer(request, pk):
    signer = find_signer(request, pk)
    pressed(request, lambda: actions.end_signer(signer, by=request.user))
    return redirect("offices:letterhead", code=signer.office.code)


def find_signer(request, pk):
    signers = Signer.objects.visible_to(request.user).live().select_related("office")
    return get_object_or_404(signers, pk=pk)


@require_GET
def sheet(request, code):
    """The sheet to try the letterhead on, as PDF."""
    office = own_office(request, code)
    return answer(sheet_of(office, at=timezone.now()), "application/pdf")


@require_GET
def picture(request, code, page):
    """A page of that sheet as a picture."""
    office = own_office(request, code)
    if page not in PAGES:
        raise Http404
    return answer(sheet_pictures(office, at=timezone.now())[page - 1], "image/png")


def answer(content, content_type):
    headers = {"Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)
