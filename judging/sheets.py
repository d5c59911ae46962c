"""A judge's own sheets as their pages show them. Nobody else's marks come in here."""

import hashlib
import json
from dataclasses import dataclass, field
from fractions import Fraction

from django.db.models import Exists, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from contests.phases import Phase, phase_of
from contests.rules import points_text, rules_of
from judging import decimals
from judging.doors import works_of
from judging.models import Judge, MarkSetAside, Note, Scoresheet
from judging.rulebook import Rulebook
from judging.workflow import State
from submissions.models import Submission


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
    def fingerprint(self) -> str:
        """Return what tells this sheet from one with another mark or comment."""
        held = json.dumps(self.held(), sort_keys=True)
        return hashlib.sha256(held.encode()).hexdigest()

    @property
    def rows(self):
        """Return each criterion with its mark, its level if it has, and its comment."""
        marks = [(row, shown(self.points.get(row.code))) for row in self.rulebook.rows]
        return [
            (row, mark, row.level_of(mark), self.comments.get(row.code, ""))
            for row, mark in marks
        ]


def shown(points: int | None) -> str:
    return "" if points is None else points_text(points)


class MyRow:
    """A line of a judge's list: an entry and what they gave it."""

    def __init__(self, rulebook, pk, number, title, office, is_sample, state, points):
        self.pk = pk
        self.number = number
        self.title = title
        self.office = office
        self.is_sample = is_sample
        self.state = state
        self.marks = [shown(points.get(row.code)) for row in rulebook.rows]
        self.total = rulebook.total(points)
        # In the judge's own order, of what has all its marks; ties share it.
        self.place: int | None = None
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


def my_sheets(
    seat: Judge, rulebook: Rulebook, *, at, is_blind: bool = False
) -> list[MyRow]:
    """Return a judge's entries in the order of their numbers, with their own marks.

    Where names are hidden, without whose they are. Four queries.
    """
    states: dict[int, str] = {}
    points: dict[int, dict[str, int]] = {}
    mine = Scoresheet.objects.filter(judge=seat)
    for submission, state, code, given in mine.values_list(
        "submission", "state", "scores__criterion", "scores__points"
    ):
        states[submission] = state
        points.setdefault(submission, {})[code] = given
    return [
        MyRow(
            rulebook,
            work.pk,
            work.number,
            work.title,
            "" if is_blind else work.entry.office.title,
            work.entry.is_sample,
            states.get(work.pk, ""),
            points.get(work.pk, {}),
        )
        for work in works_of(seat, at=at).select_related("entry__office")
    ]


def give_places(rows: list[MyRow]) -> None:
    """Number a judge's complete sheets in the order of their own totals: 1, 2, 2, 4."""
    complete = [row for row in rows if row.is_complete and not row.is_excused]
    places: dict[Fraction, int] = {}
    for place, total in enumerate(sorted((r.total for r in complete), reverse=True), 1):
        places.setdefault(total, place)
    for row in complete:
        row.place = places[row.total]


def private_of(user, submission) -> tuple[str, bool]:
    """Return a judge's own note on an entry, and if marks of theirs are set aside."""
    mine = {"user": user, "submission": OuterRef("pk")}
    return (
        Submission.objects.filter(pk=submission.pk)
        .values_list(
            Coalesce(
                Subquery(Note.objects.filter(**mine).values("text")),
                Value("", TextField()),
            ),
            Exists(MarkSetAside.objects.filter(**mine)),
        )
        .get()
    )


@dataclass
class Aside:
    """What was set aside of one entry: which box, what was in it."""

    submission: Submission
    lines: list[tuple[str, str]] = field(default_factory=list)


def shown_aside(rows) -> list[Aside]:
    """Return a judge's own marks that were set aside, entry by entry. Two queries."""
    path = "submission__round__stage"
    rows = rows.select_related(f"{path}__category", "submission__round__office")
    works: dict[int, Aside] = {}
    for row in rows.prefetch_related(f"{path}__criteria"):
        work = works.setdefault(row.submission_id, Aside(row.submission))
        rulebook = Rulebook.of(rules_of(row.submission.round))
        work.lines.append((name_of_box(row.field, rulebook), row.value))
    return list(works.values())


def name_of_box(name: str, rulebook: Rulebook) -> str:
    """Say in words which box of the form a name is."""
    kind, __, code = name.partition("_")
    if criterion := rulebook.row_of.get(code):
        if kind == "points":
            return criterion.name
        return _("Comment on %(name)s") % {"name": criterion.name}
    return _("Private note") if kind == "note" else _("Comment on the whole")
