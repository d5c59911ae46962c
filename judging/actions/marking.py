"""A judge's marks: given, kept as they are given, and signed (rule 3).

Only the judge's own hand writes here: every action asks for the seat and refuses
anybody else, whatever their role. Codes of all of them: `not_yours`, `no_seat`,
`not_judging`, `not_accepted`, `conflict`, `signed`, `excused`.
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
from contests.phases import Phase, phase_of
from contests.rules import points_text, rules_of
from judging.actions.holding import seat_now
from judging.conflicts import bar_of
from judging.marks import in_hundredths
from judging.models import Score, Scoresheet
from judging.rulebook import Rulebook
from judging.workflow import TRANSITIONS, State
from submissions.actions import record_marked
from submissions.models import Submission
from submissions.workflow import State as SubmissionState
from ui.language import page_language
from ui.thai import full_moment

# What a comment may hold, in characters.
LONGEST_COMMENT = 5000
# The act of every change of a mark or comment; a sheet's page lists them apart.
SCORED = gettext_noop("Gave marks")


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
        judge.round = freeze_rules(judge.round, at=at)
        if submission.marked_at is None:
            record_marked(submission, at=at)
    rulebook = Rulebook.of(rules_of(judge.round))
    marks = checked(given, rulebook)
    sheet = own_sheet(judge, submission, at=at)
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
    sheet = own_sheet(judge, submission, at=at)
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
        gettext_noop("Signed a sheet"),
        by=by,
        at=at,
        changes={"entry": [None, submission.number]},
    )
    return sheet


# What all of them ask -----------------------------------------------------------------


def open_to(judge, submission, *, by, at):
    """Return seat and submission as they are now, or refuse to let this hand write."""
    if judge.user_id != by.pk:
        raise ValidationError(
            _("Only the judge can write on this sheet."), code="not_yours"
        )
    judge = seat_now(judge)
    if judge.left_at or not judge.scores:
        raise ValidationError(
            _("You have no scoring seat on this panel any more. Ask its staff."),
            code="no_seat",
        )
    must_be_judging(judge.round, at)
    submission = Submission.objects.select_related("entry", "accepted_version").get(
        pk=submission.pk
    )
    is_here = submission.round_id == judge.round_id
    if not is_here or submission.state != SubmissionState.ACCEPTED:
        raise ValidationError(
            _("This work is not accepted for judging any more. Reload the page."),
            code="not_accepted",
        )
    if bar_of(judge, submission, at=at):
        raise ValidationError(
            _("You have a conflict of interest with this entry."), code="conflict"
        )
    return judge, submission


def must_be_judging(round_, at):
    phase = phase_of(round_, at=at)
    if phase == Phase.JUDGING:
        return
    if phase in (Phase.UPCOMING, Phase.OPEN, Phase.SCREENING):
        begins = full_moment(round_.judging_opens_at, page_language())
        raise ValidationError(
            _("Judging begins on %(begins)s; marks can be given from then on."),
            code="not_judging",
            params={"begins": begins},
        )
    raise ValidationError(
        _("The result of this round is sealed; its marks do not change any more."),
        code="not_judging",
    )


def own_sheet(judge, submission, *, at) -> Scoresheet:
    """Return the sheet, held, made where there is none; refuse one that is closed."""
    version = submission.accepted_version
    sheet, _is_new = Scoresheet.objects.select_for_update().get_or_create(
        judge=judge,
        submission=submission,
        defaults={"version": version, "created_at": at},
    )
    if sheet.state == State.SIGNED:
        raise ValidationError(
            _(
                "You signed this sheet on %(when)s. Only the chair can open it again, "
                "with a reason."
            ),
            code="signed",
            params={"when": full_moment(sheet.signed_at, page_language())},
        )
    if sheet.state == State.EXCUSED:
        raise ValidationError(
            _("You are excused from this entry: %(reason)s"),
            code="excused",
            params={"reason": sheet.excused_reason},
        )
    if sheet.version_id != version.pk:
        # Nothing but comments was given on the version before.
        sheet.version = version
        sheet.save(update_fields=["version"])
    return sheet


# One sheet's marks --------------------------------------------------------------------


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
