"""A judge's marks: given, kept as they are given, and signed (rule 3).

Only the judge's own hand writes here: every action asks for the seat and refuses
anybody else, whatever their role. Codes of all of them: `not_yours`, `no_seat`,
`not_judging`, `not_accepted`, `conflict`, `not_assigned`, `signed`, `excused`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import move, record
from contests.actions import freeze_rules
from contests.rules import points_text, rules_of
from judging.actions.opening import open_to, own_sheet
from judging.marks import in_hundredths
from judging.models import Score
from judging.rulebook import Rulebook
from judging.workflow import TRANSITIONS, State
from submissions.actions import record_marked

# What a comment may hold, in characters.
LONGEST_COMMENT = 5000
# The act of every change of a mark or comment; a sheet's page lists them apart.
SCORED = gettext_noop("Gave marks")
# The act on the seat, where the sheet's own history is not to be seen.
SIGNED = gettext_noop("Signed a sheet")


@dataclass(frozen=True, slots=True)
class Given:
    """What a judge gave in one criterion; None leaves as it is.

    Empty text as `points` takes a mark back.
    """

    points: Decimal | int | str | None = None
    comment: str | None = None


@transaction.atomic
def give_marks(
    judge, submission, given: Mapping[str, Given], *, by, comment=None, at=None
):
    """Keep marks and comments of one sheet; all of them or, if one is wrong, none.

    The first mark freezes the round's rules and the accepted version. Refuse wrong
    marks by criterion, with the codes of `judging.marks`, and `unknown_criterion`.
    """
    at = at or timezone.now()
    judge, submission = open_to(judge, submission, by=by, at=at)
    if any(each.points not in (None, "") for each in given.values()):
        if judge.round.rules_frozen_at is None:
            judge.round = freeze_rules(judge.round, at=at)
        if submission.marked_at is None:
            record_marked(submission, at=at)
    rulebook = Rulebook.of(rules_of(judge.round))
    marks = checked(given, rulebook)
    sheet = own_sheet(judge, submission, at=at, begin=not is_blank(given, comment))
    if sheet.pk is None:
        return sheet
    changes = keep_scores(sheet, marks, at=at)
    if comment is not None and comment.strip() != sheet.comment:
        changes["comment"] = [sheet.comment, within(comment)]
        sheet.comment = within(comment)
        sheet.save(update_fields=["comment"])
    if changes:
        record(sheet, SCORED, by=by, at=at, changes=changes)
    return sheet


def give_mark(judge, submission, criterion, points, *, by, comment=None, at=None):
    """Keep one mark, in points; see `give_marks`."""
    given = {criterion: Given("" if points is None else points, comment)}
    try:
        return give_marks(judge, submission, given, by=by, at=at)
    except ValidationError as refusal:
        if hasattr(refusal, "error_dict"):
            raise refusal.error_dict[criterion][0] from None
        raise


def comment_on(judge, submission, text, *, by, at=None):
    """Keep the comment on the whole."""
    return give_marks(judge, submission, {}, by=by, comment=text, at=at)


@transaction.atomic
def sign(judge, submission, *, by, at=None):
    """Sign a complete sheet; it is locked from then on. Code `incomplete`."""
    at = at or timezone.now()
    judge, submission = open_to(judge, submission, by=by, at=at)
    sheet = own_sheet(judge, submission, at=at, begin=False)
    points = {}
    if sheet.pk:
        points = dict(sheet.scores.values_list("criterion", "points"))
    rulebook = Rulebook.of(rules_of(judge.round))
    if missing := rulebook.missing(points):
        raise ValidationError(
            _("These criteria have no mark yet: %(criteria)s."),
            code="incomplete",
            params={"criteria": ", ".join(row.name for row in missing)},
        )
    sheet = move(
        sheet,
        State.SIGNED,
        allowed=TRANSITIONS,
        by=by,
        act=gettext_noop("Signed the sheet"),
        at=at,
        signed_at=at,
    )
    record(
        judge,
        SIGNED,
        by=by,
        at=at,
        changes={"entry": [None, submission.number]},
    )
    return sheet


# One sheet's marks --------------------------------------------------------------------


def is_blank(given: Mapping[str, Given], comment: str | None) -> bool:
    """Say whether there is nothing in it that a new sheet would hold."""
    return not (comment or "").strip() and all(
        each.points in (None, "") and not (each.comment or "").strip()
        for each in given.values()
    )


def checked(given: Mapping[str, Given], rulebook: Rulebook):
    """Return code → (row, hundredths or None, comment or None); refuse by criterion.

    The hundredths are kept apart from "leave as it is" by `Given.points` being None.
    """
    errors, marks = {}, {}
    for code, each in given.items():
        row = rulebook.row_of.get(code)
        if row is None:
            errors[code] = ValidationError(
                _("This criterion is not on the sheet any more. Reload the page."),
                code="unknown_criterion",
            )
            continue
        try:
            kept = {}
            if each.points is not None:
                kept["points"] = (
                    None if each.points == "" else in_hundredths(each.points, row)
                )
            if each.comment is not None:
                kept["comment"] = within(each.comment)
            marks[code] = (row, kept)
        except ValidationError as refusal:
            errors[code] = refusal
    if errors:
        raise ValidationError(errors)
    return marks


def within(comment: str) -> str:
    comment = comment.replace("\0", "").replace("\r\n", "\n").strip()
    if len(comment) > LONGEST_COMMENT:
        raise ValidationError(
            _("Shorten this comment to %(most)d characters."),
            code="too_long",
            params={"most": LONGEST_COMMENT},
        )
    return comment


def keep_scores(sheet, marks, *, at) -> dict:
    """Write what differs from what the sheet holds; return the changes, for the record.

    A mark sent twice is one mark.
    """
    held = {score.criterion: score for score in sheet.scores.all()}
    changes, to_write = {}, []
    for code, (row, kept) in marks.items():
        old = held.get(code)
        score = old or Score(sheet=sheet, criterion=code, full=row.full)
        before = (old.points, old.comment) if old else (None, "")
        after = (kept.get("points", before[0]), kept.get("comment", before[1]))
        if after == before:
            continue
        if after[0] != before[0]:
            changes[code] = [text_of(before[0]), text_of(after[0])]
        if after[1] != before[1]:
            changes[f"{code} comment"] = [before[1], after[1]]
        score.points, score.comment = after
        score.full, score.given_at = row.full, at
        to_write.append(score)
    Score.objects.bulk_create(
        to_write,
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["points", "full", "comment", "given_at"],
    )
    return changes


def text_of(points: int | None) -> str | None:
    return None if points is None else points_text(points)
