"""Whether a panel's progress changed: sums that change when it does, in one query."""

from datetime import datetime

from django.db.models import Case, Count, F, Sum, Value, When

from judging.doors import in_judging
from judging.models import Conflict, Judge, Scoresheet
from judging.workflow import State

# What no sum tells of (a membership, a date, a day that comes) shows after a while.
STALE_SECONDS = 60


def stamp_of_panel(round_, *, at: datetime):
    """Return a value that changes when the progress of a round's panel does."""
    accepted = in_judging([round_], at=at).order_by()
    sheets = Scoresheet.objects.filter(submission__in=accepted.values("pk"))
    seats = Judge.objects.filter(round=round_)
    conflicts = Conflict.objects.filter(judge__round=round_)
    return moment(at), read(
        sums("sheets", sheets, keys_in(State.SIGNED), keys_in(State.EXCUSED)),
        sums("works", accepted, F("pk"), F("pk")),
        sums("seats", seats, key_if(left_at=None), key_if(left_at=None, scores=True)),
        sums("conflicts", conflicts, F("pk"), F("pk")),
    )


def stamp_of_seat(seat: Judge, *, at: datetime):
    """Return a value that changes when what one judge has finished does."""
    accepted = in_judging([seat.round_id], at=at).order_by()
    sheets = Scoresheet.objects.filter(judge=seat)
    return moment(at), read(
        sums("sheets", sheets, keys_in(State.SIGNED), keys_in(State.EXCUSED)),
        sums("works", accepted, F("pk"), F("pk")),
        sums("conflicts", Conflict.objects.filter(judge=seat), F("pk"), F("pk")),
    )


def moment(at: datetime) -> int:
    return int(at.timestamp()) // STALE_SECONDS


def keys_in(state):
    return key_if(state=state)


def key_if(**condition):
    return Case(When(**condition, then=F("pk")), default=0)


def sums(name, rows, one, other):
    """Return how many rows there are, and two sums of their keys, as one row."""
    return (
        rows.order_by()
        .values(of=Value(name))
        .annotate(n=Count("pk"), one=Sum(one), other=Sum(other))
        .values_list("of", "n", "one", "other")
    )


def read(first, *others):
    return sorted(first.union(*others, all=True))
