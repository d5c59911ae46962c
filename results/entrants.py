"""Which offices could have taken part in a round, for a past year's ranks."""

from contests.ladder import in_area_then
from contests.models import Round
from offices.models import Office
from offices.roles import LADDER


def offices_of(round_: Round):
    """Return the offices of the round's area then, by name, that may enter. One query
    more where the round is a region's."""
    category = round_.stage.category
    lowest, top = category.entrant_level, round_.stage.level
    levels = [lowest]
    if category.is_individual:
        levels = LADDER[LADDER.index(lowest) : LADDER.index(top) + 1]
    return Office.objects.filter(
        in_area_then(round_.office, category.season_id), level__in=levels
    ).order_by("sort_key", "code")
