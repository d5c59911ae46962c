"""The pages of an appeal: to file it, to read it, to answer it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from audit.models import Event
from results import actions, appeals, outlook, permissions, readiness
from results.forms import AppealForm, FilesForm, GrantForm, ReasonForm
from results.models import Appeal, Result
from results.views.acts import Act, show_result
from results.views.publication import comes_back
from results.workflow import AppealState
from submissions.streaming import stream
from ui.acting import carried_out, typed


@require_http_methods(["GET", "POST"])
def appeal_new(request, pk):
    """File an appeal; what is wrong with a file is said on the page of the appeal."""
    results = Result.objects.open_to_all().for_list()
    result = get_object_or_404(results, pk=pk)
    offices = appeals.appealing_offices(request.user, result)
    if not offices:
        raise PermissionDenied
    form = AppealForm(typed(request), request.FILES or None, offices=offices)
    filed = []
    if carried_out(
        request,
        form,
        lambda data: filed.append(
            actions.file_appeal(
                result,
                data["office"],
                by=request.user,
                reason=data["reason"],
                at=request.started_at,
            )
        ),
    ):
        messages.success(request, _("The appeal is filed. The committee is told."))
        add_files(request, filed[0], form.cleaned_data["files"])
        return redirect("results:appeal", pk=filed[0].pk)
    now = timezone.now()
    one = offices[0] if len(offices) == 1 else None
    context = {
        "result": result,
        "round": result.round,
        "form": form,
        "offices": offices,
        "closes_at": appeals.closes_at(result),
        "blocks": appeals.what_blocks_an_appeal(result, one, at=now),
    }
    return render(request, "results/appeal_new.html", context)


def add_files(request, appeal, files):
    """Add each file, and say of each that is refused what to do.

    In time is what was begun in time, as when an entry is handed in: files take long.
    """
    for file in files:
        try:
            actions.add_to_appeal(appeal, file, by=request.user, at=request.started_at)
        except ValidationError as refusal:
            for sentence in refusal.messages:
                messages.error(request, sentence)


def appeal_for(request, pk, may=None):
    """Return an appeal that the person may see, or on which they may do this."""
    visible = Appeal.objects.visible_to(request.user).for_list()
    appeal = get_object_or_404(visible, pk=pk)
    if may and not may(request.user, appeal):
        raise PermissionDenied
    return appeal


@require_GET
def appeal(request, pk):
    now, user = timezone.now(), request.user
    found = appeal_for(request, pk)
    may_answer = permissions.can_answer_appeal(user, found)
    # The office is not told who of the panel does what; who looks after the round is.
    sees_people = may_answer or permissions.can_see_result_page(
        user, found.result.round
    )
    may_add = permissions.can_add_to_appeal(user, found)
    context = {
        "appeal": found,
        "result": found.result,
        "round": found.result.round,
        "files": found.files.select_related("stored"),
        "closes_at": appeals.closes_at(found.result),
        "sees_people": sees_people,
        "may_answer": may_answer and found.state == AppealState.FILED,
        "blocks": appeals.what_blocks_an_answer(found, by=user),
        "files_form": FilesForm()
        if may_add and not appeals.what_blocks_a_file(found, at=now)
        else None,
        "events": Event.objects.about(found) if sees_people else (),
    }
    return render(request, "results/appeal.html", context)


@require_POST
def appeal_add(request, pk):
    found = appeal_for(request, pk, permissions.can_add_to_appeal)
    add_files(request, found, request.FILES.getlist("files"))
    return redirect("results:appeal", pk=pk)


@require_safe
def appeal_file(request, pk, file):
    kept = appeal_for(request, pk).files.select_related("stored")
    kept = get_object_or_404(kept, pk=file)
    return stream(request, kept.stored, kept.name, inline="inline" in request.GET)


@require_http_methods(["GET", "POST"])
def appeal_reject(request, pk):
    found = appeal_for(request, pk, permissions.can_answer_appeal)
    form = ReasonForm(typed(request))
    if carried_out(
        request,
        form,
        lambda data: actions.reject_appeal(
            found, by=request.user, reason=data["reason"]
        ),
    ):
        messages.success(request, _("The appeal is rejected; the result stands."))
        return redirect("results:appeal", pk=pk)
    act = Act(
        title=_("Reject the appeal"),
        button=_("Reject the appeal"),
        happens=[
            _("%(office)s is told, and reads your reason.")
            % {"office": found.office.title},
            _("The result stands as it is."),
        ],
        blocks=appeals.what_blocks_an_answer(found, by=request.user),
    )
    return show_result(
        request, found.result, act, form, found.result.placings.for_list()
    )


@require_http_methods(["GET", "POST"])
def appeal_grant(request, pk):
    found = appeal_for(request, pk, permissions.can_answer_appeal)
    result = found.result
    form = GrantForm(typed(request))
    if carried_out(
        request,
        form,
        lambda data: actions.grant_appeal(found, by=request.user, **data),
    ):
        messages.success(
            request, _("The appeal is granted; the round is in judging again.")
        )
        return redirect("results:appeal", pk=pk)
    act = Act(
        title=_("Grant the appeal"),
        button=_("Grant the appeal and withdraw the result"),
        happens=[
            _("%(office)s is told, and reads your reason.")
            % {"office": found.office.title},
            _("The result stays readable as withdrawn after an appeal."),
            *[comes_back(*each) for each in outlook.went_up(result, at=timezone.now())],
            _("The round is in judging again. A new result will name this one."),
        ],
        blocks=appeals.what_blocks_an_answer(found, by=request.user)
        or readiness.what_blocks_withdrawal(result),
        is_drastic=True,
    )
    return show_result(request, result, act, form, result.placings.for_list())
