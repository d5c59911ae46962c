"""A result on paper: its announcement for everybody, its scores for the panel."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from contests.file_names import named_for
from results import permissions
from results.models import Result
from results.papers import announcement_of, summary_of
from ui.answers import paper_answer


@login_not_required
@require_GET
def announcement(request, pk):
    """The announcement as PDF: a draft, marked so, to the staff until it is out."""
    now = timezone.now()
    result = result_seen_by(request.user, pk, at=now)
    if not permissions.can_read_announcement(request.user, result, at=now):
        raise PermissionDenied
    return answer(
        request,
        result,
        announcement_of(result),
        names=("ประกาศผล", "announcement"),
        is_public=permissions.was_public(result, at=now),
    )


@require_GET
def summary(request, pk):
    """The score summary as PDF, for the panel to sign."""
    now = timezone.now()
    result = result_seen_by(request.user, pk, at=now)
    if not permissions.can_print_summary(request.user, result, at=now):
        raise PermissionDenied
    if result.basis != Result.Basis.MARKS:
        raise Http404
    names = ("สรุปผลคะแนน", "summary")
    return answer(request, result, summary_of(result), names=names)


def result_seen_by(user, pk, *, at):
    results = Result.objects.visible_to(user, at=at).for_list()
    return get_object_or_404(results.defer("ledger", "certainty"), pk=pk)


def answer(request, result, pdf, *, names, is_public=False):
    """Name the file for its round: ประกาศผล-2565-2-ศรีสะเกษ, announcement-2565-2-33."""
    return paper_answer(
        request, pdf, **named_for(result.round, *names), is_public=is_public
    )
