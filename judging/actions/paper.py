"""Marks from a paper scoresheet, keyed in by two people who are not its judge (rule 3).

The one way in which another hand writes a judge's marks: the sheet says so.
"""

import unicodedata

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import move, record
from contests.actions import freeze_rules
from contests.rules import rules_of
from judging.actions.keeping import Given, checked, within
from judging.actions.opening import open_pair
from judging.models import Judge, PaperKeying, PaperSheet, Score, Scoresheet
from judging.rulebook import Rulebook
from judging.workflow import TRANSITIONS, State
from offices.notices import notify
from submissions.actions import record_marked
from submissions.actions.attaching import check_and_keep

# What `open_pair` tells a judge, told to who keys in the judge's paper.
REFUSED = {
    "no_seat": _("This judge has no scoring seat on the panel any more."),
    "unanswered": _("This judge has not answered the appointment yet."),
    "signed_before": _("The judge whose place they took has signed this entry."),
    "conflict": _("This judge has a conflict of interest with this entry."),
    "not_assigned": _("This entry is not assigned to this judge."),
}


def key_in(judge, submission, points, *, by, comment="", scan=None, at=None):
    """Keep what `by` read from the judge's paper; return the `PaperSheet`.

    `points` are texts by criterion, all of them. The sheet is signed as soon as two
    people read the same marks and the scan is there. Codes: those of `open_pair`,
    `own_sheet` and `has_seat` for hands that may not, `begun` where the judge scores on
    screen, those of `judging.marks` and `incomplete` by criterion, those of
    `file_checks` by `scan`. Not atomic as a whole: a scan is checked before.
    """
    at = at or timezone.now()
    stored = name = None
    if scan is not None:
        try:
            stored, name = check_and_keep(scan, at=at)
        except ValidationError as refusal:
            raise ValidationError({"scan": refusal}) from refusal
    with transaction.atomic():
        judge, submission = open_for_paper(judge, submission, by=by, at=at)
        must_be_untouched(judge, submission)
        rulebook = Rulebook.of(rules_of(judge.round))
        marks = hundredths_of(points, rulebook)
        paper = paper_for(judge, submission, at=at)
        if stored:
            paper.scan, paper.scan_name = stored, name
            paper.save(update_fields=["scan", "scan_name"])
        PaperKeying.objects.create(
            paper=paper, by=by, points=marks, comment=within(comment), keyed_at=at
        )
        record(paper, gettext_noop("Keyed in the paper"), by=by, at=at)
        settle(paper, judge, submission, by=by, at=at)
    return paper


def open_for_paper(judge, submission, *, by, at):
    """Return seat and submission, or refuse this hand or this pair."""
    if judge.user_id == by.pk:
        raise ValidationError(
            _("Nobody keys in their own paper: score on screen instead."),
            code="own_sheet",
        )
    seats = Judge.objects.live().filter(round=judge.round_id, user=by, scores=True)
    if seats.exists():
        raise ValidationError(
            _("Who scores on this panel does not key in the papers of others."),
            code="has_seat",
        )
    try:
        return open_pair(judge, submission, at=at)
    except ValidationError as refusal:
        code = getattr(refusal, "code", "")
        if code in REFUSED:
            raise ValidationError(REFUSED[code], code=code) from refusal
        raise


def must_be_untouched(judge, submission):
    """Refuse a pair that the judge scores on screen, or is excused from: `begun`."""
    sheet = (
        Scoresheet.objects.select_for_update()
        .filter(judge=judge, submission=submission)
        .first()
    )
    if sheet and not is_untouched(sheet):
        raise ValidationError(
            _(
                "This judge has begun or signed this sheet on screen, or is excused: "
                "paper cannot take its place."
            ),
            code="begun",
        )


def is_untouched(sheet) -> bool:
    """Say whether the judge has done nothing on screen; as a paper left it is nothing.

    So a paper that the chair opened again can be keyed in anew.
    """
    if sheet.state != State.OPEN:
        return False
    given = Q(commented_at__isnull=False) | Q(points__isnull=False) | ~Q(comment="")
    last = (
        PaperSheet.objects.filter(judge=sheet.judge_id, submission=sheet.submission_id)
        .exclude(settled_at=None)
        .order_by("settled_at")
        .last()
    )
    if last is None:
        return not sheet.comment and not sheet.scores.filter(given).exists()
    keyed = Q(given_at=last.settled_at, commented_at=None)
    is_keyed = sheet.commented_at in (None, last.settled_at)
    return is_keyed and not sheet.scores.exclude(keyed).exists()


