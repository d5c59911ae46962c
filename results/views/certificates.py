"""The certificates of a result, for the staff of its office; and one's own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from audit.models import Event
from offices.letterheads import head_of
from results import actions, permissions
from results.certificates import (
    day_of,
    file_of,
    fingerprint,
    groups_to_issue,
    making_of,
)
from results.codes import grouped
from results.forms import CancelCertificateForm, CorrectCertificateForm, IssueForm
from results.models import Certificate
from results.papers.certificate import preview
from results.public import certificates as public_certificates
from results.views.acts import result_for
from results.workflow import State
from ui.acting import carried_out, typed
from ui.htmx import render_page
from ui.thai import era_year

PER_PAGE = 100


@require_GET
def certificates(request, pk):
    """List a result's certificates; htmx asks for how far their file is."""
    result = result_for(request, pk, permissions.can_certify)
    issued = Certificate.objects.filter(placing__result=result)
    listed = issued.for_list().with_versions().order_by("year", "number")
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "result": result,
        "round": result.round,
        "page": page,
        "stands": result.state == State.PUBLISHED,
        "has_issued": issued.issued().exists(),
        "making": making_of(file_of(result), at=timezone.now()),
        "events": Event.objects.about(result, with_embargoed=True).filter(
            act="Issued certificates"
        ),
    }
    return render_page(request, "results/certificates.html", context, part="making")


@require_http_methods(["GET", "POST"])
def issue_certificates(request, pk):
    """Show exactly whom certificates would be issued to, then issue them."""
    result = result_for(request, pk, permissions.can_certify)
    groups = groups_to_issue(result)
    signers = result.round.office.signers.live()
    form = IssueForm(
        typed(request),
        initial={
            "given_on": day_of(result),
            "signer": signers.first(),
            "seen": fingerprint(groups),
        },
        awards=[(group.award, group.name) for group in groups],
        signers=signers,
        seen=fingerprint(groups),
    )
    made = []

    def issue(data):
        chosen = [g for g in groups if g.award in data["awards"]]
        made.extend(
            actions.issue_certificates(
                result,
                [placing for group in chosen for placing in group.placings],
                by=request.user,
                given_on=data["given_on"],
                signer=data["signer"],
            )
        )

    if carried_out(request, form, issue):
        sentence = ngettext(
            "%(n)d certificate is issued.", "%(n)d certificates are issued.", len(made)
        )
        messages.success(request, sentence % {"n": len(made)})
        return redirect("results:certificates", pk=pk)
    context = {
        "result": result,
        "round": result.round,
        "form": form,
        "groups": groups,
        # All of them, until somebody has chosen.
        "chosen": request.POST.getlist("awards")
        if form.is_bound
        else [group.award for group in groups],
        "stands": result.state == State.PUBLISHED,
        "last_number": Certificate.objects.last_number(
            result.round.office_id, era_year(day_of(result).year)
        ),
    }
    return render(request, "results/issue_certificates.html", context)


@require_GET
def certificate_preview(request, pk):
    """Show what the first of them would look like."""
    result = result_for(request, pk, permissions.can_certify)
    placing = result.placings.for_list().first()
    placing.result = result
    picture = preview(placing, head_of(result.round.office), day_of(result))
    headers = {"Cache-Control": "private, no-store"}
    return HttpResponse(picture, content_type="image/png", headers=headers)


@require_GET
def certificate(request, pk):
    """One certificate with its versions and its history."""
    found = certificate_for(request, pk)
    context = {
        "certificate": found,
        "versions": found.versions.all(),
        "standing": public_certificates.standing_of(found)[0],
        "result": found.placing.result,
        "round": found.placing.result.round,
        "code": grouped(found.code),
        "events": Event.objects.about(found, with_embargoed=True),
    }
    return render(request, "results/certificate.html", context)


@require_http_methods(["GET", "POST"])
def cancel_certificate(request, pk):
    found = certificate_for(request, pk)
    form = CancelCertificateForm(typed(request))
    if carried_out(
        request,
        form,
        lambda data: actions.cancel_certificate(found, by=request.user, **data),
    ):
        messages.success(request, _("The certificate is cancelled."))
        return redirect("results:certificate", pk=pk)
    happens = [
        _("Everybody who verifies its code reads that it no longer stands."),
        _("Its number is not given again."),
        _("Its receiver is told."),
    ]
    return show_act(
        request, found, form, _("Cancel the certificate"), happens, is_drastic=True
    )


@require_http_methods(["GET", "POST"])
def correct_certificate(request, pk):
    found = certificate_for(request, pk)
    latest = found.latest
    form = CorrectCertificateForm(
        typed(request), initial={"name": latest.name, "detail": latest.detail}
    )
    if carried_out(
        request,
        form,
        lambda data: actions.correct_certificate(found, by=request.user, **data),
    ):
        messages.success(request, _("The certificate is corrected."))
        return redirect("results:certificate", pk=pk)
    happens = [
        _("Number and code stay; the paper says that it is a corrected version."),
        _("Who verifies the earlier paper reads that a newer version exists."),
        _("Its receiver is told."),
    ]
    return show_act(request, found, form, _("Correct the certificate"), happens)


def show_act(request, found, form, title, happens, *, is_drastic=False):
    context = {
        "certificate": found,
        "round": found.placing.result.round,
        "form": form,
        "title": title,
        "happens": happens,
        "is_drastic": is_drastic,
    }
    return render(request, "results/certificate_act.html", context)


def certificate_for(request, pk):
    """Return a certificate that the person's office issued, or answer 404 or 403."""
    seen = Certificate.objects.visible_to(request.user).for_list().with_versions()
    found = get_object_or_404(seen, pk=pk)
    if not permissions.can_certify(request.user, found.placing.result):
        raise PermissionDenied
    return found


@require_GET
def own_certificates(request):
    """What the person and the offices they work for received."""
    mine = Certificate.objects.received_by(request.user).for_list().with_versions()
    page = Paginator(mine.order_by("-issued_at", "-pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    listed = [
        (each, public_certificates.standing_of(each)[0]) for each in page.object_list
    ]
    context = {"page": page, "certificates": listed}
    return render(request, "results/own_certificates.html", context)
