"""The two files by which an outsider checks a result: ledger and rules."""

import json

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from results import permissions
from results.models import Result


@require_GET
def ledger_csv(request, pk):
    result = downloadable(request, pk)
    return attachment(result.ledger, f"ledger-{result.pk}.csv", "text/csv")


@require_GET
def rules_json(request, pk):
    result = downloadable(request, pk)
    text = json.dumps(result.rules, ensure_ascii=False, indent=2) + "\n"
    return attachment(text, f"rules-{result.pk}.json", "application/json")


def downloadable(request, pk):
    results = Result.objects.visible_to(request.user).for_list()
    result = get_object_or_404(results, pk=pk)
    if not permissions.can_download_ledger(request.user, result, at=timezone.now()):
        raise PermissionDenied
    if not result.ledger:
        raise Http404
    return result


def attachment(text, name, content_type):
    return HttpResponse(
        text,
        content_type=f"{content_type}; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
