"""Which offices have not entered a round that is theirs, and whom a reminder reaches;
and what the staff have checked in a version.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from contests.entry_form import label_of
from contests.ladder import offices_entering
from contests.phases import Phase, phase_of
from contests.screening_lists import CHECKLIST, lines_of
from offices.models import Membership, Office, User
from offices.roles import Role
from submissions.models import LateDoor, Reminder, Submission, Tick
from submissions.workflow import State
from ui.thai import in_bangkok


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


# Reminding ------------------------------------------------------------------------


@dataclass(frozen=True)
class Reach:
    """An office that has not entered: whom a reminder reaches, or `why_not`.

    `until` is the moment until which it can hand in.
    """

    office: Office
    people: list[User] = field(default_factory=list)
    until: datetime | None = None
    why_not: str = ""


def reach_of(round_, codes, *, at) -> list[Reach]:
    """Return what a reminder would do at each office without an entry, in their order.

    Only those of `codes`, or all where it is empty. Seven queries.
    """
    offices = offices_without_entry(round_, at=at)
    if codes:
        offices = [office for office in offices if office.code in codes]
    is_open = phase_of(round_, at=at) == Phase.OPEN
    reminded = set(
        Reminder.objects.filter(round=round_, day=today(at)).values_list(
            "office", flat=True
        )
    )
    officers = officers_of(offices)
    return [
        reach(
            office,
            officers.get(office.pk, []),
            later(is_open and round_.closes_at, office.door_until),
            office.pk in reminded,
        )
        for office in offices
    ]


def later(*moments):
    """Return the last of the moments that there are, or None."""
    return max(filter(None, moments), default=None)


def reach(office, people, until, is_reminded) -> Reach:
    if until is None:
        why_not = _("It cannot hand in now: open the late door for it first.")
    elif is_reminded:
        why_not = _("It was reminded today already.")
    elif not people:
        why_not = _("Nobody there has an account that could be told.")
    else:
        why_not = ""
    return Reach(office, people, until, why_not)


def officers_of(offices) -> dict[int, list[User]]:
    """Return the active officers of each office, by the office's key. One query."""
    live = Membership.objects.live().filter(
        office__in=offices, role=Role.OFFICER, user__is_active=True
    )
    found = {}
    for membership in live.select_related("user").order_by("user__sort_key"):
        found.setdefault(membership.office_id, []).append(membership.user)
    return found


def today(at) -> date:
    """Return the day in Bangkok, which is what "once a day" means."""
    return in_bangkok(at).date()


# The checklist --------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A line of a checklist, and who ticked it when, if anybody did."""

    key: str
    label: str
    tick: Tick | None


def checklist_of(round_, version) -> list[Line]:
    """Return the category's checklist as it stands for a version. One query."""
    lines = lines_of(round_.stage.category, CHECKLIST)
    ticks = version.ticks.select_related("ticked_by") if lines else []
    by_item = {each.item: each for each in ticks}
    return [
        Line(line["key"], label_of(line), by_item.get(line["key"])) for line in lines
    ]


def unticked(round_, versions) -> dict[tuple[int, int], list[str]]:
    """Return the lines not ticked, by (submission, version's number). One query."""
    lines = lines_of(round_.stage.category, CHECKLIST)
    ticked = set()
    if lines:
        ticks = Tick.objects.filter(version__submission__in=[pk for pk, _n in versions])
        ticked = set(
            ticks.values_list("version__submission", "version__number", "item")
        )
    return {
        (pk, number): [
            label_of(line) for line in lines if (pk, number, line["key"]) not in ticked
        ]
        for pk, number in versions
    }
