"""Who scores what, where not everybody scores everything: values in, values out.

`assign` fills a `Problem` by a seed. What it promises is on `docs/assignment.md`, and
`faults_of` looks at every outcome before it is handed out.
"""

from judging.assignment.outcome import Outcome, faults_of, groups_of
from judging.assignment.problem import Pair, Problem
from judging.assignment.solving import assign, balanced_loads

__all__ = [
    "Outcome",
    "Pair",
    "Problem",
    "assign",
    "balanced_loads",
    "faults_of",
    "groups_of",
]
