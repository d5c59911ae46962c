"""LEDGER.csv: read with every fault, added up, and written."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from judging import decimals
from judging.tabulation import Marks, Rules, Totals

from .faults import Fault, quoted
from .rules import CriterionSoFar, RulesReader

HEADER = ["submission", "judge", "criterion", "points"]
SAVE_AS_UTF8 = "save the file as UTF-8"


class Mark(NamedTuple):
    """The points that a judge gave a submission in one criterion."""

    submission: str
    judge: str
    criterion: str
    points: Decimal


class Complaint(NamedTuple):
    """A fault that knows no line yet."""

    what: str
    mend: str


@dataclass
class Sheet:
    """The criteria of one sheet that were met so far, and its first line."""

    line: int
    criteria: set[str] = field(default_factory=set)


class MarksReader:
    """Reads a ledger against what could be read of its rules, gathering faults."""

    def __init__(self, rules: RulesReader):
        self.criteria = rules.criteria
        self.knows_all_codes = rules.knows_all_codes
        self.sheets: dict[tuple[str, str], Sheet] = {}
        self.found: list[tuple[int, Complaint]] = []
        # Of half a million marks only some hundred differ.
        self.points = cache(self.read_points)

    @property
    def faults(self) -> list[Fault]:
        """All faults found, by line."""
        return [
            Fault(f"line {line}", *complaint)
            for line, complaint in sorted(self.found, key=lambda each: each[0])
        ]

    def fault(self, line: int, what: str, mend: str) -> None:
        self.found.append((line, Complaint(what, mend)))

    def read_file(self, data: bytes) -> list[Mark]:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.fault(line, "not UTF-8", SAVE_AS_UTF8)
            return []
        rows = self.read_rows(text)
        if next(rows, (1, None))[1] != HEADER:
            # Without a header nobody can tell what the cells of the rows mean.
            self.fault(1, "wrong header", f"write {','.join(HEADER)}")
            return []
        marks = []
        line = None
        for line, cells in rows:
            if cells is not None:
                self.read_row(line, cells, marks)
        if line is None:
            self.fault(1, "no rows after the header", "add a row for every mark")
        self.find_lacking()
        return marks

    def read_rows(self, text: str) -> Iterator[tuple[int, list[str] | None]]:
        """Yield each row with its first line; None for one that is no CSV."""
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        while True:
            line = reader.line_num + 1
            try:
                yield line, next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if line > 1:
                    self.fault(line, f"no CSV ({error})", "mend the quotes")
                yield line, None

    def read_row(self, line: int, cells: list[str], marks: list[Mark]) -> None:
        if len(cells) != len(HEADER):
            self.fault(
                line,
                f"{len(cells)} cells instead of 4",
                f"write {','.join(HEADER)} (or delete an empty line)",
            )
            return
        submission, judge, criterion, points = cells
        has_sheet = True
        if not submission.strip():
            self.fault(line, "empty submission", "name it")
            has_sheet = False
        if not judge.strip():
            self.fault(line, "empty judge", "name one")
            has_sheet = False
        if has_sheet:
            self.enter(line, submission, judge, criterion)
        if self.knows_all_codes and criterion not in self.criteria:
            self.fault(
                line,
                f"unknown criterion {quoted(criterion)}",
                f"take one of {quoted_list(self.criteria)}",
            )
        number, complaint = self.points(criterion, points)
        if complaint:
            self.fault(line, *complaint)
        marks.append(Mark(submission, judge, criterion, number))

    def enter(self, line: int, submission: str, judge: str, criterion: str) -> None:
        """Note the mark on its sheet."""
        sheet = self.sheets.get((submission, judge))
        if sheet is None:
            sheet = self.sheets[submission, judge] = Sheet(line)
        if criterion in sheet.criteria:
            self.fault(
                line,
                f"a second mark of {quoted(judge)} for {quoted(submission)} "
                f"in {quoted(criterion)}",
                "keep one of them",
            )
        sheet.criteria.add(criterion)

    def find_lacking(self) -> None:
        for (submission, judge), sheet in self.sheets.items():
            lacking = [code for code in self.criteria if code not in sheet.criteria]
            # A sheet of unknown criteria alone has been told of, row by row.
            if 0 < len(lacking) < len(self.criteria):
                self.fault(
                    sheet.line,
                    f"the sheet of {quoted(judge)} for {quoted(submission)} "
                    f"lacks {quoted_list(lacking)}",
                    "add a row for each, or take the sheet out",
                )

    def read_points(
        self, criterion: str, text: str
    ) -> tuple[Decimal | None, Complaint | None]:
        try:
            points = decimals.read(text)
        except decimals.NotANumber:
            return None, Complaint(
                f"points {quoted(text)} are no number", "write digits like 7 or 7.5"
            )
        except decimals.TooManyDecimals:
            return None, Complaint(
                f"points {quoted(text)} have too many decimals",
                f"give {decimals.MOST_DIGITS} at most",
            )
        so_far = self.criteria.get(criterion)
        return points, complaint_about(points, text, so_far)


def complaint_about(
    points: Decimal, text: str, criterion: CriterionSoFar | None
) -> Complaint | None:
    """Say what is wrong with the points as far as the criterion is known."""
    full = criterion and criterion.full
    step = criterion and criterion.step
    top = "the full marks" if full is None else shown(full)
    if points < 0:
        return Complaint(f"points {quoted(text)} are below 0", f"give 0 to {top}")
    if full is not None and points > full:
        return Complaint(f"points {quoted(text)} are above full", f"give 0 to {top}")
    if step is not None and points.is_finite() and Fraction(points) % Fraction(step):
        return Complaint(
            f"points {quoted(text)} are off the step",
            f"give a multiple of {shown(step)}",
        )
    return None


def shown(number: Decimal) -> str:
    return quoted(decimals.plain(number)).replace("'", "")


def quoted_list(codes: Iterable[str]) -> str:
    return ", ".join(map(quoted, codes))


def totals_of(rules: Rules, marks: Iterable[Mark]) -> Totals:
    """Add up the sheets of marks that are without fault."""
    table, places = table_of(rules, marks)
    return Totals.of_marks(rules.criteria, table, places)


def table_of(rules: Rules, marks: Iterable[Mark]) -> tuple[Marks, int]:
    """Return the marks in whole units of 1/10**places of a point, and these places."""
    marks = list(marks)
    distinct = {mark.points for mark in marks}
    places = max(
        (len(decimals.plain(points).partition(".")[2]) for points in distinct),
        default=0,
    )
    units = {points: int(Fraction(points) * 10**places) for points in distinct}
    columns = {criterion.code: at for at, criterion in enumerate(rules.criteria)}
    table: dict[str, dict[str, list[int]]] = {}
    for submission, judge, criterion, points in marks:
        sheets = table.setdefault(submission, {})
        if judge not in sheets:
            sheets[judge] = [0] * len(columns)
        sheets[judge][columns[criterion]] = units[points]
    return table, places


def write_marks(marks: Iterable[Mark]) -> str:
    """Write LEDGER.csv, its rows sorted so that their order tells nothing."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(HEADER)
    for submission, judge, criterion, points in sorted(marks):
        writer.writerow([submission, judge, criterion, decimals.plain(points)])
    return file.getvalue()
