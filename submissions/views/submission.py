"""What was handed in: to its office and to those who look after the area."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from audit.models import Event
from submissions.models import Submission
from submissions.reading import read


@require_GET
def submission(request, pk):
    now = timezone.now()
    work = get_object_or_404(
        Submission.objects.visible_to(request.user, at=now).for_list(), pk=pk
    )
    versions = list(work.versions.select_related("handed_in_by").order_by("-number"))
    context = {
        "submission": work,
        "versions": versions,
        "fields": read(versions[0].content, lambda file: file_url(work, file)),
        "events": Event.objects.about(work, at=now),
    }
    return render(request, "submissions/submission.html", context)


def file_url(work, file):
    return reverse("submissions:submission", args=[work.pk])
