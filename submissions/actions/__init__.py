"""What happens to entries and submissions, as verbs. One module per job."""

from submissions.actions.advancing import (
    advance,
    keep_here,
    name_into,
    take_back,
)
from submissions.actions.attaching import attach, remove_attachment
from submissions.actions.correcting import (
    correct_past,
    correct_record,
    take_off_record,
)
from submissions.actions.drafting import (
    create_entry,
    discard_entry,
    restore_entry,
    save_entry,
)
from submissions.actions.facts import record_awards, record_marked
from submissions.actions.handing_in import hand_in, withdraw
from submissions.actions.likeness import read_due, read_text
from submissions.actions.paper import enter_from_paper, take_over
from submissions.actions.recording import Work, enter_for_record, put_on_record
from submissions.actions.reminding import remind_offices
from submissions.actions.scanning import scan_due
from submissions.actions.screening import (
    accept,
    disqualify,
    open_late_door,
    reinstate,
    return_for_correction,
)
from submissions.actions.ticking import tick
from submissions.actions.uploading import (
    begin_upload,
    cancel_upload,
    finish,
    gone,
    moved,
    receive,
    tidy_uploads,
)

__all__ = [
    "Work",
    "accept",
    "advance",
    "attach",
    "begin_upload",
    "cancel_upload",
    "correct_past",
    "correct_record",
    "create_entry",
    "discard_entry",
    "disqualify",
    "enter_for_record",
    "enter_from_paper",
    "finish",
    "gone",
    "hand_in",
    "keep_here",
    "moved",
    "name_into",
    "open_late_door",
    "put_on_record",
    "read_due",
    "read_text",
    "receive",
    "record_awards",
    "record_marked",
    "reinstate",
    "remind_offices",
    "remove_attachment",
    "restore_entry",
    "return_for_correction",
    "save_entry",
    "scan_due",
    "take_back",
    "take_off_record",
    "take_over",
    "tick",
    "tidy_uploads",
    "withdraw",
]
