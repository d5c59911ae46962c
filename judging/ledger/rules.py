"""RULES.json read to the rules of a tabulation, with every fault."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from judging import decimals
from judging.tabulation import CRITERION, METHODS, STEPS, Criterion, Rules

from .faults import quoted
from .given import WRITE_A_NUMBER, GivenReader, Unwritable

MISSING = object()


@dataclass
class CriterionSoFar:
    """A criterion whose numbers are None where they are at fault (or no step)."""

    code: str
    full: Decimal | None
    weight: Decimal | None
    step: Decimal | None


class RulesReader(GivenReader):
    """Reads rules once, gathering `faults`.

    `given` are the rules as given, as the digest has them. `criteria` holds what could
    be read; `knows_all_codes` tells whether an unknown code is the ledger's fault.
    """

    def __init__(self):
        super().__init__()
        self.given: dict[str, Any] = {}
        self.criteria: dict[str, CriterionSoFar] = {}
        self.knows_all_codes = False

    def read_file(self, data: bytes) -> Rules | None:
        given = self.parse(data)
        return None if given is None and self.faults else self.read(given)

    def read(self, given: Any) -> Rules | None:
        """Return the rules, or None where there are faults."""
        if not isinstance(given, dict):
            self.fault("rules", "no JSON object", 'write {"criteria": […], …}')
            return None
        self.given = self.writable(given, "", 0)
        criteria = self.read_criteria(given.get("criteria", MISSING))
        rules = {
            "method": self.read_method(given.get("method", "mean")),
            "trim": self.read_trim(given.get("trim", 1)),
            "tiebreaks": self.read_tiebreaks(given.get("tiebreaks", [])),
            "chair": self.read_chair(given.get("chair"), given.get("tiebreaks")),
            "decisions": self.read_decisions(given.get("decisions", [])),
        }
        return None if self.faults else Rules(criteria, **rules)

    def read_criteria(self, given: Any) -> tuple[Criterion, ...]:
        if not isinstance(given, list) or not given:
            what = "missing" if given is MISSING else "no list of criteria"
            self.fault("criteria", what, "list at least one, with code, full, weight")
            return ()
        self.knows_all_codes = True
        for at, item in enumerate(given):
            self.read_criterion(f"criteria[{at}]", item)
        return tuple(
            Criterion(each.code, each.full, each.weight, each.step)
            for each in self.criteria.values()
        )

    def read_criterion(self, where: str, item: Any) -> None:
        if not isinstance(item, dict):
            self.fault(where, "no JSON object", "give it code, full and weight")
            self.knows_all_codes = False
            return
        code = item.get("code", MISSING)
        step = item.get("step")
        criterion = CriterionSoFar(
            code,
            full=self.positive(f"{where}.full", item.get("full", MISSING)),
            weight=self.positive(f"{where}.weight", item.get("weight", MISSING)),
            step=None if step is None else self.positive(f"{where}.step", step),
        )
        if not is_code(code):
            what = "missing" if code is MISSING else "no code"
            self.fault(f"{where}.code", what, 'give it a short text like "c1"')
            self.knows_all_codes = False
        elif code in self.criteria:
            self.fault(
                f"{where}.code", f"{quoted(code)} stands twice", "give each its own"
            )
        else:
            self.criteria[code] = criterion

    def positive(self, where: str, given: Any) -> Decimal | None:
        number = self.number(where, given)
        if number is not None and number <= 0:
            self.fault(
                where, f"{quoted(str(given))} is not positive", "give more than 0"
            )
            return None
        return number

    def number(self, where: str, given: Any) -> Decimal | None:
        """Read a JSON number or a string that holds one."""
        if isinstance(given, Unwritable):
            return None  # `writable` told of it
        if isinstance(given, Decimal):
            return given
        if isinstance(given, int) and not isinstance(given, bool):
            return Decimal(given)
        if given is MISSING:
            self.fault(where, "missing", WRITE_A_NUMBER)
            return None
        try:
            number = decimals.read(given if isinstance(given, str) else "")
        except decimals.NotANumber:
            self.fault(where, f"{quoted(given)} is no number", WRITE_A_NUMBER)
        except decimals.TooManyDecimals:
            self.fault(where, f"{quoted(given)} has too many decimals", "round it")
        else:
            if number.is_finite():
                return number
            self.fault(where, f"{quoted(given)} is too large", "give a smaller number")
        return None

    def read_method(self, given: Any) -> str:
        if given not in METHODS:
            self.fault(
                "method",
                f"{quoted(given)} is unknown",
                f"take one of {', '.join(METHODS)}",
            )
        return given

    def read_trim(self, given: Any) -> int:
        number = self.number("trim", given)
        if number is None:
            return 0
        if number < 0 or Fraction(number).denominator > 1:
            self.fault(
                "trim", f"{quoted(str(given))} is no whole number", "give 0, 1, 2, …"
            )
        return int(number)

    def read_tiebreaks(self, given: Any) -> tuple[str, ...]:
        if not isinstance(given, list):
            self.fault("tiebreaks", "no list", "list the steps in their order")
            return ()
        for at, step in enumerate(given):
            if not self.is_step(step):
                self.fault(
                    f"tiebreaks[{at}]",
                    f"{quoted(step)} is an unknown step",
                    f"take one of {', '.join(STEPS)} or {CRITERION}<code>",
                )
        return tuple(given)

    def is_step(self, step: Any) -> bool:
        if not isinstance(step, str):
            return False
        if not step.startswith(CRITERION):
            return step in STEPS
        return not self.knows_all_codes or step.removeprefix(CRITERION) in self.criteria

    def read_chair(self, given: Any, tiebreaks: Any) -> str | None:
        if given is not None and not isinstance(given, str):
            self.fault("chair", f"{quoted(given)} is no judge's code", "give a text")
        elif (
            not is_code(given) and isinstance(tiebreaks, list) and "chair" in tiebreaks
        ):
            self.fault(
                "chair",
                "missing, but the tie-breaks have the step chair",
                "name the chair's code or take the step out",
            )
        return given

    def read_decisions(self, given: Any) -> tuple[tuple[str, ...], ...]:
        if not isinstance(given, list):
            self.fault("decisions", "no list", "list each decision's order")
            return ()
        for at, order in enumerate(given):
            if not isinstance(order, list) or not all(map(is_code, order)):
                self.fault(
                    f"decisions[{at}]",
                    "no list of submissions",
                    "list their codes as texts, the best first",
                )
            elif len(set(order)) < len(order):
                self.fault(
                    f"decisions[{at}]", "names a submission twice", "name each once"
                )
        return tuple(tuple(order) for order in given if isinstance(order, list))


def is_code(value: Any) -> bool:
    """Tell whether it is a text that is not blank."""
    return isinstance(value, str) and bool(value.strip())
