"""What happens to a round's result, as verbs. One module per job."""

from results.actions.advancing import keep_left, send_up_next
from results.actions.appealing import (
    add_to_appeal,
    file_appeal,
    grant_appeal,
    reject_appeal,
)
from results.actions.approving import approve, refuse
from results.actions.archiving import export_round
from results.actions.bringing import bring_past, confirm_past, drop_past
from results.actions.certifying import (
    cancel_certificate,
    correct_certificate,
    issue_certificates,
)
from results.actions.closing import close_without_entries
from results.actions.entering import enter_ranks
from results.actions.library import (
    add_tag,
    agree_to_show,
    keep_on_list,
    put_tags,
    put_to_use,
    retire_tag,
    take_consent_back,
    take_off_list,
    take_use_back,
)
from results.actions.names import (
    answer_name_request,
    ask_for_name_off,
    put_name_back,
    take_name_off,
)
from results.actions.printing import ask_for_file, make_files
from results.actions.publishing import publish, withdraw
from results.actions.sealing import seal, seal_unopposed
from results.actions.shelving import reshelve_all

__all__ = [
    "add_tag",
    "add_to_appeal",
    "agree_to_show",
    "answer_name_request",
    "approve",
    "ask_for_file",
    "ask_for_name_off",
    "bring_past",
    "cancel_certificate",
    "close_without_entries",
    "confirm_past",
    "correct_certificate",
    "drop_past",
    "enter_ranks",
    "export_round",
    "file_appeal",
    "grant_appeal",
    "issue_certificates",
    "keep_left",
    "keep_on_list",
    "make_files",
    "publish",
    "put_name_back",
    "put_tags",
    "put_to_use",
    "refuse",
    "reject_appeal",
    "reshelve_all",
    "retire_tag",
    "seal",
    "seal_unopposed",
    "send_up_next",
    "take_consent_back",
    "take_name_off",
    "take_off_list",
    "take_use_back",
    "withdraw",
]
