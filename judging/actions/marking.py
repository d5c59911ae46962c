"""A judge's marks: given, kept as they are given, and signed (rule 3).

Only the judge's own hand writes here: every action asks for the seat and refuses
anybody else, whatever their role. Codes of all of them: `not_yours`, `no_seat`,
`unanswered`, `not_judging`, `not_accepted`, `conflict`, `not_assigned`, `signed`,
`excused`.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import move, record
from contests.actions import freeze_rules
from contests.rules import rules_of
from judging.actions.keeping import (
    Given,
    checked,
    is_blank,
    keep_comment,
    keep_scores,
)
from judging.actions.opening import open_to, own_sheet
from judging.devices import Origin
from judging.rulebook import Rulebook
from judging.sheets import MySheet
from judging.workflow import TRANSITIONS, State
from submissions.actions import record_marked

# The act of every change of a mark or comment; a sheet's page lists them apart.
SCORED = gettext_noop("Gave marks")
# The same, where a later mark from another device was there already.
OVERTAKEN = gettext_noop("Gave marks that a later one on another device had overtaken")
# The act on the seat, where the sheet's own history is not to be seen.
SIGNED = gettext_noop("Signed a sheet")


@transaction.atomic
def give_marks(
    judge,
    submission,
    given: Mapping[str, Given],
    *,
    by,
    comment=None,
    comment_from: Origin | None = None,
    at=None,
):
    """Keep marks and comments of one sheet; all of them or, if one is wrong, none.

    The first mark freezes the round's rules and the accepted version. Refuse wrong
    marks by criterion, with the codes of `judging.marks`, and `unknown_criterion`.
    `differed` of the sheet that is returned says where another device of the judge gave
    something else: names of the form's fields.
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
    sheet.differed = {}
    if sheet.pk is None:
        return sheet
    kept = keep_scores(sheet, marks, given, at=at)
    if comment is not None:
        keep_comment(sheet, comment, comment_from, kept, at=at)
    if kept.changes:
        record(sheet, SCORED, by=by, at=at, changes=kept.changes)
    if kept.overtaken:
        record(sheet, OVERTAKEN, by=by, at=at, changes=kept.overtaken)
    sheet.differed = kept.differed
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
def sign(judge, submission, *, by, seen=None, at=None):
    """Sign a complete sheet; it is locked from then on. Code `incomplete`.

    `seen` is the fingerprint of the sheet that the judge was shown: where another
    device changed it since, refuse (`changed`).
    """
    at = at or timezone.now()
    judge, submission = open_to(judge, submission, by=by, at=at)
    sheet = own_sheet(judge, submission, at=at, begin=False)
    mine = MySheet(judge, submission, sheet, at=at)
    if seen is not None and seen != mine.fingerprint:
        raise ValidationError(
            _("Your sheet was changed on another device. Read it once more."),
            code="changed",
        )
    if missing := mine.missing:
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
