"""What is wrong with a ledger or its rules, one line for each fault."""

from dataclasses import dataclass

# Characters of a foreign text that a fault quotes.
LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """Where it is ("line 7", or the key of the rules), what it is, and the mend."""

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.mend}"


class BadLedger(ValueError):
    """The files hold faults; `faults` lists them all."""

    def __init__(self, faults: list[Fault]):
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def quoted(value: object) -> str:
    """Show a foreign value so that it stays short and on one line."""
    if isinstance(value, str):
        shown = repr(value[:LONGEST_QUOTE])
        return shown if len(value) <= LONGEST_QUOTE else shown + "…"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return quoted(str(value)).strip("'")