def hundredths_of(points, rulebook) -> dict[str, int]:
    """Return every criterion's mark in hundredths; refuse by criterion."""
    given = {code: Given(points=text) for code, text in points.items() if text != ""}
    marks = checked(given, rulebook)
    missing = {
        row.code: ValidationError(_("Key in this mark."), code="incomplete")
        for row in rulebook.rows
        if row.code not in marks
    }
    if missing:
        raise ValidationError(missing)
    return {code: held["points"] for code, (_row, held) in marks.items()}


def paper_for(judge, submission, *, at) -> PaperSheet:
    """Return the paper that is being keyed in, held; begin one where there is none."""
    paper, _is_new = PaperSheet.objects.select_for_update().get_or_create(
        judge=judge,
        submission=submission,
        settled_at=None,
        defaults={"version": submission.accepted_version, "begun_at": at},
    )
    return paper


def last_keys(paper) -> list[PaperKeying]:
    """Return the last reading of each person, in the order in which they began."""
    keys = {}
    for keying in paper.keyings.all():
        keys[keying.by_id] = keying
    return list(keys.values())


def agreed(keys) -> list[PaperKeying]:
    """Return the first two readings that are the same, or nothing."""
    for number, one in enumerate(keys):
        for two in keys[number + 1 :]:
            if one.points == two.points and words_of(one) == words_of(two):
                return [one, two]
    return []


def words_of(keying) -> list[str]:
    """Return a comment as it is compared: how its words are spaced is nobody's hand."""
    return unicodedata.normalize("NFC", keying.comment).split()


def settle(paper, judge, submission, *, by, at):
    """Sign the judge's sheet by what two people read, once the scan is there."""
    both = agreed(last_keys(paper))
    if not both or not paper.scan_id:
        return
    paper.first_by, paper.second_by = (keying.by for keying in both)
    paper.settled_at = at
    paper.save(update_fields=["first_by", "second_by", "settled_at"])
    if judge.round.rules_frozen_at is None:
        judge.round = freeze_rules(judge.round, at=at)
    if submission.marked_at is None:
        record_marked(submission, at=at)
    sheet = signed_sheet(paper, both, judge, submission, by=by, at=at)
    names = {"keyed": [None, paper.keyed_by], "entry": [None, submission.number]}
    record(judge, gettext_noop("Took a sheet from paper"), by=by, at=at, changes=names)
    notify(
        [judge.user],
        key=f"paper-{paper.pk}",
        message=gettext_noop(
            "Your paper sheet for %(number)s was keyed in by %(names)s and counts as "
            "signed. Look it over; the chair can open it again."
        ),
        params={"number": submission.number, "names": paper.keyed_by},
        url=reverse("judging:sheet", args=[submission.pk]),
        at=at,
    )
    return sheet


def signed_sheet(paper, both, judge, submission, *, by, at) -> Scoresheet:
    rulebook = Rulebook.of(rules_of(judge.round))
    sheet, _is_new = Scoresheet.objects.get_or_create(
        judge=judge,
        submission=submission,
        defaults={"version": submission.accepted_version, "created_at": at},
    )
    sheet.version = submission.accepted_version
    sheet.comment, sheet.commented_at = both[0].comment, at
    sheet.save(update_fields=["version", "comment", "commented_at"])
    sheet.scores.all().delete()
    Score.objects.bulk_create(
        Score(
            sheet=sheet,
            criterion=row.code,
            points=both[0].points[row.code],
            full=row.full,
            given_at=at,
        )
        for row in rulebook.rows
    )
    return move(
        sheet,
        State.SIGNED,
        allowed=TRANSITIONS,
        by=by,
        act=gettext_noop("Signed from paper"),
        at=at,
        signed_at=at,
        paper=paper,
    )
