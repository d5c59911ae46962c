"""What the staff of a round decide about what was handed in."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from contests.ladder import entry_round, round_above
from contests.phases import Phase, phase_of
from offices.sentences import name_of
from submissions.actions.holding import (
    held_round,
    held_submission,
    moved,
    required,
)
from submissions.actions.telling import tell_entrants, tell_officers
from submissions.actions.versions import latest_version
from submissions.models import LateDoor
from submissions.scanning import scan_of
from submissions.ways_in import refuse_ended
from submissions.workflow import State
from submissions.working_days import end_of_working_day

WORKING_DAYS_FOR_A_CORRECTION = 3
RETURNED = gettext_noop("Returned the entry for correction")


@transaction.atomic
def accept(submission, *, by, reason="", version=None, at=None):
    """Let the latest version be judged.

    `version` is the number that the staff looked at: refuse with "stale" where a newer
    one came in. What came after judging began needs a reason, else "no_reason".
    """
    at = at or timezone.now()
    submission = held_undecided(submission, at)
    if submission.state == State.DISQUALIFIED:
        raise ValidationError(
            _("%(number)s is disqualified. Lift that first, with a reason."),
            code="disqualified",
            params={"number": submission.number},
        )
    latest = latest_version(submission)
    if version is not None and version != latest.number:
        raise ValidationError(
            _("%(number)s was handed in again. Look at the new version first."),
            code="stale",
            params={"number": submission.number},
        )
    refuse_unscanned(submission, latest)
    if submission.handed_in_at >= submission.round.judging_opens_at:
        reason = required(reason)
    submission = moved(
        submission,
        State.ACCEPTED,
        by=by,
        act=gettext_noop("Accepted the entry"),
        reason=reason,
        at=at,
        accepted_version=latest,
        state_reason="",
    )
    tell_entrants(
        submission,
        gettext_noop("“%(title)s” (%(number)s) was accepted for judging."),
        act="accepted",
        at=at,
    )
    return submission


def refuse_unscanned(submission, version):
    """Refuse, with "unscanned" or "virus", files that judges should not open."""
    scan = scan_of(version.content)
    if scan.infected:
        raise ValidationError(
            _(
                "%(number)s holds a file with a virus (%(names)s). Return it for "
                "correction."
            ),
            code="virus",
            params={"number": submission.number, "names": ", ".join(scan.infected)},
        )
    if scan.waiting:
        raise ValidationError(
            _(
                "The files of %(number)s wait for the virus scanner. Try again in a "
                "few minutes."
            ),
            code="unscanned",
            params={"number": submission.number},
        )


@transaction.atomic
def return_for_correction(submission, *, by, reason, until=None, at=None):
    """Send the entry back; it may be handed in again until `until`, also after closing.

    Without `until`, three working days. Refuse with "marked" what a judge has marked.
    """
    at = at or timezone.now()
    reason = required(reason)
    until = until or end_of_working_day(at, WORKING_DAYS_FOR_A_CORRECTION)
    refuse_past(until, at)
    submission = held_undecided(submission, at)
    if submission.marked_at:
        raise ValidationError(
            _("A judge has marked this entry already; it is not sent back any more."),
            code="marked",
        )
    submission = moved(
        submission,
        State.RETURNED,
        by=by,
        act=RETURNED,
        reason=reason,
        at=at,
        open_until=until,
        state_reason=reason,
        accepted_version=None,
    )
    tell_entrants(
        submission,
        gettext_noop(
            "“%(title)s” (%(number)s) was returned for correction. Hand it in again by "
            "%(until)s. Reason: %(reason)s"
        ),
        act="returned",
        at=at,
        until=until,
        reason=reason,
    )
    return submission


@transaction.atomic
def disqualify(submission, *, by, reason, at=None):
    """Take the entry out of the contest."""
    at = at or timezone.now()
    reason = required(reason)
    submission = moved(
        held_undecided(submission, at),
        State.DISQUALIFIED,
        by=by,
        act=gettext_noop("Disqualified the entry"),
        reason=reason,
        at=at,
        state_reason=reason,
    )
    tell_entrants(
        submission,
        gettext_noop("“%(title)s” (%(number)s) was disqualified. Reason: %(reason)s"),
        act="disqualified",
        at=at,
        reason=reason,
    )
    return submission


@transaction.atomic
def reinstate(submission, *, by, reason, at=None):
    """Lift a disqualification: the version that was accepted, or the latest, counts."""
    at = at or timezone.now()
    reason = required(reason)
    submission = held_undecided(submission, at)
    if submission.state != State.DISQUALIFIED:
        raise ValidationError(
            _("This entry is not disqualified."), code="not_disqualified"
        )
    submission = moved(
        submission,
        State.ACCEPTED,
        by=by,
        act=gettext_noop("Lifted the disqualification"),
        reason=reason,
        at=at,
        accepted_version=submission.accepted_version or latest_version(submission),
        state_reason="",
    )
    tell_entrants(
        submission,
        gettext_noop(
            "The disqualification of “%(title)s” (%(number)s) was lifted; it is "
            "accepted for judging."
        ),
        act="reinstated",
        at=at,
    )
    return submission


def held_undecided(submission, at):
    """Return the submission, held; refuse where the round's result is sealed."""
    submission = held_submission(submission)
    refuse_ended(phase_of(submission.round, at=at))
    return submission


def refuse_past(until, at):
    if until <= at:
        raise ValidationError(
            {"until": ValidationError(_("Give a moment in the future."), code="past")}
        )


@transaction.atomic
def open_late_door(round_, office, *, until, by, reason, at=None):
    """Let `office` hand in to a closed round, or to one above its own, until `until`.

    Refuse with "past", "no_reason", "not_of_this_round" or "still_open".
    """
    at = at or timezone.now()
    reason = required(reason)
    refuse_past(until, at)
    round_ = held_round(round_)
    category = round_.stage.category
    phase = phase_of(round_, at=at)
    refuse_ended(phase)
    own = entry_round(category, office)
    if not leads_to(own, round_):
        raise ValidationError(
            {
                "office": ValidationError(
                    _("This office does not enter this round."),
                    code="not_of_this_round",
                )
            }
        )
    if own == round_ and phase in (Phase.UPCOMING, Phase.OPEN):
        raise ValidationError(
            _("The round is not closed yet: the office needs no late door."),
            code="still_open",
        )
    door = LateDoor.objects.create(
        round=round_,
        office=office,
        open_until=until,
        reason=reason,
        opened_by=by,
        opened_at=at,
    )
    record(
        round_,
        gettext_noop("Opened the late door for an office"),
        by=by,
        reason=reason,
        at=at,
        changes={"office": ["", office.code], "open_until": [None, until]},
    )
    tell_officers(
        office,
        gettext_noop(
            "The late door of %(category)s is open to your office until %(until)s. "
            "Reason: %(reason)s"
        ),
        key=f"late-door-{door.pk}",
        url=reverse("submissions:late-door-opened", args=[door.pk]),
        at=at,
        category=name_of(category),
        until=until,
        reason=reason,
    )
    return door


def leads_to(round_, target):
    """Say whether winners of `round_` can climb to `target`, or it is the same one."""
    while round_ is not None and round_ != target:
        round_ = round_above(round_)
    return round_ is not None
