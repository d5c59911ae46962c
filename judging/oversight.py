"""What staff and chair see of the sheets of others: how far they are, never a mark."""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.models import Event
from contests.rules import is_blind
from judging.actions.answering import LIFTED, STATED
from judging.actions.conflicts import DECLARED, TAKEN_BACK
from judging.actions.marking import SIGNED
from judging.conflicts import Bar, bars_among, entrant_of
from judging.doors import in_judging
from judging.dues import assigned_in
from judging.models import Conflict, Judge, Scoresheet
from judging.progress import Progress
from judging.workflow import State
from offices.models import Membership
from offices.roles import OVERSEERS
from submissions.models import Submission

# What a history says of conflicts, with whom and why.
OF_CONFLICTS = (STATED, LIFTED, DECLARED, TAKEN_BACK)
# Of a panel's history, on its page.
MOST_EVENTS = 50


@dataclass(frozen=True, slots=True)
class SeatSheet:
    """An entry before a judge; `sheet` and `conflict` are keys, to act on them."""

    submission: Submission
    state: str
    sheet: int | None
    excused_reason: str
    # Whose keys, where it came from paper.
    keyed_by: str
    bar: Bar | None
    is_assigned: bool
    conflict: int | None
    conflict_reason: str

    @property
    def is_signed(self):
        return self.state == State.SIGNED

    @property
    def is_excused(self):
        return self.state == State.EXCUSED

    @property
    def is_begun(self):
        return self.state == State.OPEN


def seat_sheets(seat: Judge, *, at) -> list[SeatSheet]:
    """Return a line for every accepted entry of a seat's round.

    Four queries, and one where the round assigns who scores what.
    """
    works = list(
        in_judging([seat.round], at=at)
        .select_related("entry__office", "accepted_version")
        .defer("accepted_version__content")
        .order_by("serial")
    )
    bars = bars_among([seat], map(entrant_of, works), at=at)
    sheets = {
        sheet.submission_id: sheet
        for sheet in Scoresheet.objects.filter(judge=seat)
        .select_related("paper__first_by", "paper__second_by")
        .defer("comment")
    }
    assigned = assigned_in([seat.round]).get(seat.round_id)
    conflicts = Conflict.objects.filter(judge=seat)
    declared = {conflict.submission_id: conflict for conflict in conflicts}
    rows = []
    for work in works:
        sheet, conflict = sheets.get(work.pk), declared.get(work.pk)
        rows.append(
            SeatSheet(
                submission=work,
                state=sheet.state if sheet else "",
                sheet=sheet.pk if sheet else None,
                excused_reason=sheet.excused_reason if sheet else "",
                keyed_by=sheet.paper.keyed_by if sheet and sheet.paper else "",
                bar=bars.get((seat.pk, work.pk)),
                is_assigned=assigned is None or work.pk in assigned.get(seat.pk, ()),
                conflict=conflict.pk if conflict else None,
                conflict_reason=conflict.reason if conflict else "",
            )
        )
    return rows


def barred_works(progress: Progress) -> list[tuple[Judge, Submission, Bar]]:
    """Return who may not score what on a panel, with names. One query, if any."""
    seats = {seat.pk: seat for seat in progress.seats if seat.left_at is None}
    pairs = {
        pair: bar
        for pair, bar in progress.bars.items()
        if pair[0] in seats and bar.is_conflict
    }
    if not pairs:
        return []
    works = {
        work.pk: work
        for work in Submission.objects.filter(
            pk__in={submission for _, submission in pairs}
        ).select_related("entry__office")
    }
    found = [(seats[seat], works[work], bar) for (seat, work), bar in pairs.items()]
    return sorted(found, key=lambda each: (each[1].serial, each[0].pk))


def seats_that_see(round_, seats: Iterable[Judge]) -> list[Judge]:
    """Return who gives marks without names, and could read the names as staff.

    One query, where the round is judged without names.
    """
    scoring = [seat for seat in seats if seat.scores and seat.left_at is None]
    if not is_blind(round_) or not scoring:
        return []
    staff = Membership.objects.live().filter(
        user__in=[seat.user_id for seat in scoring],
        office__code__in=round_.office.codes,
        role__in=OVERSEERS,
    )
    see = set(staff.values_list("user", flat=True))
    return [seat for seat in scoring if seat.user_id in see]


def history_of(
    seats: Iterable[Judge], *, names: bool, hides: bool = False
) -> list[Event]:
    """Return what happened to seats, each with what it was about as its `thing`.

    An entry, whom a conflict is with, or who took whose place.

    With `names` it says whose seat it was, too, and leaves out the signatures, which
    are many: each judge's own page has them. Where names are hidden (`hides`) it
    says of conflicts neither with whom nor why.
    """
    people = {seat.pk: seat.user.get_full_name() for seat in seats}
    if not people:
        return []
    events = Event.objects.about(*seats)
    if names:
        events = events.exclude(act=SIGNED)[:MOST_EVENTS]
    events = list(events)
    for event in events:
        if hides and event.act in OF_CONFLICTS:
            event.thing = people[event.object_id] if names else ""
            event.reason = ""
            continue
        if replaced := event.changes.get("judge"):
            event.thing = " → ".join(replaced)
            continue
        whose = people[event.object_id] if names else ""
        about = event.changes.get("entry") or event.changes.get("with") or ()
        about = next(filter(None, about), "")
        event.thing = " · ".join(filter(None, (whose, about)))
    return events
