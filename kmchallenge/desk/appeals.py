"""Appeals that wait for an answer, as lines of 'my work'."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from judging.permissions import seats_held_by
from kmchallenge.desk.task import Task, by_deadline, name_of
from offices.querysets import run_by
from offices.roles import Role, offices_of
from results.models import Appeal
from results.workflow import AppealState


def appeal_tasks(user):
    """Return the open appeals in the rounds that a person runs or chairs.

    One query, none for who does neither.
    """
    chaired = [seat.round_id for seat in seats_held_by(user) if seat.is_chair]
    if not chaired and not offices_of(user, Role.STAFF):
        return []
    waiting = Appeal.objects.for_list().filter(
        run_by(user, "result__round__office") | Q(result__round__in=chaired),
        state=AppealState.FILED,
    )
    return by_deadline(
        Task(
            _("Answer the appeal of %(office)s") % {"office": appeal.office.title},
            name_of(appeal.result.round),
            reverse("results:appeal", args=[appeal.pk]),
            is_sample=appeal.result.round.stage.category.season.is_sample,
        )
        for appeal in waiting.exclude(filed_by=user)
    )
