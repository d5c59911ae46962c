"""Who may do what with seasons, stages and rounds."""

from offices.permissions import is_administrator, is_staff_at, sees_area_of
from offices.roles import OVERSEERS, offices_of


def can_manage_seasons(user) -> bool:
    """Set up seasons, categories, forms, criteria and stages; make rounds."""
    return is_administrator(user)


def can_run_round(user, round_) -> bool:
    """Do the staff's work on a round: screening, panel, seal, publication."""
    return is_staff_at(user, round_.office)


def can_edit_round(user, round_) -> bool:
    """Give a round dates of its own, its contact person, its instructions."""
    return is_staff_at(user, round_.office)


def can_cancel_round(user, round_) -> bool:
    """Call a round off, or reinstate it: its own staff, or the department.

    That it is not sealed yet, the action asks, and says so.
    """
    return is_staff_at(user, round_.office) or is_administrator(user)


def can_see_criteria(user, round_, *, at) -> bool:
    """Everybody from the day the round opens, before that those who prepare it."""
    return round_.opens_at <= at or sees_area_of(user, round_.office)


def can_see_criteria_of_stage(user, stage, *, at) -> bool:
    """The same where no single round is meant."""
    return stage.opens_at <= at or bool(offices_of(user, *OVERSEERS))


def can_see_round_history(user, round_) -> bool:
    """All that happened in a round; others see what concerns its rules and dates."""
    return sees_area_of(user, round_.office)
