"""What happens to people, to their roles, and to what an office's papers bear."""

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
from offices.actions.stationery import (
    add_signer,
    change_letterhead,
    change_signer,
    end_signer,
)

__all__ = [
    "accept",
    "add_signer",
    "begin_membership",
    "cancel_invitation",
    "change_email",
    "change_letterhead",
    "change_profile",
    "change_signer",
    "deactivate",
    "end_membership",
    "end_signer",
    "give_role",
    "invite",
    "move_membership",
    "reactivate",
    "read_notices",
    "resend",
]
