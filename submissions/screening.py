"""Which offices have not entered a round that is theirs to enter."""

from contests.ladder import offices_entering
from submissions.models import LateDoor, Submission
from submissions.workflow import State


def offices_without_entry(round_, *, at):
    """Return the offices that enter here and are not in, with their open late door.

    Each has `door_until`, or None. What was withdrawn is not in. Four queries.
    """
    inside = (
        Submission.objects.filter(round=round_)
        .exclude(state=State.WITHDRAWN)
        .values("entry__office")
    )
    doors = LateDoor.objects.open_at(at).filter(round=round_).order_by("open_until")
    until = dict(doors.values_list("office", "open_until"))
    offices = offices_entering(round_).exclude(pk__in=inside).order_by("sort_key")
    found = list(offices.select_related("parent"))
    for office in found:
        office.door_until = until.get(office.pk)
    return found
