"""The tables of a panel as files: who reads a page has what it shows."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from contests.file_names import named_for
from judging import permissions
from judging.doors import rounds_ranked_for
from judging.tables import marks_table, progress_table, signed_sheets
from judging.views.panel import watched_round
from judging.watching import watch_of
from ui.answers import table_answer


@require_GET
def marks(request, pk, kind):
    """All marks that count, to whoever sees the ranking with each judge's totals."""
    user, now = request.user, timezone.now()
    round_ = get_object_or_404(rounds_ranked_for(user), pk=pk)
    sheets = signed_sheets(round_, at=now)
    progress = sheets.progress
    if not permissions.may_see_ranking(user, round_, at=now, progress=progress):
        raise PermissionDenied
    is_blind = permissions.judges_blindly(user, round_, seats=progress.seats)
    table = marks_table(sheets, is_blind=is_blind)
    return table_answer(table, kind, **named_for(round_, "คะแนนรายข้อ", "marks"))


@require_GET
def progress(request, pk, kind):
    round_ = watched_round(request, pk)
    if not permissions.can_see_panel(request.user, round_):
        raise PermissionDenied
    table = progress_table(watch_of(round_, request.user, at=timezone.now()))
    names = named_for(round_, "ความคืบหน้าการให้คะแนน", "progress")
    return table_answer(table, kind, **names)
