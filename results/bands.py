"""The level that a score reaches, where a stage has levels: no database.

A level goes from its share of the full marks, included, up to the next, excluded, by
the exact score: 79.996 of 100 is shown as 80.00 and is silver.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

from contests.models import Stage


class Band(models.TextChoices):
    GOLD = "gold", _("Gold level")
    SILVER = "silver", _("Silver level")
    BRONZE = "bronze", _("Bronze level")
    MENTION = "mention", _("Mention level")
    TOOK_PART = "took_part", _("Participation level")


# From which percentage on, the highest first.
MEDALS = ((80, Band.GOLD), (70, Band.SILVER), (60, Band.BRONZE))
SCALES = {
    Stage.Bands.MEDALS: (*MEDALS, (0, Band.TOOK_PART)),
    Stage.Bands.MEDALS_AND_MENTION: (*MEDALS, (50, Band.MENTION), (0, Band.TOOK_PART)),
}


def band_of(exact: str, rules: Mapping, bands: str) -> str:
    """Return the level of an exact score ("277/3") under a round's rules.

    Empty where the stage has none, where there are no marks, and where the method's
    scores are not points out of the full ones.
    """
    if (
        bands not in SCALES
        or not exact
        or rules["method"] not in Stage.METHODS_IN_POINTS
    ):
        return ""
    full = sum(Fraction(Decimal(each["weight"])) for each in rules["criteria"])
    percent = Fraction(exact) / full * 100
    return next(band for start, band in SCALES[bands] if percent >= start)
