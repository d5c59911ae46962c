"""What changed between two versions of what was handed in."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from submissions import permissions
from submissions.comparing import changed_fields, changed_files
from submissions.models import Submission


@require_GET
def compare(request, pk):
    """Two versions beside each other: the last two, or those that were chosen."""
    now = timezone.now()
    works = Submission.objects.visible_to(request.user, at=now).for_list()
    work = get_object_or_404(works, pk=pk)
    versions = list(work.versions.select_related("handed_in_by"))
    before, after = chosen(versions, request.GET)
    context = {
        "submission": work,
        "versions": versions,
        "before": before,
        "after": after,
        "fields": changed_fields(before.content, after.content),
        "files": changed_files(before.content, after.content),
        "is_owner": permissions.can_edit(request.user, work.entry),
        "sees_screening": permissions.can_see_screening(request.user, work.round),
    }
    return render(request, "submissions/compare.html", context)


def chosen(versions, wanted):
    """Return the earlier and the later of two versions, or answer 404 for one alone."""
    by_number = {str(each.number): each for each in versions}
    if len(by_number) == 1:
        raise Http404
    last_but_one, last = versions[-2:]
    before = by_number.get(wanted.get("before"), last_but_one)
    after = by_number.get(wanted.get("after"), last)
    if before.number > after.number:
        before, after = after, before
    return before, after
