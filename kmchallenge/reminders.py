"""What the calendar tells people: a round has opened, a round closes soon.

Nobody's state changes here; the moments do the work. Run as often as one likes: every
notice has a key, and is told once.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_noop

from contests.ladder import entry_rounds
from contests.models import Round, Stage
from contests.phases import Phase
from offices.models import Membership, Notice, Office
from offices.notices import notify
from offices.roles import Role
from submissions.models import Submission

SOON = timedelta(days=7)
VERY_SOON = timedelta(days=1)


def remind(*, at):
    """Write the notices that are due at `at`; return how many people were told.

    A handful of queries for each stage that has a round open, and a few for each round
    that has somebody to tell.
    """
    return sum(remind_stage(stage, at=at) for stage in stages_open(at=at))


def stages_open(*, at):
    """Return the stages of which some round takes entries at `at`."""
    open_rounds = Round.objects.with_phase(at=at).filter(phase=Phase.OPEN)
    return Stage.objects.filter(
        pk__in=open_rounds.order_by().values("stage").distinct()
    ).select_related("category__season")


def remind_stage(stage, *, at):
    """Tell the officers of the stage's open rounds what they have not been told yet."""
    rounds = (
        stage.rounds.with_phase(at=at).filter(phase=Phase.OPEN).for_list().in_bulk()
    )
    entrants = entrants_of(stage, rounds)
    officers = officers_by_office()
    handed_in = set(
        Submission.objects.filter(round__in=rounds).values_list(
            "round_id", "entry__office_id"
        )
    )
    due = {}
    for pk, offices in entrants.items():
        round_ = rounds[pk]
        waiting = [o for o in offices if (pk, o.pk) not in handed_in]
        left = round_.closes - at
        due[f"round-opened:{pk}"] = round_, offices, OPENED
        if left <= VERY_SOON:
            due[f"closes-in-a-day:{pk}"] = round_, waiting, CLOSES_IN_A_DAY
        elif left <= SOON:
            due[f"closes-in-a-week:{pk}"] = round_, waiting, CLOSES_IN_A_WEEK
    told = set(
        Notice.objects.filter(key__in=due).values_list("key", "user_id").distinct()
    )
    count = 0
    for key, (round_, offices, message) in due.items():
        people = [
            user
            for office in offices
            for user in officers.get(office.pk, [])
            if (key, user.pk) not in told
        ]
        if people:
            count += len(people)
            notify(
                people,
                key=key,
                message=message,
                params=words_of(round_),
                url=reverse("contests:round", args=[round_.pk]),
                at=at,
            )
    return count


OPENED = gettext_noop("%(round)s is open for entries.")
CLOSES_IN_A_WEEK = gettext_noop(
    "%(round)s closes within seven days, and your office has not handed in yet."
)
CLOSES_IN_A_DAY = gettext_noop(
    "%(round)s closes within a day, and your office has not handed in yet."
)


def words_of(round_):
    """Return the params of a notice about a round, in both languages."""
    category, office = round_.stage.category, round_.office
    return {
        "round": {
            "th": f"{category.name_th} · {office.title_th}",
            "en": f"{category.name_en} · {office.title_en}",
        }
    }


def entrants_of(stage, rounds):
    """Return the offices that enter each round themselves, by the round's key."""
    offices = {office.pk: office for office in Office.objects.filter(is_active=True)}
    entrants = {}
    entered = entry_rounds([stage.category], offices.values())
    for (_category, office), round_ in entered.items():
        if round_.pk in rounds:
            entrants.setdefault(round_.pk, []).append(offices[office])
    return entrants


def officers_by_office():
    """Return the active officers of every office, by the office's key."""
    memberships = Membership.objects.live().filter(
        role=Role.OFFICER, user__is_active=True
    )
    officers = {}
    for membership in memberships.select_related("user"):
        officers.setdefault(membership.office_id, []).append(membership.user)
    return officers
