"""The ranking of a round as a file: who reads its page has what it shows."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from contests.file_names import named_for
from judging.ranking import ranking_of
from judging.views.ranking import ranked_round
from results import permissions
from results.models import Result
from results.round_page import reader_of, rounds_to_show, standing_of
from results.tables import live_table, sealed_table
from ui.answers import table_answer


@require_GET
def ranking_table(request, pk, kind):
    """What was sealed, to who sees it; before the seal what the live ranking shows."""
    user, now = request.user, timezone.now()
    round_ = get_object_or_404(rounds_to_show(user), pk=pk)
    result = None
    if permissions.can_see_result_page(user, round_):
        result = standing_of(round_, reader_of(user, round_), at=now)
    if result:
        table = sealed_for(user, result, at=now)
    else:
        _round, ranking, may_see = ranked_round(request, pk)
        if not may_see:
            raise PermissionDenied
        table = live_table(ranking)
    return table_answer(table, kind, **named_for(round_, "ตารางอันดับ", "ranking"))


def sealed_for(user, result, *, at):
    """Return the table of a result, with judges' totals for who may read all of it."""
    ranking = None
    if result.basis == Result.Basis.MARKS and permissions.can_explain(
        user, result, at=at
    ):
        ranking = ranking_of(result.round, at=result.sealed_at)
    return sealed_table(result, list(result.placings.for_list()), ranking)
