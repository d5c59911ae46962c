"""The command with which an outsider checks a result: two files in, the ranking out."""

import csv
import io
import json
from pathlib import Path

from django.core.management.base import BaseCommand

from judging.agreement import agreement_of
from judging.ledger import BadLedger, Fault, Ledger, read
from judging.tabulation import Placing, Tabulation, tabulate

COLUMNS = ("rank", "submission", "score", "exact", "sheets", "decided_by")


class Command(BaseCommand):
    help = (
        "Tabulate LEDGER.csv by RULES.json, without a database. Exit 2 with a line on "
        "standard error for every fault of the files."
    )
    # The files are all that counts: no database, no settings of a running portal.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("ledger", metavar="LEDGER.csv", type=Path)
        parser.add_argument("rules", metavar="RULES.json", type=Path)
        parser.add_argument(
            "--format", choices=("json", "table", "csv"), default="json"
        )
        parser.add_argument(
            "--agreement",
            action="store_true",
            help="add how far the judges agree (csv has placings only)",
        )

    def handle(self, *args, **options):
        try:
            ledger = read(*read_files(options["ledger"], options["rules"]))
        except BadLedger as bad:
            for fault in bad.faults:
                self.stderr.write(str(fault))
            # Not CommandError, which would put its own word before the first fault.
            raise SystemExit(2) from None
        # Codes may be Thai, whatever the terminal's locale is.
        if reconfigure := getattr(self.stdout, "reconfigure", None):
            reconfigure(encoding="utf-8")
        self.stdout.write(FORMATS[options["format"]](ledger, options["agreement"]))


def read_files(*paths: Path) -> list[bytes]:
    """Read the files; raise BadLedger with a fault for each that cannot be read."""
    contents, faults = [], []
    for path, where in zip(paths, ("ledger", "rules"), strict=True):
        try:
            contents.append(path.read_bytes())
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            what = f"cannot read {str(path)!r} ({reason})"
            faults.append(Fault(where, what, "name a file that can be read"))
    if faults:
        raise BadLedger(faults)
    return contents


def as_json(ledger: Ledger, with_agreement: bool) -> str:
    totals = ledger.totals()
    tabulation = tabulate(ledger.rules, totals)
    answer = {
        "method": tabulation.method,
        "placings": [as_object(placing) for placing in tabulation.placings],
        "digest": ledger.digest(),
    }
    if with_agreement:
        answer["agreement"] = agreement_of(totals.by_judge()).as_json()
    return json.dumps(answer, ensure_ascii=False, indent=2)


def as_object(placing: Placing) -> dict[str, int | str]:
    return {column: getattr(placing, column) for column in COLUMNS}


def as_csv(ledger: Ledger, with_agreement: bool) -> str:
    tabulation = tabulate(ledger.rules, ledger.totals())
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([COLUMNS, *rows_of(tabulation)])
    return file.getvalue()


def as_table(ledger: Ledger, with_agreement: bool) -> str:
    totals = ledger.totals()
    tabulation = tabulate(ledger.rules, totals)
    lines = table_of([COLUMNS, *rows_of(tabulation)])
    lines += ["", f"method {tabulation.method}", f"digest {ledger.digest()}"]
    if with_agreement:
        figures = agreement_of(totals.by_judge()).as_json().items()
        lines += [
            f"{name} {'undefined' if figure is None else figure}"
            for name, figure in figures
        ]
    return "\n".join(lines)


def rows_of(tabulation: Tabulation) -> list[tuple[str, ...]]:
    return [
        tuple(str(getattr(placing, column)) for column in COLUMNS)
        for placing in tabulation.placings
    ]


def table_of(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


FORMATS = {"json": as_json, "table": as_table, "csv": as_csv}
