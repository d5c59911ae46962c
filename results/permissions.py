"""Who may do what with a round's result.

That whoever sealed a result does not approve it is a rule of the contest: the action
asks it, and the page says it in words.
"""

from datetime import datetime

from contests.models import Round
from judging.permissions import is_chair, seats_held_by, waits_for_own_sheets
from offices.models import Membership, Office, User
from offices.permissions import (
    is_administrator,
    is_officer_at,
    is_staff_at,
    looks_after,
    sees_area_of,
)
from offices.roles import KEEPERS, Role, offices_of
from results.models import Appeal, Placing, Result, Use
from results.workflow import State
from submissions.models import Entry, Submission
from submissions.querysets import owned_by


def can_see_result_page(user: User, round_: Round) -> bool:
    return sees_area_of(user, round_.office) or can_see_sealed(user, round_)


def can_see_sealed(user: User, round_: Round) -> bool:
    """Say whether `user` sees the ranks of a result that is not public yet."""
    return is_staff_at(user, round_.office) or is_chair(user, round_)


def can_explain(user: User, result: Result, *, at: datetime) -> bool:
    """Say whether `user` reads all of why a result is as it is, judges' names too.

    The round's staff and chair from the seal on; who oversees the area once it is
    public. A round that is judged again keeps the marks of before from its judges.
    """
    if can_see_sealed(user, result.round):
        return not waits_for_own_sheets(user, result.round, at=at)
    return is_public(result, at=at) and sees_area_of(user, result.round.office)


def can_read_own_figures(user: User, placing: Placing, *, at: datetime) -> bool:
    """Say whether `user` reads of their own placing what the stage shows its office."""
    entry = placing.submission.entry
    return is_public(placing.result, at=at) and (
        entry.person_id == user.pk or is_officer_at(user, entry.office)
    )


def can_read_feedback(user: User, placing: Placing, *, at: datetime) -> bool:
    """Say whether `user` reads what the judges said of their own entry.

    As the rules had it under which the judges wrote (rule 11).
    """
    rules = placing.result.round.rules or {}
    return bool(rules.get("comments_for_offices")) and can_read_own_figures(
        user, placing, at=at
    )


def is_public(result: Result, *, at: datetime) -> bool:
    return result.state == State.PUBLISHED and result.public_from <= at


def was_public(result: Result, *, at: datetime) -> bool:
    """Say whether everybody may read it: it is public, or was before it was withdrawn.

    As `Result.objects.open_to_all`.
    """
    return result.state in (State.PUBLISHED, State.WITHDRAWN) and (
        result.public_from <= (result.undone_at or at)
    )


def can_seal(user: User, round_: Round) -> bool:
    return is_chair(user, round_)


def can_seal_unopposed(user: User, round_: Round) -> bool:
    return is_staff_at(user, round_.office)


def can_enter_ranks(user: User, round_: Round) -> bool:
    return is_staff_at(user, round_.office)


def can_bring_past(user: User) -> bool:
    """Say whether `user` brings in, or confirms, results of past years by a file.

    That nobody confirms their own is a rule that the action asks.
    """
    return is_administrator(user)


def can_close_empty(user: User, round_: Round) -> bool:
    return is_staff_at(user, round_.office)


def can_approve(user: User, result: Result) -> bool:
    return is_staff_at(user, result.round.office)


def is_stuck(result: Result) -> bool:
    """Say whether nobody but its sealer runs the round, so that nobody may approve."""
    office = result.round.office
    others = Membership.objects.running(office, office.parent)
    return not others.exclude(user=result.sealed_by_id).exists()


def can_refuse(user: User, result: Result) -> bool:
    return is_staff_at(user, result.round.office)


def can_publish(user: User, result: Result) -> bool:
    return is_staff_at(user, result.round.office)


def can_withdraw(user: User, result: Result) -> bool:
    return is_staff_at(user, result.round.office)


def can_answer_appeal(user: User, appeal: Appeal) -> bool:
    """The committee of the round: its office's staff, and the chair of its panel.

    That nobody answers their own appeal is a rule that the action asks.
    """
    return can_see_sealed(user, appeal.result.round)


def can_add_to_appeal(user: User, appeal: Appeal) -> bool:
    return is_officer_at(user, appeal.office)


def can_present(user: User, result: Result) -> bool:
    """Say whether `user` may open the ceremony page of an approved result."""
    return can_see_sealed(user, result.round)


def can_keep_left(user: User, submission: Submission) -> bool:
    """Say whether `user` decides about what a withdrawn result left in a round."""
    return is_staff_at(user, submission.round.office)


def can_send_up(user: User, result: Result) -> bool:
    return is_staff_at(user, result.round.office)


def can_read_announcement(user: User, result: Result, *, at: datetime) -> bool:
    """Everybody reads what is or was public; the staff its draft, and it in advance.

    `result` is one of those that `user` sees at all. What came in of an earlier year
    was announced then; the portal makes no second announcement, with another date.
    """
    if result.past_import_id:
        return False
    return was_public(result, at=at) or is_staff_at(user, result.round.office)


def can_print_summary(user: User, result: Result, *, at: datetime) -> bool:
    """The scores to sign are for the round's staff and chair, and are never public."""
    return can_see_sealed(user, result.round) and not waits_for_own_sheets(
        user, result.round, at=at
    )


def can_export_round(user: User, round_: Round) -> bool:
    """Say whether `user` takes the round out whole: entries, marks that count, history.

    Its office's own staff alone, embargo or not, and rule 3 is over at the seal.
    """
    return is_staff_at(user, round_.office)


def can_certify(user: User, result: Result) -> bool:
    """Say whether `user` issues, corrects and cancels the certificates of a result."""
    return is_staff_at(user, result.round.office)


def can_download_ledger(user: User, result: Result, *, at: datetime) -> bool:
    """Say whether `user` may have all marks under the judges' codes, and the rules.

    The round's staff and panel may, once rule 3 no longer keeps the others' marks from
    them; when the result is public, others as the stage says.
    """
    round_, stage = result.round, result.round.stage
    if is_staff_at(user, round_.office) or is_on_panel(user, round_):
        return not waits_for_own_sheets(user, round_, at=at)
    if not is_public(result, at=at):
        return False
    return stage.ledger_for_public or (
        stage.ledger_for_offices and took_part(user, round_)
    )


def is_on_panel(user: User, round_: Round) -> bool:
    return any(
        seat.round_id == round_.pk and seat.accepted_at for seat in seats_held_by(user)
    )


def took_part(user: User, round_: Round) -> bool:
    """Say whether an entry of `user`, or of their office, was in the round."""
    if not user.is_authenticated:
        return False
    entries = Submission.objects.filter(round=round_)
    return entries.filter(owned_by(user, "entry__")).exists()


# The library ----------------------------------------------------------------------


def can_agree_to_show(user: User, submission: Submission) -> bool:
    """Say whether `user` speaks for the entering office, or for their own work."""
    entry = submission.entry
    return entry.person_id == user.pk or entry.office in speaks_for(user)


def speaks_for(user: User) -> list[Office]:
    """Return the offices of which `user` may say that they put something to use."""
    return offices_of(user, Role.OFFICER, Role.STAFF, Role.ADMINISTRATOR)


def can_take_use_back(user: User, use: Use) -> bool:
    return use.office in speaks_for(user)


def can_keep_tags(user: User) -> bool:
    return is_administrator(user)


def can_take_names_off(user: User, entry: Entry) -> bool:
    return looks_after(user, entry.office)


def can_answer_name_requests(user: User) -> bool:
    return bool(offices_of(user, *KEEPERS))
