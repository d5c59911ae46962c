"""What happens on a panel and on its sheets, as verbs. One module per job."""

from judging.actions.answering import accept, decline, lift_stated, look_again
from judging.actions.assigning import assign_rest, draw, undo_draw
from judging.actions.by_hand import change_by_hand
from judging.actions.conflicts import declare_conflict, lift_conflict
from judging.actions.keeping import Given
from judging.actions.marking import comment_on, give_mark, give_marks, sign
from judging.actions.meeting import confirm_presence, note_attendance, write_minutes
from judging.actions.orders import issue_order, write_order
from judging.actions.overseeing import excuse, reopen
from judging.actions.panel import appoint, change_seat, invite_judge, leave
from judging.actions.paper import key_in
from judging.actions.private import forget_set_aside, keep_note, set_aside
from judging.actions.reminding import remind_judges
from judging.actions.sessions import change_session, plan_session
from judging.actions.sitting import begin_session, end_session, reopen_session
from judging.actions.substituting import invite_substitute, substitute
from judging.actions.ties import decide_tie
from judging.actions.timer import call, press
from judging.actions.turns import append_entries, draw_order, reorder

__all__ = [
    "Given",
    "accept",
    "append_entries",
    "appoint",
    "assign_rest",
    "begin_session",
    "call",
    "change_by_hand",
    "change_seat",
    "change_session",
    "comment_on",
    "confirm_presence",
    "decide_tie",
    "declare_conflict",
    "decline",
    "draw",
    "draw_order",
    "end_session",
    "excuse",
    "forget_set_aside",
    "give_mark",
    "give_marks",
    "invite_judge",
    "invite_substitute",
    "issue_order",
    "keep_note",
    "key_in",
    "leave",
    "lift_conflict",
    "lift_stated",
    "look_again",
    "note_attendance",
    "plan_session",
    "press",
    "remind_judges",
    "reopen",
    "reopen_session",
    "reorder",
    "set_aside",
    "sign",
    "substitute",
    "undo_draw",
    "write_minutes",
    "write_order",
]
