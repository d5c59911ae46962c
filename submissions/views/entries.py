"""The officer's list: what is open to enter, drafts, handed in, past."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from submissions.models import Entry, Submission


@require_GET
def entries(request):
    context = {
        "drafts": Entry.objects.visible_to(request.user)
        .live()
        .filter(submissions__isnull=True)
        .for_list(),
        "submissions": Submission.objects.owned_by(request.user)
        .for_list()
        .order_by("-handed_in_at"),
    }
    return render(request, "submissions/entries.html", context)
