"""The live ranking of a round, what its seal waits for, and its ledger."""

from judging.permissions import may_see_ranking
from judging.ranking.files import ledger_of, marks_of
from judging.ranking.live import Ranking, ranking_of
from judging.ranking.readiness import Obstacle, linked_for, what_blocks_seal

__all__ = [
    "Obstacle",
    "Ranking",
    "ledger_of",
    "linked_for",
    "marks_of",
    "may_see_ranking",
    "ranking_of",
    "what_blocks_seal",
]
