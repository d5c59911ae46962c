"""Tell who looks after an office that somebody asks for a name to be taken off."""

from django.urls import reverse
from django.utils.translation import gettext_noop

from offices.notices import notify
from offices.sentences import titles_of
from results.telling.whom import who_look_after


def tell_name_asked(asked, *, at):
    """Tell those who look after the entering office that somebody waits for them."""
    office = asked.entry.office
    notify(
        who_look_after(office.codes),
        key=f"name-request-{asked.pk}",
        message=gettext_noop(
            "Somebody asks to take a name off an entry of %(office)s. Look whether it "
            "is their own, and answer."
        ),
        params={"office": titles_of(office)},
        url=reverse("library:name-request", args=[asked.pk]),
        at=at,
    )
