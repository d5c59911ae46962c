"""Who scores what: drawn by lot, or everybody everything again.

A draw is worked out before its transaction begins, since on SQLite that would keep
everybody else from writing, and stored only if nothing has changed meanwhile.
"""

import random

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record, stale
from contests.actions import record_assigned
from contests.rules import check_assignable, judges_per_entry, rules_of
from judging.actions.holding import held_round, must_be_open, required
from judging.allotment import problem_of, rest_of
from judging.assignment import Outcome, Problem, assign
from judging.models import Assignment, Draw, Judge
from judging.progress import progress_of
from offices.notices import notify
from offices.sentences import name_of, titles_of

# A seed is read out and written down: nine digits at most.
LARGEST_SEED = 10**9 - 1
secret = random.SystemRandom()


def draw(round_, *, by, each=None, seed=None, at=None) -> tuple[Draw, Outcome]:
    """Draw anew who scores what, by `seed` or by one drawn here.

    `each` counts where the stage does not say how many judges an entry has. Codes
    `over`, `marked` once a mark was given, `how_many`, `no_entries`,
    `too_few_judges`, `stale`, and those of `contests.rules.check_assignable`.
    """
    at = at or timezone.now()
    each = round_.stage.judges_per_entry or each
    seed = secret.randrange(LARGEST_SEED + 1) if seed is None else seed
    must_be_open(round_, at=at)
    must_be_unmarked(round_)
    if not each:
        raise ValidationError(
            _("Say how many judges are to score each entry."), code="how_many"
        )
    check_assignable(rules_of(round_), each)
    problem = problem_of(progress_of(round_, at=at), each)
    must_be_enough(problem)
    outcome = assign(problem, seed)
    with transaction.atomic():
        round_ = held_round(round_)
        must_be_open(round_, at=at)
        must_be_unmarked(round_)
        must_be_the_same(problem, problem_of(progress_of(round_, at=at), each))
        if round_.judges_per_entry:
            Assignment.objects.in_rounds([round_.pk]).delete()
        drawn = store(round_, Draw.Kind.ALL, problem, seed, outcome, by=by, at=at)
        before = round_.judges_per_entry
        round_ = record_assigned(round_, each)
        record(
            round_,
            gettext_noop("Drew who scores what"),
            by=by,
            at=at,
            changes={"seed": [None, seed], "judges_per_entry": [before, each]},
        )
    return drawn, outcome


def assign_rest(round_, *, by, seed=None, at=None) -> tuple[Draw, Outcome]:
    """Give entries that lack judges some more; whatever is assigned stays.

    For entries accepted and judges appointed after the draw, and for what a conflict,
    an excuse or a leaving left open. Codes `over`, `not_drawn`, `nothing_left`,
    `stale`.
    """
    at = at or timezone.now()
    seed = secret.randrange(LARGEST_SEED + 1) if seed is None else seed
    must_be_open(round_, at=at)
    must_be_drawn(round_)
    problem = rest_of(progress_of(round_, at=at), round_.judges_per_entry)
    if not any(problem.needs.values()):
        raise ValidationError(
            _("There is nothing left that could be assigned."), code="nothing_left"
        )
    outcome = assign(problem, seed)
    with transaction.atomic():
        round_ = held_round(round_)
        must_be_open(round_, at=at)
        must_be_drawn(round_)
        now = rest_of(progress_of(round_, at=at), round_.judges_per_entry)
        must_be_the_same(problem, now)
        drawn = store(round_, Draw.Kind.REST, problem, seed, outcome, by=by, at=at)
        record(
            round_,
            gettext_noop("Drew who scores what was left"),
            by=by,
            at=at,
            changes={"seed": [None, seed]},
        )
        tell_assigned(round_, {judge for judge, _ in outcome.drawn}, at=at)
    return drawn, outcome


@transaction.atomic
def undo_draw(round_, *, by, reason, at=None):
    """Let everybody score everything again.

    Codes `over`, `no_reason`, `not_drawn`, `marked`, and `stage_says_so` where the
    stage has its entries assigned.
    """
    at = at or timezone.now()
    reason = required(reason)
    round_ = held_round(round_)
    must_be_open(round_, at=at)
    must_be_drawn(round_)
    must_be_unmarked(round_)
    if round_.stage.judges_per_entry:
        raise ValidationError(
            _("The rules of this stage have each entry assigned to some judges."),
            code="stage_says_so",
        )
    Assignment.objects.in_rounds([round_.pk]).delete()
    before = round_.judges_per_entry
    round_ = record_assigned(round_, None)
    record(
        round_,
        gettext_noop("Undid the draw: everybody scores everything"),
        by=by,
        reason=reason,
        at=at,
        changes={"judges_per_entry": [before, None]},
    )
    return round_


# What is asked first ------------------------------------------------------------------


def must_be_unmarked(round_):
    if round_.rules_frozen_at:
        raise ValidationError(
            _(
                "Marks have been given in this round: who scores what cannot be drawn "
                "anew. Change single entries by hand."
            )
            if judges_per_entry(round_)
            else _(
                "Marks have been given in this round by a panel of which everybody "
                "scores everything: it stays so."
            ),
            code="marked",
        )


def must_be_drawn(round_):
    if not round_.judges_per_entry:
        raise ValidationError(
            _("Nothing is assigned in this round. Draw first."), code="not_drawn"
        )


def must_be_enough(problem: Problem):
    if not problem.entries:
        raise ValidationError(
            _("No entry is accepted yet, so there is nothing to assign."),
            code="no_entries",
        )
    if len(problem.judges) < problem.each:
        raise ValidationError(
            _(
                "The panel has %(judges)d judges who score; each entry is to have "
                "%(each)d. Appoint more judges first."
            ),
            code="too_few_judges",
            params={"judges": len(problem.judges), "each": problem.each},
        )


def must_be_the_same(before: Problem, now: Problem):
    if before != now:
        raise stale()


# What is written ----------------------------------------------------------------------


def store(round_, kind, problem, seed, outcome, *, by, at) -> Draw:
    drawn = Draw.objects.create(
        round=round_,
        kind=kind,
        seed=seed,
        judges_per_entry=problem.each,
        entries=sum(needed > 0 for needed in problem.needs.values()),
        judges=len(problem.judges),
        drawn_at=at,
        drawn_by=by,
    )
    Assignment.objects.bulk_create(
        [
            Assignment(
                judge_id=judge,
                submission_id=submission,
                draw=drawn,
                made_at=at,
                made_by=by,
            )
            for judge, submission in sorted(outcome.drawn)
        ],
    )
    return drawn


def tell_assigned(round_, judges, *, at):
    """Tell judges who may have thought that they were done."""
    if not judges:
        return
    seats = Judge.objects.filter(pk__in=judges).select_related("user")
    category = round_.stage.category
    notify(
        [seat.user for seat in seats],
        key=f"assigned-{round_.pk}-{at:%Y%m%d%H%M%S%f}",
        message=gettext_noop(
            "More entries were assigned to you for %(category)s, %(office)s. They are "
            "due on %(due)s."
        ),
        params={
            "category": name_of(category),
            "office": titles_of(round_.office),
            "due": round_.judging_due_at,
        },
        url=reverse("judging:entries", args=[round_.pk]),
        at=at,
    )
