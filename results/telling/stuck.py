"""Tell whoever looks after an office that nobody there may approve a sealed result."""

from django.urls import reverse
from django.utils.translation import gettext_noop

from offices.notices import notify
from results.telling.whom import key_of, names_of, who_look_after


def tell_stuck(result, *, at):
    """Tell the staff of the offices above, and the administrators, to appoint one."""
    office = result.round.office
    notify(
        who_look_after(office.codes[:-1]).exclude(pk=result.sealed_by_id),
        key=f"{key_of(result)}-stuck",
        message=gettext_noop(
            "%(category)s, %(office)s: the result is sealed, and nobody else there may "
            "approve it. Appoint a colleague as staff of that office."
        ),
        params=names_of(result.round),
        url=f"{reverse('offices:invite')}?office={office.code}",
        at=at,
    )
