"""What happens to people: invited, given roles, moved, shut out, let in again."""

from offices.actions.accounts import (
    change_email,
    change_profile,
    deactivate,
    reactivate,
    read_notices,
)
from offices.actions.inviting import accept, cancel_invitation, invite, resend
from offices.actions.memberships import (
    begin_membership,
    end_membership,
    give_role,
    move_membership,
)

__all__ = [
    "accept",
    "begin_membership",
    "cancel_invitation",
    "change_email",
    "change_profile",
    "deactivate",
    "end_membership",
    "give_role",
    "invite",
    "move_membership",
    "reactivate",
    "read_notices",
    "resend",
]
