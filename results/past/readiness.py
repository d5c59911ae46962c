"""What stands in the way of the results of a file, all of it, as sentences."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from contests.models import Round
from results.readiness import closed_to_seals, results_on_their_way


def what_blocks_past(rounds: Iterable[Round], *, at: datetime) -> list[str]:
    """Return what keeps rounds from getting their results by a file. Two queries.

    Whatever the file's preview names by cell has been refused before.
    """
    rounds = list(rounds)
    blocks = [
        f"{round_.office.title}: {sentence}"
        for round_ in rounds
        if (sentence := closed_to_seals(round_, at=at, needs_judging=False))
    ]
    # Hardly ever: somebody sealed a round of that year, which is not public yet.
    seasons = {round_.stage.category.season_id for round_ in rounds}
    coming = Round.objects.filter(
        Q(published_at__isnull=True) | Q(public_from__gt=at),
        stage__category__season__in=seasons,
        sealed_at__isnull=False,
        cancelled_at__isnull=True,
    )
    if coming.exists():
        for round_ in rounds:
            blocks += results_on_their_way(round_, at=at)
    return blocks
