"""Tell both sides of an appeal: who answers it, and the office that filed it."""

from django.urls import reverse
from django.utils.translation import gettext_noop

from offices.models import User
from offices.notices import notify
from offices.roles import Role
from offices.sentences import titles_of
from results.telling.whom import names_of, sealers_of, staff_of
from results.workflow import AppealState

ANSWERS = {
    AppealState.GRANTED: gettext_noop(
        "The appeal of %(entrant)s against the result of %(category)s, %(office)s, is "
        "granted: the result is withdrawn. Reason: %(reason)s"
    ),
    AppealState.REJECTED: gettext_noop(
        "The appeal of %(entrant)s against the result of %(category)s, %(office)s, is "
        "rejected. Reason: %(reason)s"
    ),
    AppealState.LAPSED: gettext_noop(
        "The result of %(category)s, %(office)s, was withdrawn, so the appeal of "
        "%(entrant)s is closed. A new result can be appealed against."
    ),
}


def tell_filed(appeal, *, at):
    """Tell the round's staff and its chair that an appeal waits for them."""
    round_ = appeal.result.round
    committee = {*staff_of(round_), *sealers_of(appeal.result)}
    news = [
        (
            committee,
            "filed",
            gettext_noop(
                "%(entrant)s appeals against the result of %(category)s, %(office)s. "
                "Read its reason and answer it."
            ),
        ),
        (
            [person for person in officers_of(appeal) if person not in committee],
            "received",
            gettext_noop(
                "The appeal of %(entrant)s against the result of %(category)s, "
                "%(office)s, was received."
            ),
        ),
    ]
    for people, key, message in news:
        notify(
            people,
            key=f"appeal-{appeal.pk}-{key}",
            message=message,
            params=params_of(appeal),
            url=url_of(appeal),
            at=at,
        )


def tell_answered(appeal, *, at):
    """Tell the officers of the office what became of its appeal."""
    notify(
        officers_of(appeal),
        key=f"appeal-{appeal.pk}-{appeal.state}",
        message=ANSWERS[appeal.state],
        params=params_of(appeal) | {"reason": appeal.answer},
        url=url_of(appeal),
        at=at,
    )


def officers_of(appeal):
    return User.objects.holding(Role.OFFICER, appeal.office)


def params_of(appeal):
    return {**names_of(appeal.result.round), "entrant": titles_of(appeal.office)}


def url_of(appeal):
    return reverse("results:appeal", args=[appeal.pk])
