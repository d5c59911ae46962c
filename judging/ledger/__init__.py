"""The two files that let an outsider check a result: LEDGER.csv and RULES.json.

Reading them lists every fault, writing them gives files that are read back alike, and
both have one digest. Imports no Django. The format and its fine print are in
`docs/scoring.md`.
"""

from .faults import BadLedger, Fault
from .given import rules_as_given, write_rules
from .marks import Mark, table_of, totals_of, write_marks
from .reading import Ledger, digest_of, read, read_given_rules

__all__ = [
    "BadLedger",
    "Fault",
    "Ledger",
    "Mark",
    "digest_of",
    "read",
    "read_given_rules",
    "rules_as_given",
    "table_of",
    "totals_of",
    "write_marks",
    "write_rules",
]
