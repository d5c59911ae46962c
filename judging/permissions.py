"""Who may do what with panels, sheets and rankings."""

from django.utils import timezone

from contests.rules import is_blind
from judging.models import Judge
from judging.progress import progress_of
from offices.permissions import is_staff_at, sees_area_of


def seats_held_by(user):
    """Return the live seats of `user`, with their rounds.

    Read once and kept on the user object.
    """
    if not user.is_authenticated:
        return []
    if not hasattr(user, "_live_seats"):
        user._live_seats = list(Judge.objects.of(user).with_round())
    return user._live_seats


def seat_held_in(user, round_pk):
    """Return the live seat of `user` on a round's panel, or None."""
    seats = seats_held_by(user)
    return next((seat for seat in seats if seat.round_id == round_pk), None)


def is_chair(user, round_):
    """Say whether they chair the panel; not before they have accepted."""
    return any(
        seat.round_id == round_.pk and seat.is_chair and seat.accepted_at
        for seat in seats_held_by(user)
    )


def judges_blindly(user, round_, *, seats=None):
    """Say whether the names of who entered are hidden from them until the seal.

    From whoever gives marks, and from the chair, who decides ties. No query but where
    the round is judged without names and its `seats` are not at hand.
    """
    if round_.sealed_at or not is_blind(round_):
        return False
    return any(
        seat.round_id == round_.pk
        and seat.user_id == user.pk
        and seat.left_at is None
        and (seat.scores or seat.is_chair)
        for seat in (seats_held_by(user) if seats is None else seats)
    )


def can_see_panel(user, round_):
    """Those who look after the area, and the chair; other judges see only their own."""
    return sees_area_of(user, round_.office) or is_chair(user, round_)


def can_run_panel(user, round_):
    """Appoint, take off, and declare a conflict for a judge."""
    return is_staff_at(user, round_.office)


def can_excuse(user, round_):
    return can_run_panel(user, round_) or is_chair(user, round_)


def can_remind(user, round_):
    return can_run_panel(user, round_) or is_chair(user, round_)


def has_scoring_seat(user, round_):
    return any(
        seat.round_id == round_.pk and seat.scores for seat in seats_held_by(user)
    )


def can_key_papers(user, round_):
    """Staff and the panel's secretary, but nobody who scores there (rule 3)."""
    is_secretary = any(
        seat.round_id == round_.pk
        and seat.capacity == Judge.Capacity.SECRETARY
        and seat.accepted_at
        for seat in seats_held_by(user)
    )
    may = can_run_panel(user, round_) or is_secretary
    return may and not has_scoring_seat(user, round_)


def can_read_scan(user, paper, *, at):
    """The judge of the sheet, who may key it in, and who may see the ranking."""
    round_ = paper.judge.round
    return (
        paper.judge.user_id == user.pk
        or can_key_papers(user, round_)
        or may_see_ranking(user, round_, at=at)
    )


def can_reopen(user, seat):
    """The chair, and of the chair's own sheets the staff: nobody opens their own.

    Who has signed all their sheets sees the ranking, and would change it (rule 3).
    """
    if seat.user_id == user.pk:
        return False
    if seat.is_chair:
        return can_run_panel(user, seat.round)
    return is_chair(user, seat.round)


def can_decide_ties(user, round_):
    return is_chair(user, round_)


def can_see_ranking_page(user, round_):
    """As the panel; from the seal until it is public the round's own staff and chair.

    Were it open to the offices above until it is published, its vanishing then would
    tell of an embargo (rule 8). What the page shows is `may_see_ranking`'s to say.
    """
    is_public = bool(round_.public_from) and round_.public_from <= timezone.now()
    if round_.sealed_at and not is_public:
        return is_staff_at(user, round_.office) or is_chair(user, round_)
    return can_see_panel(user, round_)


def reads_as_member(user, round_):
    """Say whether the rules let a judge of the panel see the ranking while it judges.

    Beyond their own sheets being finished, which `may_see_ranking` asks for. By the
    rules under which the panel began (rule 11): before the first mark there is nothing
    to see. Not once it is sealed: an embargo may follow (rule 8).
    """
    rules = round_.rules or {}
    return (
        bool(rules.get("members_see_ranking"))
        and not round_.sealed_at
        and has_scoring_seat(user, round_)
    )


def may_see_ranking(user, round_, *, at=None, progress=None):
    """Say whether the ranking itself may be shown, beyond who has finished (rule 3).

    Whoever has a scoring seat waits until all their own sheets are signed or excused.
    Four queries, unless the round's `progress` is at hand.
    """
    progress = progress or progress_of(round_, at=at or timezone.now())
    is_reader = can_see_ranking_page(user, round_) or reads_as_member(user, round_)
    return is_reader and not progress.waits_for(user)


def waits_for_own_sheets(user, round_, *, at):
    """Say whether rule 3 keeps the others' marks from a judge of an unsealed round.

    No query but for who has a scoring seat there.
    """
    if round_.sealed_at or not has_scoring_seat(user, round_):
        return False
    return progress_of(round_, at=at).waits_for(user)


def can_run_session(user, round_):
    """Run the session in the hall: the secretary, the chair, the round's own staff."""
    return is_staff_at(user, round_.office) or any(
        seat.round_id == round_.pk
        and seat.capacity in (Judge.Capacity.CHAIR, Judge.Capacity.SECRETARY)
        and seat.accepted_at
        for seat in seats_held_by(user)
    )
