"""Tell what became of a result: published, sent up, refused, withdrawn."""

from django.urls import reverse
from django.utils.translation import gettext_noop

from offices.notices import notify, take_back
from results.telling.whom import (
    entrant_in_both,
    key_of,
    names_of,
    people_of,
    sealers_of,
    staff_of,
)


def tell_published(result, outlook, *, at):
    """Tell who took part and who judged; and the staff above who comes to them."""
    notify(
        people_of(result),
        key=key_of(result),
        message=gettext_noop("The result of %(category)s, %(office)s, is published."),
        params=names_of(result.round),
        url=reverse("results:result", args=[result.pk]),
        at=at,
        due_at=result.public_from,
    )
    tell_sent_up(
        result, outlook.going_up, outlook.above, late=outlook.way == "late", at=at
    )


def tell_sent_up(result, placings, above, *, late, at):
    """Tell the staff of the round above who comes up to them."""
    message = (
        gettext_noop(
            "%(entrant)s comes up from %(office)s to your round of %(category)s, which "
            "is being judged. Admit it with a reason, or disqualify it."
        )
        if late
        else gettext_noop(
            "%(entrant)s comes up from %(office)s to your round of %(category)s. Check "
            "and accept it."
        )
    )
    staff = list(staff_of(above)) if placings else []
    for placing in placings:
        notify(
            staff,
            key=f"{key_of(result)}-up-{placing.submission_id}",
            message=message,
            params={
                **names_of(result.round),
                "entrant": entrant_in_both(placing.submission.entry),
            },
            url=reverse("submissions:screening", args=[above.pk]),
            at=at,
            due_at=max(at, result.public_from),
        )


def tell_refused(result, *, reason, at):
    """Tell the panel's chair and whoever sealed it that it is judged again."""
    notify(
        sealers_of(result),
        key=f"{key_of(result)}-refused",
        message=gettext_noop(
            "The result of %(category)s, %(office)s, was refused; the round is in "
            "judging again. Reason: %(reason)s"
        ),
        params={**names_of(result.round), "reason": reason},
        url=reverse("results:round", args=[result.round_id]),
        at=at,
    )


def tell_withdrawn(result, *, taken, left, reason, at):
    """Tell those who heard of the publication; who had not heard yet never does."""
    take_back(key_of(result), at=at)
    was_public = result.public_from <= at
    notify(
        people_of(result) if was_public else sealers_of(result),
        key=f"{key_of(result)}-withdrawn",
        message=gettext_noop(
            "The result of %(category)s, %(office)s, was withdrawn; the round is in "
            "judging again. Reason: %(reason)s"
        ),
        params={**names_of(result.round), "reason": reason},
        url=reverse("results:result", args=[result.pk])
        if was_public
        else reverse("results:round", args=[result.round_id]),
        at=at,
    )
    stays = gettext_noop(
        "The result that sent up %(number)s to your round was withdrawn. Your round "
        "has begun to score, so the entry stays: decide about it. Reason: %(reason)s"
    )
    gone = gettext_noop(
        "%(number)s was taken back from your round, since the result that sent it up "
        "was withdrawn. Reason: %(reason)s"
    )
    for submission in (*taken, *left):
        if submission.visible_from and submission.visible_from > at:
            continue
        notify(
            staff_of(submission.round),
            key=f"{key_of(result)}-withdrawn-{submission.pk}",
            message=stays if submission in left else gone,
            params={"number": submission.number, "reason": reason},
            url=reverse("submissions:screening", args=[submission.round_id]),
            at=at,
        )
