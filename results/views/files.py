"""The two files by which an outsider checks a result: ledger and rules."""

import json

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from results import permissions
from results.models import Result

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


@login_not_required
@require_GET
def ledger_csv(request, pk):
    return download(request, pk, lambda result: result.ledger, "ledger", "csv")


@login_not_required
@require_GET
def rules_json(request, pk):
    return download(request, pk, rules_text, "rules", "json")


def rules_text(result):
    return json.dumps(result.rules, ensure_ascii=False, indent=2) + "\n"


def download(request, pk, text_of, name, kind):
    """Answer with a file of the result; ask who may have it to sign in."""
    now = timezone.now()
    results = Result.objects.visible_to(request.user, at=now).for_list()
    result = get_object_or_404(results, pk=pk)
    if not result.ledger:
        raise Http404
    if not permissions.can_download_ledger(request.user, result, at=now):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
    return attachment(text_of(result), f"{name}-{result.pk}.{kind}", TYPES[kind])


def attachment(text, name, content_type):
    return HttpResponse(
        text,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
