"""Look at exactly what will be handed in, hand it in, have the receipt; withdraw."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from contests.models import Round
from contests.rules import is_blind
from submissions import actions, permissions
from submissions.desk import targets_of
from submissions.forms import WithdrawForm
from submissions.freezing import digest_of, frozen_content
from submissions.giveaways import giveaways_of_draft
from submissions.models import Submission
from submissions.readiness import what_is_missing
from submissions.reading import read
from submissions.receipts import receipt_path, receipt_pdf
from submissions.views.entry import find
from ui.acting import carried_out
from ui.keys import key_from


@require_http_methods(["GET", "POST"])
def hand_in(request, pk):
    entry = find(request, pk)
    if not permissions.can_hand_in(request.user, entry):
        raise PermissionDenied
    refusals = []
    if request.method == "POST":
        # Reading what was sent waits until all of it is there.
        round_, digest = sent_round(request), request.POST.get("digest", "")
        try:
            submission = actions.hand_in(
                entry,
                round_,
                by=request.user,
                at=request.started_at,
                arrived=timezone.now(),
                digest=digest,
            )
        except ValidationError as refusal:
            refusals = refusal.messages
            entry.refresh_from_db()
        else:
            messages.success(request, _("Received. Here is your receipt."))
            return redirect(receipt_of(submission))
    now = timezone.now()
    submissions = Submission.objects.visible_to(request.user, at=now)
    targets = targets_of(entry, submissions.filter(entry=entry).for_list(), at=now)
    if not targets:
        messages.error(request, _("No round takes this entry now."))
        return redirect("submissions:entry", pk=entry.pk)
    target = chosen(targets, request)
    context = {"target": target, "refusals": refusals, "blind": is_blind(target.round)}
    goes = what_goes(entry, target.round)
    return render(request, "submissions/hand_in.html", {**goes, **context})


def sent_round(request):
    """Return the round that the page showed, or answer 404."""
    return get_object_or_404(Round, pk=key_from(request.POST.get("round", "")))


def receipt_of(submission):
    """Return the address of the receipt of the version that just came in."""
    return receipt_path(
        submission, submission.versions.order_by("-number").defer("content")[0]
    )


def chosen(targets, request):
    """Return the round that was asked for, or the first to hand in to."""
    wanted = request.POST.get("round") or request.GET.get("round")
    return next((t for t in targets if str(t.round.pk) == wanted), targets[0])


def what_goes(entry, round_):
    """Return the entry as it would be frozen this moment, with its digest.

    And where it names whose it is, if the round is judged without names.
    """
    attachments = list(entry.attachments.kept().select_related("stored"))
    content = frozen_content(entry, attachments)

    def file_url(each):
        return reverse("submissions:entry-file", args=[entry.pk, each["attachment"]])

    return {
        "entry": entry,
        "fields": read(content, file_url),
        "missing": what_is_missing(entry, attachments),
        "giveaways": giveaways_of_draft(entry, content, round_),
        "digest": digest_of(content),
    }


@require_GET
def receipt(request, pk, number):
    submission, version = find_version(request, pk, number)
    context = {"submission": submission, "version": version}
    return render(request, "submissions/receipt.html", context)


@require_GET
def receipt_paper(request, pk, number):
    """The receipt as PDF."""
    submission, version = find_version(request, pk, number)
    return HttpResponse(
        receipt_pdf(submission, version),
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(
                True, f"{submission.number}-{version.number}.pdf"
            )
        },
    )


def find_version(request, pk, number):
    """Return what was handed in, and one version of it, or answer 404."""
    submissions = Submission.objects.visible_to(request.user).for_list()
    submission = get_object_or_404(submissions, pk=pk)
    versions = submission.versions.select_related("handed_in_by")
    return submission, get_object_or_404(versions, number=number)


@require_http_methods(["GET", "POST"])
def withdraw(request, pk):
    now = timezone.now()
    submissions = Submission.objects.visible_to(request.user, at=now).for_list()
    submission = get_object_or_404(submissions, pk=pk)
    if not permissions.can_withdraw(request.user, submission.entry):
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)

    def act(data):
        actions.withdraw(submission, by=request.user, at=now, **data)

    if carried_out(request, form, act):
        messages.success(request, _("The entry was withdrawn from the round."))
        return redirect("submissions:submission", pk=submission.pk)
    context = {"submission": submission, "form": form}
    return render(request, "submissions/withdraw.html", context)
