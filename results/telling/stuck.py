"""Tell whoever looks after an office that nobody there may approve a sealed result."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_noop

from offices.models import User
from offices.notices import notify
from offices.roles import Role
from results.telling.whom import key_of, names_of


def tell_stuck(result, *, at):
    """Tell the staff of the offices above, and the administrators, to appoint one."""
    office = result.round.office
    live = Q(memberships__ended_at__isnull=True)
    above = Q(
        memberships__office__code__in=office.codes[:-1], memberships__role=Role.STAFF
    )
    administrators = Q(memberships__role=Role.ADMINISTRATOR)
    notify(
        User.objects.filter(live, above | administrators)
        .exclude(pk=result.sealed_by_id)
        .distinct(),
        key=f"{key_of(result)}-stuck",
        message=gettext_noop(
            "%(category)s, %(office)s: the result is sealed, and nobody else there may "
            "approve it. Appoint a colleague as staff of that office."
        ),
        params=names_of(result.round),
        url=f"{reverse('offices:invite')}?office={office.code}",
        at=at,
    )
