"""What the calendar tells people: a round opened, it closes soon, judging is due soon.

Nobody's state changes here; the moments do the work. Run as often as one likes: every
notice has a key, and is told once.
"""

from datetime import timedelta

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_noop

from contests.ladder import entry_rounds
from contests.models import Round, Stage
from contests.phases import Phase, effective
from judging.models import Judge
from judging.progress import own_progress
from judging.workflow import FINISHED
from offices.models import Membership, Notice, Office
from offices.notices import notify
from offices.roles import Role
from submissions.models import Submission
from submissions.querysets import shown_at
from submissions.workflow import State

SOON = timedelta(days=7)
VERY_SOON = timedelta(days=1)


def remind(*, at):
    """Write the notices that are due at `at`; return how many people were told.

    A handful of queries for each stage that has a round open, and a few for each round
    that has somebody to tell.
    """
    officers = sum(remind_stage(stage, at=at) for stage in stages_open(at=at))
    return officers + remind_judges(at=at)


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
        Submission.objects.filter(shown_at(at), round__in=rounds).values_list(
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


# Judges -------------------------------------------------------------------------------

# Before judging is due, to whoever has sheets left; the nearest that fits is told.
DUE_SOON = (
    (
        timedelta(days=1),
        "judging-due-in-a-day",
        gettext_noop(
            "Judging of %(round)s is due within a day, on %(due)s, and you have sheets "
            "to sign."
        ),
    ),
    (
        timedelta(days=3),
        "judging-due-in-three-days",
        gettext_noop(
            "Judging of %(round)s is due within three days, on %(due)s, and you have "
            "sheets to sign."
        ),
    ),
)


def remind_judges(*, at):
    """Tell the judges with sheets left that judging is due soon; return how many.

    Two queries where nobody is left to tell, five more to find who is, and a few for
    each round.
    """
    seats = list(seats_due(at=at))
    keys = {seat.pk: key_of(seat.round, at=at) for seat in seats}
    told = set(
        Notice.objects.filter(key__in={key for key, _message in keys.values()})
        .values_list("key", "user_id")
        .distinct()
    )
    untold = [seat for seat in seats if (keys[seat.pk][0], seat.user_id) not in told]
    people = {}
    for each in own_progress(untold, at=at):
        if each.left:
            people.setdefault(each.judge.round, []).append(each.judge)
    for round_, left in people.items():
        key, message = keys[left[0].pk]
        notify(
            [seat.user for seat in left],
            key=key,
            message=message,
            params={**words_of(round_), "due": round_.judging_due_at},
            url=reverse("judging:entries", args=[round_.pk]),
            at=at,
        )
    return sum(map(len, people.values()))


def seats_due(*, at):
    """Return the scoring seats of rounds that are due soon, unless surely finished.

    Who has as many finished sheets as there are works has nothing left, whatever the
    conflicts; the others are looked at more closely.
    """
    soon = Round.objects.with_phase(at=at).filter(phase=Phase.JUDGING)
    soon = soon.annotate(due=effective("judging_due_at")).filter(
        due__gt=at, due__lte=at + DUE_SOON[-1][0]
    )
    accepted = Submission.objects.filter(
        round=OuterRef("round"), state=State.ACCEPTED
    ).order_by()
    works = accepted.values("round").annotate(n=Count("pk")).values("n")
    finished = Count(
        "sheets",
        filter=Q(sheets__state__in=FINISHED, sheets__submission__state=State.ACCEPTED),
    )
    seats = Judge.objects.live().filter(scores=True, user__is_active=True)
    seats = seats.filter(round__in=soon.values("pk").order_by()).with_round()
    return seats.annotate(finished=finished, works=Subquery(works)).filter(
        works__gt=F("finished")
    )


def key_of(round_, *, at):
    """Return key and message of the news for a round; a new date is news again."""
    due = round_.judging_due_at
    key, message = next(
        (key, message) for span, key, message in DUE_SOON if due - at <= span
    )
    return f"{key}:{round_.pk}-{due:%Y%m%d%H%M}", message
