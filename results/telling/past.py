"""Tell administrators of files of past results, and of what is to be put right."""

from django.urls import reverse
from django.utils.translation import gettext_noop

from offices.models import User
from offices.notices import notify
from offices.roles import Role
from results.telling.whom import key_of, names_of


def tell_brought(past_import, *, at):
    colleagues = User.objects.filter(
        is_active=True,
        memberships__role=Role.ADMINISTRATOR,
        memberships__ended_at__isnull=True,
    ).exclude(pk=past_import.brought_by_id)
    notify(
        colleagues.distinct(),
        key=f"past-import-{past_import.pk}",
        message=gettext_noop(
            "%(who)s uploaded results of %(year)d. Look at them, then confirm them or "
            "drop the file."
        ),
        params={
            "who": past_import.brought_by.get_full_name(),
            "year": past_import.season.year,
        },
        url=past_import.get_absolute_url(),
        at=at,
    )


def tell_past_withdrawn(result, *, reason, at):
    """Tell the two who brought it in; nobody else was told of its publication."""
    notify(
        User.objects.filter(pk__in=(result.sealed_by_id, result.approved_by_id)),
        key=f"{key_of(result)}-withdrawn",
        message=gettext_noop(
            "The past result of %(category)s, %(office)s, was withdrawn. Bring the "
            "right rows of its round in by a new file. Reason: %(reason)s"
        ),
        params={**names_of(result.round), "reason": reason},
        url=reverse(
            "results:past-season", args=[result.round.stage.category.season.year]
        ),
        at=at,
    )
