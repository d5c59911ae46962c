"""The third act: publish, advance in the same transaction; and take it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record_many
from contests.actions import record_published, record_unpublished
from offices.letterheads import head_of
from results import telling
from results.actions.advancing import send_up, take_back_what_went_up
from results.actions.lapsing import close_appeals
from results.actions.shelving import reshelve
from results.actions.storing import embargo_of, held_result, move_on, refuse_blocked
from results.acts import PUBLISHED
from results.outlook import outlook_of
from results.readiness import what_blocks_publication
from results.workflow import State
from submissions.actions import record_awards
from submissions.actions.holding import required
from submissions.models import Submission
from submissions.querysets import shown_at
from submissions.workflow import State as SubmissionState
from ui.language import page_language
from ui.thai import full_moment


@transaction.atomic
def publish(result, *, by, public_from=None, at=None):
    """Publish an approved result, and send up who advances (rule 7).

    Until `public_from` nobody but the staff of the round's office sees any of it. Of
    two people who publish at once, one is refused. Codes: "embargo", "not_ready".
    """
    at = at or timezone.now()
    public_from = public_from or at
    result = held_result(result)
    outlook = outlook_of(result, at=at)
    refuse_blocked(what_blocks_publication(result, outlook), code="not_ready")
    embargo = public_from if public_from > at else None
    refuse_embargo(public_from, outlook, at=at)
    result = move_on(
        result,
        State.PUBLISHED,
        by=by,
        act=PUBLISHED,
        at=at,
        shown_from=embargo,
        published_at=at,
        published_by=by,
        public_from=public_from,
        letterhead=head_of(result.round.office).as_json(),
    )
    record_published(result.round, at=at, public_from=public_from)
    for placing in outlook.going_up:
        send_up(placing, outlook.above, by=by, at=at, visible_from=embargo)
    awards = {each.submission_id: each.award for each in outlook.placings}
    sent = {placing.submission_id for placing in outlook.going_up}
    record_awards(awards, advanced=sent, at=at)
    record_many(
        [placing.submission for placing in outlook.placings],
        gettext_noop("Published the result of its round"),
        by=by,
        at=at,
        shown_from=embargo,
    )
    reshelve(placing.submission.entry_id for placing in outlook.placings)
    telling.tell_published(result, outlook, at=at)
    return result


def refuse_embargo(public_from, outlook, *, at):
    """Refuse a moment that has passed, or that keeps the winner out of the next round.

    The staff above cannot accept what they do not see, so that round would be judged
    without it. And what they saw withdrawn there cannot come back unseen: it would
    vanish from their list, which tells of the embargo.
    """
    if public_from < at:
        sentence = _(
            "This moment has passed. Give one in the future, or none to publish at "
            "once."
        )
    elif (
        outlook.way == "up"
        and outlook.going_up
        and public_from > outlook.above.judging_opens_at
    ):
        sentence = _(
            "The round of %(office)s begins to judge on %(moment)s and would not see "
            "who goes up before. Give an earlier moment."
        ) % {
            "office": outlook.above.office.title,
            "moment": full_moment(outlook.above.judging_opens_at, page_language()),
        }
    elif public_from > at and (known := seen_withdrawn_above(outlook, at=at)):
        sentence = _(
            "%(number)s was in the round of %(office)s before, and its staff would see "
            "it come back. Publish at once."
        ) % {"number": known.number, "office": outlook.above.office.title}
    else:
        return
    raise ValidationError({"public_from": ValidationError(sentence, code="embargo")})


def seen_withdrawn_above(outlook, *, at):
    """Return an entry going up that the round above shows as withdrawn, or None."""
    entries = [placing.submission.entry_id for placing in outlook.going_up]
    return Submission.objects.filter(
        shown_at(at),
        round=outlook.above,
        entry__in=entries,
        state=SubmissionState.WITHDRAWN,
    ).first()


@transaction.atomic
def withdraw(result, *, by, reason, at=None):
    """Take a publication back, with a reason that stays visible (rule 6).

    What advanced comes back only while the round above has not begun to score; else its
    staff are told and decide.
    """
    at = at or timezone.now()
    reason = required(reason)
    result = held_result(result)
    shown_from = embargo_of(result, at=at)
    act = gettext_noop("Withdrew the publication")
    result = move_on(
        result,
        State.WITHDRAWN,
        by=by,
        act=act,
        reason=reason,
        at=at,
        shown_from=shown_from,
        state_reason=reason,
        undone_at=at,
    )
    record_unpublished(result.round)
    placed = Submission.objects.filter(placings__result=result).only("pk")
    record_awards(dict.fromkeys([each.pk for each in placed], ""))
    record_many(
        placed,
        gettext_noop("Withdrew the result of its round"),
        by=by,
        reason=reason,
        at=at,
        shown_from=shown_from,
    )
    close_appeals(result, by=by, at=at)
    reshelve(placed.values_list("entry", flat=True))
    taken, left = take_back_what_went_up(result, by=by, reason=reason, at=at)
    if result.past_import_id:
        telling.tell_past_withdrawn(result, reason=reason, at=at)
    else:
        telling.tell_withdrawn(result, taken=taken, left=left, reason=reason, at=at)
    return result
