"""A judge's own sheets as their pages show them. Nobody else's marks come in here."""

from fractions import Fraction

from contests.phases import Phase, phase_of
from contests.rules import points_text, rules_of
from judging import decimals
from judging.doors import works_of
from judging.models import Judge, Score, Scoresheet
from judging.rulebook import Rulebook
from judging.workflow import State


def total_text(total: Fraction) -> str:
    return decimals.rounded(total, 2)


class MySheet:
    """One sheet before its judge: what it holds, what is missing, what may be done."""

    def __init__(self, seat: Judge, submission, sheet: Scoresheet | None, *, at):
        """`sheet` is None until the judge gives something."""
        self.seat = seat
        self.submission = submission
        self.sheet = sheet
        rules = rules_of(seat.round)
        self.rulebook = Rulebook.of(rules)
        self.comments_are_shown = bool(rules.get("comments_for_offices"))
        scores = sheet.scores.all() if sheet and sheet.pk else ()
        self.points = {score.criterion: score.points for score in scores}
        self.comments = {score.criterion: score.comment for score in scores}
        self.state = sheet.state if sheet else State.OPEN
        self.phase = phase_of(seat.round, at=at)

    @property
    def comment(self) -> str:
        return self.sheet.comment if self.sheet else ""

    @property
    def is_open(self) -> bool:
        """Say whether marks can be given now."""
        is_judging = self.phase == Phase.JUDGING
        return self.seat.scores and is_judging and self.state == State.OPEN

    @property
    def is_signed(self) -> bool:
        return self.state == State.SIGNED

    @property
    def is_excused(self) -> bool:
        return self.state == State.EXCUSED

    @property
    def waits_for_judging(self) -> bool:
        return self.phase in (Phase.UPCOMING, Phase.OPEN, Phase.SCREENING)

    @property
    def missing(self):
        """The rows without a mark."""
        return self.rulebook.missing(self.points)

    @property
    def total_text(self) -> str:
        return total_text(self.rulebook.total(self.points))

    @property
    def full_total(self) -> str:
        return decimals.exact(self.rulebook.full_total)

    def held(self) -> dict[str, str]:
        """Return what the sheet holds, by the names of the form's fields."""
        held = {"comment": self.comment}
        for row in self.rulebook.rows:
            held[f"points_{row.code}"] = shown(self.points.get(row.code))
            held[f"comment_{row.code}"] = self.comments.get(row.code, "")
        return held

    @property
    def rows(self):
        """Return each criterion with its mark and comment, as the judge gave them."""
        return [
            (row, shown(self.points.get(row.code)), self.comments.get(row.code, ""))
            for row in self.rulebook.rows
        ]


def shown(points: int | None) -> str:
    return "" if points is None else points_text(points)


class MyRow:
    """A line of a judge's list: an entry and what they gave it."""

    def __init__(self, rulebook, pk, number, title, office, is_sample, sheet, points):
        self.pk = pk
        self.number = number
        self.title = title
        self.office = office
        self.is_sample = is_sample
        self.state = sheet.state if sheet else ""
        self.marks = [shown(points.get(row.code)) for row in rulebook.rows]
        self.total = rulebook.total(points)
        self.given = len(rulebook.rows) - len(rulebook.missing(points))

    @property
    def is_excused(self):
        return self.state == State.EXCUSED

    @property
    def is_signed(self):
        return self.state == State.SIGNED

    @property
    def is_finished(self):
        return self.is_signed or self.is_excused

    @property
    def is_complete(self):
        return self.given == len(self.marks)

    @property
    def total_text(self):
        return total_text(self.total) if self.given else ""


def my_sheets(seat: Judge, rulebook: Rulebook, *, at) -> list[MyRow]:
    """Return a judge's entries in the order of their numbers, with their own marks.

    Five queries.
    """
    mine = Scoresheet.objects.filter(judge=seat)
    sheets = {sheet.submission_id: sheet for sheet in mine}
    points: dict[int, dict[str, int]] = {}
    for submission, code, given in Score.objects.filter(sheet__judge=seat).values_list(
        "sheet__submission", "criterion", "points"
    ):
        points.setdefault(submission, {})[code] = given
    return [
        MyRow(
            rulebook,
            work.pk,
            work.number,
            work.title,
            work.entry.office.title,
            work.entry.is_sample,
            sheets.get(work.pk),
            points.get(work.pk, {}),
        )
        for work in works_of(seat, at=at).select_related("entry__office")
    ]
