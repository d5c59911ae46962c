"""Who is due to score what: the one place that knows.

Everybody everything, unless the round assigns it; then what has an `Assignment`, and
nothing at all before the draw. What rule 9 bars (`judging.conflicts`) is due in
neither.
"""

from collections.abc import Mapping

from contests.rules import judges_per_entry
from judging.models import Assignment

# By round and seat the submissions assigned, of the rounds that assign.
Assigned = Mapping[int, Mapping[int, set[int]]]


def assigned_in(rounds) -> Assigned:
    """Return what is assigned; a round is missing where everybody scores everything.

    `rounds` are loaded with their stage. One query, none where no round assigns.
    """
    assigned: dict[int, dict[int, set[int]]] = {
        round_.pk: {} for round_ in rounds if judges_per_entry(round_)
    }
    if not assigned:
        return {}
    for round_, seat, submission in Assignment.objects.in_rounds(assigned).values_list(
        "judge__round", "judge", "submission"
    ):
        assigned[round_].setdefault(seat, set()).add(submission)
    return assigned


def only_due(submissions, seat):
    """Return those of a queryset of the seat's round that are due from the seat."""
    if judges_per_entry(seat.round):
        return submissions.filter(assignments__judge=seat)
    return submissions


def is_due(seat, submission, *, hold=False) -> bool:
    """Say whether a submission of its round is due from a seat.

    One query where the round assigns. To `hold` keeps it so until the transaction ends.
    """
    if not judges_per_entry(seat.round):
        return True
    assigned = Assignment.objects.filter(judge=seat, submission=submission)
    if hold:
        assigned = assigned.select_for_update()
    return bool(assigned.values_list("pk").first())
