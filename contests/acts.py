"""The acts of this app, as the record names them.

Those about a round that entrants rely on are read by all who can open it; the rest of
its history only by those who look after its area.
"""

from django.utils.translation import gettext_noop

MADE_SEASON = gettext_noop("Made the season from the built-in template")
COPIED_SEASON = gettext_noop("Made the season as a copy of an earlier one")
CHANGED_CATEGORY = gettext_noop("Changed the category")
CHANGED_FORM = gettext_noop("Changed the entry form")
CHANGED_SCREENING = gettext_noop("Changed what screening goes by")
CHANGED_TEMPLATE = gettext_noop("Changed the template of the criteria")
CHANGED_OPTIONS = gettext_noop("Changed the options of the stage")
CHANGED_RULES = gettext_noop("Changed the rules of the stage")
MOVED_DATES = gettext_noop("Moved the dates of the stage")
MADE_ROUNDS = gettext_noop("Made the rounds of the stage")
MADE_ROUND = gettext_noop("Made the round")
CHANGED_ROUND = gettext_noop("Changed the round")
CANCELLED_ROUND = gettext_noop("Cancelled the round")
CLOSED_EMPTY = gettext_noop("Closed the round without entries")
REINSTATED_ROUND = gettext_noop("Reinstated the round")
FROZE_RULES = gettext_noop("Froze the rules at the first mark")
CHANGED_FROZEN_RULES = gettext_noop("Changed the frozen rules")

READ_BY_ALL = (
    CHANGED_RULES,
    MOVED_DATES,
    MADE_ROUND,
    CHANGED_ROUND,
    CANCELLED_ROUND,
    CLOSED_EMPTY,
    REINSTATED_ROUND,
    FROZE_RULES,
    CHANGED_FROZEN_RULES,
)
