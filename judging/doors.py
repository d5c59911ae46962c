"""What a person may reach in the judging: a judge's own works, a watcher's rounds.

A judge reaches a work only through here: accepted, of the round of their seat, once
entries have closed, not barred by rule 9, and due from them. Whatever is not found
answers 404. Before the judge has answered the appointment and stated conflicts, no
entry opens.
"""

from django.db.models import Exists, Max, OuterRef

from contests.models import Round
from contests.phases import Phase, phase_of
from judging.conflicts import bar_of, bars_among, entrants_of
from judging.dues import is_due, only_due
from judging.models import Judge, Scoresheet, Session
from offices.permissions import sees_area_of
from submissions.models import Submission
from submissions.querysets import shown_at
from submissions.workflow import State
from ui.keys import key_from

# While entries come in, an accepted one may still be replaced by its office.
READING = (
    Phase.SCREENING,
    Phase.JUDGING,
    Phase.SEALED,
    Phase.APPROVED,
    Phase.PUBLISHED,
)


class Unanswered(Exception):
    """A judge asks for an entry before they have answered: `seat` says which."""

    def __init__(self, seat):
        super().__init__(seat)
        self.seat = seat


def rounds_watched_by(user):
    """Return the rounds whose panel `user` oversees or chairs."""
    chaired = Judge.objects.sitting().filter(user=user, capacity=Judge.Capacity.CHAIR)
    overseen = Round.objects.overseen_by(user)
    return (
        overseen | Round.objects.filter(pk__in=chaired.values("round").order_by())
    ).for_list()


def rounds_ranked_for(user):
    """Return the rounds whose ranking `user` may come to see.

    Those they watch; and while it is not sealed, a round that they judge, where its
    rules let judges see it: `judging.permissions.reads_as_member` says the same.
    """
    judged = Judge.objects.of(user).filter(scores=True)
    open_to_members = Round.objects.filter(
        pk__in=judged.values("round").order_by(),
        sealed_at=None,
        rules__members_see_ranking=True,
    )
    return rounds_watched_by(user) | open_to_members.for_list()


def sheets_watched_by(user):
    """Return the sheets of the panels that `user` oversees or chairs."""
    seats = Judge.objects.watched_by(user).values("pk").order_by()
    return Scoresheet.objects.filter(judge__in=seats)


def shown_in(rounds, *, at):
    """Return the submissions of rounds as far as an embargo shows them (rule 8)."""
    shown = shown_at(at)
    return Submission.objects.filter(shown, round__in=rounds)


def in_judging(rounds, *, at):
    """Return the submissions of rounds that judges score: the accepted ones."""
    return shown_in(rounds, at=at).filter(state=State.ACCEPTED)


def seat_in(user, round_pk):
    """Return the live seat of `user` on a round's panel, or None."""
    # A number of many digits is no key, which a foreign key does not know by itself.
    seats = Judge.objects.of(user).with_round()
    return seats.filter(round=key_from(str(round_pk))).first()


def works_of(seat, *, at):
    """Return the submissions that a judge may read, in the order of their numbers."""
    if seat.awaits_answer or phase_of(seat.round, at=at) not in READING:
        return Submission.objects.none()
    accepted = only_due(in_judging([seat.round], at=at), seat)
    barred = bars_among([seat], entrants_of(accepted), at=at)
    return accepted.exclude(pk__in=[submission for _, submission in barred]).order_by(
        "serial"
    )


def work_for(user, submission_pk, *, at, to_read=True):
    """Return the seat and the submission that `user` may open as a judge, or None.

    Raise `Unanswered` for one that their appointment, once accepted, may open. Three
    queries, and one where the round assigns. The submission comes with entry, office
    and accepted version, whose content is left out unless somebody is to read it.
    """
    submissions = Submission.objects.select_related("entry__office", "accepted_version")
    if not to_read:
        submissions = submissions.defer("accepted_version__content")
    submission = submissions.filter(pk=submission_pk, state=State.ACCEPTED).first()
    seat = submission and seat_in(user, submission.round_id)
    if not seat or phase_of(seat.round, at=at) not in READING:
        return None
    if submission.visible_from and submission.visible_from > at:
        return None
    if bar_of(seat, submission, at=at) or not is_due(seat, submission):
        return None
    if seat.awaits_answer:
        raise Unanswered(seat)
    submission.round = seat.round
    return seat, submission


def session_for(user, session_pk):
    """Return a session that `user` may follow, or None: the panel, and who oversees it.

    With `attendance_noted_at`, the last moment at which somebody noted who came.
    One query for whoever sits on the panel, two for the others: every screen asks every
    few seconds.
    """
    seats = Judge.objects.of(user).filter(round=OuterRef("round"))
    session = (
        Session.objects.with_round()
        .annotate(
            has_seat=Exists(seats),
            attendance_noted_at=Max("attendances__noted_at"),
        )
        .filter(pk=session_pk)
        .first()
    )
    if session and (session.has_seat or sees_area_of(user, session.round.office)):
        return session
    return None


def may_follow(user, round_pk):
    """Return the round whose sessions `user` may follow, or None; two queries."""
    seats = Judge.objects.of(user).filter(round=OuterRef("pk"))
    round_ = (
        Round.objects.for_list()
        .annotate(has_seat=Exists(seats))
        .filter(pk=round_pk)
        .first()
    )
    if round_ and (round_.has_seat or sees_area_of(user, round_.office)):
        return round_
    return None
