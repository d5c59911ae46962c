"""What of a round is to be assigned to whom, and why somebody cannot have an entry."""

from contests.rules import judges_per_entry
from judging.assignment import Problem
from judging.progress import Progress
from judging.workflow import State


def problem_of(progress: Progress, each: int) -> Problem:
    """Return the assignment of a round that begins anew."""
    return Problem(
        entries=tuple(sorted(entrant.submission for entrant in progress.entrants)),
        judges=tuple(sorted(seat.pk for seat in progress.scoring_seats)),
        each=each,
        barred=barred_in(progress),
    )


def rest_of(progress: Progress, each: int) -> Problem:
    """Return what is left to be assigned; what stands and counts is fixed.

    It does not count where its judge is barred or excused by now, or has left without
    having signed.
    """
    anew = problem_of(progress, each)
    entries, scoring, barred = set(anew.entries), set(anew.judges), set(anew.barred)
    (by_seat,) = progress.assigned.values()
    standing = {(seat, work) for seat, works in by_seat.items() for work in works}
    fixed = {
        pair
        for pair in standing - barred
        if pair[1] in entries
        and (pair[0] in scoring or progress.states.get(pair) == State.SIGNED)
    }
    left = {seat for seat, _ in fixed} - scoring
    barred |= {(seat, entry) for seat in left for entry in entries}
    return Problem(
        entries=anew.entries,
        judges=tuple(sorted(scoring | left)),
        each=each,
        barred=frozenset(barred),
        fixed=frozenset(fixed),
    )


def barred_in(progress: Progress) -> frozenset:
    """Return the pairs that cannot be assigned: conflicts, and who is excused."""
    excused = {
        pair for pair, state in progress.states.items() if state == State.EXCUSED
    }
    return frozenset(excused | progress.bars.keys())


def lacking_judges(round_, progress: Progress) -> set[int]:
    """Return the submissions that could have another judge and are to have one."""
    each = judges_per_entry(round_)
    if not each:
        return set()
    needs = rest_of(progress, each).needs
    return {submission for submission, needed in needs.items() if needed}
