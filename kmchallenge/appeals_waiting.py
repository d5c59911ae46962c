"""Appeals that wait for an answer, as lines of 'my work'."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from kmchallenge.desk import Task, by_deadline, name_of
from offices.querysets import run_by
from results.models import Appeal
from results.workflow import AppealState


def appeal_tasks(user):
    """Return the open appeals in the rounds that a person runs or chairs; one query."""
    chaired = Q(
        result__round__judges__user=user,
        result__round__judges__capacity="chair",
        result__round__judges__left_at=None,
    )
    theirs = Appeal.objects.filter(run_by(user, "result__round__office") | chaired)
    waiting = Appeal.objects.for_list().filter(
        pk__in=theirs.values("pk"), state=AppealState.FILED
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
