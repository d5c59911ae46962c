"""The pages of results: the public's, and those of a round's staff and chair."""

from results.views.explaining import certainty, why
from results.views.files import ledger_csv, rules_json
from results.views.public import area, category, result, search, season, seasons
from results.views.publication import publish, send_up_next, withdraw
from results.views.rounds import round_page
from results.views.sealing import (
    approve,
    close_empty,
    enter_ranks,
    refuse,
    seal,
    seal_unopposed,
)

__all__ = [
    "approve",
    "area",
    "category",
    "certainty",
    "close_empty",
    "enter_ranks",
    "ledger_csv",
    "publish",
    "refuse",
    "result",
    "round_page",
    "rules_json",
    "seal",
    "seal_unopposed",
    "search",
    "season",
    "seasons",
    "send_up_next",
    "why",
    "withdraw",
]
