"""The JSON of RULES.json, as given: what the digest is over."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from judging import decimals
from judging.tabulation import Criterion, Rules

from .faults import LONGEST_QUOTE, Fault, quoted

# Rules nest three deep; room is left for what a later version may add.
DEEPEST = 50
WRITE_A_NUMBER = 'write it like 7.5 or "7.5"'


@dataclass(frozen=True)
class Unwritable:
    """A JSON number of more than decimals.MOST_DIGITS digits, or none at all (NaN)."""

    token: str


class GivenReader:
    """Parses rules without a float, gathering `faults`."""

    def __init__(self):
        self.faults: list[Fault] = []
        self.told: set[str] = set()

    def fault(self, where: str, what: str, mend: str) -> None:
        # A value that cannot be written cannot be read either: told once.
        if where not in self.told:
            self.told.add(where)
            self.faults.append(Fault(where, what, mend))

    def parse(self, data: bytes) -> Any:
        """Return the JSON value, its fractions as Decimals; None where it has none."""
        try:
            return json.loads(
                data.decode("utf-8-sig"),
                parse_float=self.parse_float,
                parse_int=self.parse_int,
                parse_constant=Unwritable,
                object_pairs_hook=self.parse_object,
            )
        except UnicodeDecodeError:
            self.fault("rules", "not UTF-8", "save the file as UTF-8")
        except json.JSONDecodeError as error:
            place = f"line {error.lineno}, column {error.colno}"
            self.fault("rules", f"no JSON at {place} ({error.msg})", "mend the JSON")
        except RecursionError:
            self.fault("rules", "nested too deep", "leave out what is no rule")
        return None

    def parse_float(self, token: str) -> Decimal | Unwritable:
        try:
            number = decimals.read(token)
        except decimals.TooManyDecimals:
            return Unwritable(token)
        return number if number.is_finite() else Unwritable(token)

    def parse_int(self, token: str) -> int | Unwritable:
        return int(token) if len(token) <= decimals.MOST_DIGITS else Unwritable(token)

    def parse_object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = {}
        for key, value in pairs:
            if key in found:
                self.faults.append(Fault(quoted(key), "stands twice", "keep one"))
            found[key] = value
        return found

    def writable(self, value: Any, where: str, depth: int) -> Any:
        """Return the value as the digest writes it: numbers but integers as strings."""
        if isinstance(value, Decimal):
            return decimals.plain(value)
        if isinstance(value, Unwritable):
            self.fault(
                where, f"{quoted(value.token)} cannot be worked with", WRITE_A_NUMBER
            )
        elif isinstance(value, str) and not is_utf8(value):
            self.fault(where, f"{quoted(value)} is half a character", "write it whole")
        elif depth > DEEPEST:
            self.fault(where, "nested too deep", "leave out what is no rule")
        elif isinstance(value, dict):
            inner = {}
            for key, item in value.items():
                at = path_to(where, key)
                if not is_utf8(key):
                    self.fault(at, "the key is half a character", "write it whole")
                inner[key] = self.writable(item, at, depth + 1)
            return inner
        elif isinstance(value, list):
            return [
                self.writable(item, f"{where}[{at}]", depth + 1)
                for at, item in enumerate(value)
            ]
        return value


def path_to(where: str, key: str) -> str:
    """Name a key of the rules; one that is no plain short word is quoted."""
    plain = key.isidentifier() and len(key) <= LONGEST_QUOTE
    step = key if plain else quoted(key)
    return f"{where}.{step}" if where else step


def is_utf8(text: str) -> bool:
    """Tell whether it can be written: half of a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def rules_as_given(rules: Rules) -> dict[str, Any]:
    """Return the JSON object that stands for these rules, leaving out what has no part.

    `trim`, `chair` and `decisions` are there only where method and chain use them.
    """
    given: dict[str, Any] = {
        "criteria": [criterion_as_given(criterion) for criterion in rules.criteria],
        "method": rules.method,
        "tiebreaks": list(rules.tiebreaks),
    }
    if rules.method == "trimmed":
        given["trim"] = rules.trim
    if "chair" in rules.tiebreaks:
        given["chair"] = rules.chair
    if "decision" in rules.tiebreaks:
        given["decisions"] = [list(order) for order in rules.decisions]
    return given


def criterion_as_given(criterion: Criterion) -> Mapping[str, Any]:
    numbers = {
        "full": criterion.full,
        "weight": criterion.weight,
        "step": criterion.step,
    }
    return {"code": criterion.code} | {
        key: number_as_given(number)
        for key, number in numbers.items()
        if number is not None
    }


def number_as_given(number: Decimal) -> int | str:
    text = decimals.plain(number)
    return text if "." in text else int(text)


def write_rules(rules: Rules) -> str:
    """Write RULES.json."""
    return json.dumps(rules_as_given(rules), ensure_ascii=False, indent=2) + "\n"
