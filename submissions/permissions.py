"""Who may do what with entries and submissions."""

from offices.permissions import is_officer_at, is_staff_at, sees_area_of


def can_enter_for(user, office):
    """Say whether `user` begins entries of the office and hands them in."""
    return is_officer_at(user, office)


def can_edit(user, entry):
    """Say whether `user` works on the draft: the office's officers, and its person.

    Or the staff of the round who typed it from paper.
    """
    return entry.person_id == user.pk or can_hand_in(user, entry)


def can_hand_in(user, entry):
    """Say whether `user` hands the entry in: for its office, or from its paper."""
    return is_officer_at(user, entry.office) or types_from_paper(user, entry)


def types_from_paper(user, entry):
    """Say whether the entry's paper is open to `user` as staff of its round."""
    if entry.paper_round_id is None:
        return False
    return is_staff_at(user, entry.paper_round.office)


def can_take_over(user, entry):
    """Say whether `user` can go on with what staff typed, as the office's own."""
    if entry.paper_round_id is None:
        return False
    return entry.person_id == user.pk or is_officer_at(user, entry.office)


def can_withdraw(user, entry):
    """Say whether `user` takes the entry out of a round: for its office alone."""
    return is_officer_at(user, entry.office)


def can_see_screening(user, round_):
    """Say whether `user` looks after the round's area: staff above and auditors too."""
    return sees_area_of(user, round_.office)


def can_screen(user, round_):
    """Say whether `user` decides about the round's entries: its own staff."""
    return is_staff_at(user, round_.office)
