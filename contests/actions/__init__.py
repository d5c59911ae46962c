"""What happens to seasons, stages and rounds; each act in the module of its thing."""

from contests.actions.categories import change_category
from contests.actions.criteria import change_template, copy_criteria, set_criteria
from contests.actions.entry_forms import FormRefused, change_form, is_in_use
from contests.actions.facts import (
    freeze_rules,
    record_approved,
    record_assigned,
    record_entered,
    record_past,
    record_published,
    record_sealed,
    record_unpublished,
    record_unsealed,
)
from contests.actions.rounds import (
    cancel_round,
    change_round,
    close_empty,
    fingerprint_of,
    make_all_rounds,
    make_rounds,
    make_rounds_of,
    reinstate_round,
)
from contests.actions.rulebook import change_rules
from contests.actions.screening_lists import change_screening
from contests.actions.seasons import copy_season, create_season
from contests.actions.stages import change_stage, move_dates, plan_move

__all__ = [
    "FormRefused",
    "cancel_round",
    "change_category",
    "change_form",
    "change_round",
    "change_rules",
    "change_screening",
    "change_stage",
    "change_template",
    "close_empty",
    "copy_criteria",
    "copy_season",
    "create_season",
    "fingerprint_of",
    "freeze_rules",
    "is_in_use",
    "make_all_rounds",
    "make_rounds",
    "make_rounds_of",
    "move_dates",
    "plan_move",
    "record_approved",
    "record_assigned",
    "record_entered",
    "record_past",
    "record_published",
    "record_sealed",
    "record_unpublished",
    "record_unsealed",
    "reinstate_round",
    "set_criteria",
]
