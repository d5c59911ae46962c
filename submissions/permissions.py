"""Who may do what with entries and submissions."""

from offices.permissions import is_officer_at, is_staff_at, sees_area_of


def can_enter_for(user, office):
    """Say whether `user` begins entries of the office and hands them in."""
    return is_officer_at(user, office)


def can_edit(user, entry):
    """Say whether `user` works on the draft: the office's officers, and its person."""
    return entry.person_id == user.pk or is_officer_at(user, entry.office)


def can_hand_in(user, entry):
    """Say whether `user` hands the entry in and withdraws it: for its office."""
    return is_officer_at(user, entry.office)


def can_see_screening(user, round_):
    """Say whether `user` looks after the round's area: staff above and auditors too."""
    return sees_area_of(user, round_.office)


def can_screen(user, round_):
    """Say whether `user` decides about the round's entries: its own staff."""
    return is_staff_at(user, round_.office)
