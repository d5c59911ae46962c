"""Both files together: the ledger as a value, and its digest."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from judging import decimals
from judging.tabulation import Rules, Totals

from .faults import BadLedger
from .marks import Mark, MarksReader, totals_of
from .rules import RulesReader


@dataclass(frozen=True)
class Ledger:
    """Marks and rules without fault; `given` are the rules as the digest has them."""

    marks: tuple[Mark, ...]
    rules: Rules
    given: Mapping[str, Any]

    def totals(self) -> Totals:
        return totals_of(self.rules, self.marks)

    def digest(self) -> str:
        return digest_of(self.marks, self.given)


def read(ledger: bytes, rules: bytes) -> Ledger:
    """Read both files; raise BadLedger with every fault, the rules' first."""
    rules_reader = RulesReader()
    parsed_rules = rules_reader.read_file(rules)
    marks_reader = MarksReader(rules_reader)
    marks = marks_reader.read_file(ledger)
    if faults := rules_reader.faults + marks_reader.faults:
        raise BadLedger(faults)
    return Ledger(tuple(marks), parsed_rules, rules_reader.given)


def read_given_rules(given: Mapping[str, Any]) -> Rules:
    """Read rules that were parsed before, from a JSON column; raise BadLedger."""
    reader = RulesReader()
    rules = reader.read(given)
    if reader.faults:
        raise BadLedger(reader.faults)
    return rules


def digest_of(marks: Iterable[Mark], given: Mapping[str, Any]) -> str:
    """Return "sha256:…" over the marks in any order and the rules as given.

    `given` holds no floats or Decimals: what `rules_as_given` returns, or a Ledger has.
    """
    plain = cache(decimals.plain)
    rows = sorted(
        (submission, judge, criterion, plain(points))
        for submission, judge, criterion, points in marks
    )
    text = json.dumps(
        {"ledger": rows, "rules": given},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return "sha256:" + sha256(text.encode()).hexdigest()
