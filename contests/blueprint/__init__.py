"""The built-in template of a season: the three categories of the contest of 2565.

Names and levels are the department's; forms, criteria and dates are the portal's own
proposals, marked as such and changeable.
"""

from contests.blueprint.calendar import fiscal_year_of, proposed_dates
from contests.blueprint.categories import CATEGORIES

__all__ = ["CATEGORIES", "fiscal_year_of", "proposed_dates"]
