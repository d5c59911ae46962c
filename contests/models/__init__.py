"""A fiscal year's contest: what is contested, by which criteria, where and when."""

from contests.models.rounds import Round
from contests.models.seasons import Category, RegionProvince, Season
from contests.models.stages import Criterion, Stage

__all__ = ["Category", "Criterion", "RegionProvince", "Round", "Season", "Stage"]
