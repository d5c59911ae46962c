"""The public's door: exactly what may be shown of results, and from when.

Everything here starts at `Result.objects.public` or `.open_to_all`: names, counts and
links of what is sealed, approved or under an embargo are not in these values.
"""

from results.public.honours import Honour, honours_of
from results.public.ladder import ladders_of
from results.public.lists import ResultCard, cards_of, newest
from results.public.pages import PublicPlacing, PublicResult, public_result
from results.public.seasons import (
    CategoryGlance,
    SeasonGlance,
    StageGlance,
    seasons_at_a_glance,
)

__all__ = [
    "CategoryGlance",
    "Honour",
    "PublicPlacing",
    "PublicResult",
    "ResultCard",
    "SeasonGlance",
    "StageGlance",
    "cards_of",
    "honours_of",
    "ladders_of",
    "newest",
    "public_result",
    "seasons_at_a_glance",
]
