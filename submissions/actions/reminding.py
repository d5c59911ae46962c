"""The staff remind offices that have not entered."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from audit.record import record
from contests.phases import phase_of
from offices.notices import notify
from submissions.actions.holding import held_round
from submissions.actions.telling import contact_of
from submissions.models import Reminder
from submissions.screening import Reach, reach_of, today
from submissions.ways_in import refuse_ended

MESSAGE = gettext_noop(
    "Your office has not entered %(round)s yet. It can hand in until %(until)s."
)
REMINDED = gettext_noop("Reminded offices that have not entered")


@transaction.atomic
def remind_offices(round_, codes, *, by, at=None) -> list[Reach]:
    """Remind the offices of these codes; return what came of each.

    Each once a day, and only who can still hand in: the others have `why_not`. Costs
    the same few queries for any number of offices that have the same time left.
    """
    at = at or timezone.now()
    round_ = held_round(round_)
    refuse_ended(phase_of(round_, at=at))
    reached = reach_of(round_, codes, at=at)
    due = [each for each in reached if not each.why_not]
    day = today(at)
    Reminder.objects.bulk_create(
        Reminder(round=round_, office=each.office, day=day, sent_by=by, sent_at=at)
        for each in due
    )
    by_moment = {}
    for each in due:
        by_moment.setdefault(each.until, []).extend(each.people)
    category, office = round_.stage.category, round_.office
    for until, people in by_moment.items():
        notify(
            people,
            key=f"not-entered-{round_.pk}-{day:%Y%m%d}-{until:%Y%m%d%H%M}",
            message=MESSAGE,
            params={
                "round": {
                    "th": f"{category.name_th} · {office.title_th}",
                    "en": f"{category.name_en} · {office.title_en}",
                },
                "until": until,
            },
            url=reverse("submissions:entries"),
            at=at,
            contact=contact_of(round_),
        )
    if due:
        codes = [each.office.code for each in due]
        record(round_, REMINDED, by=by, at=at, changes={"offices": [[], codes]})
    return reached
