"""Staff or chair remind judges of the sheets they have left."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record, record_many
from contests.phases import Phase, phase_of
from judging.actions.holding import held_round
from judging.models import Judge
from judging.progress import progress_of
from judging.reminding import Reach, reach_of
from offices.notices import notify
from submissions.actions.telling import contact_of

DUE = gettext_noop("You have sheets to sign in %(round)s. Judging is due on %(due)s.")
LATE = gettext_noop(
    "You have sheets to sign in %(round)s. Judging was due on %(due)s; the result "
    "waits for you."
)
REMINDED = gettext_noop("Reminded judges of their sheets")
WAS_REMINDED = gettext_noop("Was reminded of sheets that are left")


@transaction.atomic
def remind_judges(round_, keys, *, by, at=None) -> list[Reach]:
    """Remind the judges of these seats who have sheets left; return what came of each.

    Nobody twice within an hour: those have `why_not`. The round is held, so that of two
    people at once one reminds. Code `not_judging`.
    """
    at = at or timezone.now()
    round_ = held_round(round_)
    if phase_of(round_, at=at) != Phase.JUDGING:
        raise ValidationError(
            _("Judges are reminded while the round is in judging."), code="not_judging"
        )
    reached = reach_of(progress_of(round_, at=at), keys, at=at)
    seats = [each.seat.judge for each in reached if not each.why_not]
    if not seats:
        return reached
    Judge.objects.filter(pk__in=[seat.pk for seat in seats]).update(reminded_at=at)
    category, office = round_.stage.category, round_.office
    notify(
        [seat.user for seat in seats],
        key=f"sheets-left-{round_.pk}-{at:%Y%m%d%H%M%S}",
        message=LATE if round_.judging_due_at < at else DUE,
        params={
            "round": {
                "th": f"{category.name_th} · {office.title_th}",
                "en": f"{category.name_en} · {office.title_en}",
            },
            "due": round_.judging_due_at,
        },
        url=reverse("judging:entries", args=[round_.pk]),
        at=at,
        contact=contact_of(round_),
    )
    names = [seat.user.get_full_name() for seat in seats]
    record(round_, REMINDED, by=by, at=at, changes={"judges": [[], names]})
    record_many(seats, WAS_REMINDED, by=by, at=at)
    return reached
