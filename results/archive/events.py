"""The history of a round as the archive tells it: who did what, when, and why.

Of what changed it says the state alone. The seats of the panel are no part of it: their
history tells of sheets that were not signed and of marks that came too late.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import override

from audit.models import Event

COLUMNS = ("at", "by", "what", "act", "thing", "state", "reason")


@dataclass(frozen=True, slots=True)
class Happening:
    at: datetime
    by: str
    # In Thai, and as it was recorded.
    what: str
    act: str
    # The number of the entry that it happened to, or which result.
    thing: str
    # "sealed → approved"
    state: str
    reason: str


def happenings(round_, results, appeals, submissions, *, at) -> list[Happening]:
    """Return what happened, the oldest first. Two queries.

    The round's staff know of their own embargo; what is recorded on an entry may be of
    the embargo of another round, and is told when that is over.
    """
    names = {("submission", each.pk): each.number for each in submissions}
    names |= {("result", each.pk): f"#{each.number}" for each in results}
    names |= {("appeal", each.pk): each.office.title_th for each in appeals}
    own = Event.objects.about(round_, *results, *appeals, with_embargoed=True)
    events = [*own.select_related("content_type")]
    if submissions:
        theirs = Event.objects.about(*submissions, at=at)
        events += theirs.select_related("content_type")
    events.sort(key=lambda event: (event.at, event.pk))
    with override("th"):
        told = [happening(event, names) for event in events]
    # An act on a result is recorded on its round too, and told once.
    twins = {(each.at, each.act) for each in told if each.thing}
    return [each for each in told if each.thing or (each.at, each.act) not in twins]


def happening(event: Event, names) -> Happening:
    old, new = event.changes.get("state") or ("", "")
    return Happening(
        at=event.at,
        by=str(event.by) if event.by else "ระบบ",
        what=str(event),
        act=event.act,
        thing=names.get((event.content_type.model, event.object_id), ""),
        state=f"{old or '–'} → {new}" if new else "",
        reason=event.reason,
    )
