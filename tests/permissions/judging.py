"""Who may open the pages of `judging`. The round is Si Sa Ket's, being judged."""

from tests.permissions import edited, get, post

# The letters in the order of ROLES: anonymous, outsider, officer, judge, chair, staff,
# region staff, administrator, auditor.
PANEL_MEMBERS = ">..yy...."
JUDGE_ALONE = ">..y....."
WATCHERS = ">...yyyyy"
STAFF = ">...-y---"
CHAIR_OR_STAFF = ">...yy---"
CHAIR = ">...y----"

ROUND = {"pk": "judging.round.pk"}
# Phu Sing's work; its officer reads it elsewhere.
WORK = {"pk": "judging.submission.pk"}
SEAT = {"pk": "judging.seat.pk"}
SEAT_AND_WORK = {**SEAT, "submission": "judging.submission.pk"}
SESSION = {"pk": "judging.session.pk"}
PANEL_AND_WATCHERS = ">..yyyyyy"
RUNS_SESSIONS = ">..-yy---"
CSV = {"kind": "=csv"}
FILE = {**WORK, "attachment": "judging.attachment.pk"}

ROWS = {
    "judging:my-rounds": [get("One's own panels", ">yyyyyyyy")],
    "judging:entries": [get("One's own entries of a round", PANEL_MEMBERS, **ROUND)],
    "judging:my-progress": [
        get("How far one is oneself in a round", PANEL_MEMBERS, **ROUND)
    ],
    "judging:sheet": edited("An entry beside one's own sheet", PANEL_MEMBERS, **WORK),
    "judging:mark": [post("Save a mark on one's own sheet", PANEL_MEMBERS, **WORK)],
    "judging:set-aside": [get("One's own marks that were set aside", ">yyyyyyyy")],
    "judging:forget-set-aside": [
        post("Throw away one's own marks that were set aside", ">..y.....", **WORK)
    ],
    "judging:worker": [get("The script that opens pages offline", "yyyyyyyyy")],
    "judging:sign": edited("Sign one's own sheet", PANEL_MEMBERS, **WORK),
    "judging:declare": edited("Declare one's own conflict", PANEL_MEMBERS, **WORK),
    "judging:file": [get("A file of an entry that one judges", PANEL_MEMBERS, **FILE)],
    "judging:page": [
        get("A page of such a file, as a picture", PANEL_MEMBERS, **FILE, number="=1")
    ],
    "judging:panel": [get("A panel", WATCHERS, **ROUND)],
    "judging:appoint": edited("Appoint somebody to a panel", STAFF, **ROUND),
    "judging:invite": edited("Appoint somebody by e-mail", STAFF, **ROUND),
    "judging:assignment": [get("Who scores what in a round", WATCHERS, **ROUND)],
    "judging:draw": edited("Draw who scores what", STAFF, **ROUND),
    "judging:assign-rest": [post("Assign what lacks judges", STAFF, **ROUND)],
    "judging:undo-draw": edited("Let everybody score everything", STAFF, **ROUND),
    "judging:assign-entry": edited(
        "Change by hand who scores an entry",
        STAFF,
        **ROUND,
        submission="judging.submission.pk",
    ),
    "judging:answer": edited("One's own appointment", JUDGE_ALONE, **SEAT),
    "judging:decline": edited("Decline one's own appointment", JUDGE_ALONE, **SEAT),
    "judging:order": [
        get("A panel's appointment order", WATCHERS, **ROUND),
        post("Write it", STAFF, **ROUND),
    ],
    "judging:issue-order": [post("Issue it", STAFF, **ROUND)],
    "judging:order-draft": [get("Its draft as PDF", STAFF, **ROUND)],
    "judging:order-paper": [
        get("An issued version as PDF", WATCHERS, **ROUND, version="=7")
    ],
    "judging:papers": [get("Scoresheets on paper", STAFF, **ROUND)],
    "judging:key-in": edited("Key in a paper scoresheet", STAFF, **SEAT_AND_WORK),
    "judging:scoresheets": [get("A judge's blank sheets as PDF", STAFF, **SEAT)],
    "judging:scoresheet": [get("One of them", STAFF, **SEAT_AND_WORK)],
    # The chair of these rounds has not finished their own (rule 3).
    "judging:signed-sheets": [
        get("A judge's signed sheets as PDF", ">..y-y---", pk="sealed.seat.pk")
    ],
    "judging:signed-sheet": [
        get(
            "One of them",
            ">..y-yyyy",
            pk="published.seat.pk",
            submission="published.submission.pk",
        )
    ],
    "judging:scan": [get("The scan of a paper", ">..y.yyyy", pk="judging.paper.pk")],
    "judging:seat": [get("A judge and how far they are", WATCHERS, **SEAT)],
    "judging:change-seat": edited("Change a seat", STAFF, **SEAT),
    "judging:leave": edited("Take a judge off the panel", STAFF, **SEAT),
    "judging:substitute": edited("Appoint a substitute", STAFF, **SEAT),
    "judging:invite-substitute": edited(
        "Appoint a substitute by e-mail", STAFF, **SEAT
    ),
    "judging:declare-for": edited("Declare a judge's conflict", STAFF, **SEAT_AND_WORK),
    "judging:lift-conflict": edited(
        "Take back a declared conflict", STAFF, pk="judging.conflict.pk"
    ),
    "judging:lift-stated": edited(
        "Take back what a judge stated", STAFF, pk="judging.stated.pk"
    ),
    "judging:excuse": edited(
        "Excuse a judge from an entry", CHAIR_OR_STAFF, **SEAT_AND_WORK
    ),
    "judging:reopen": [
        *edited("Open a sheet again", CHAIR, pk="judging.sheet.pk"),
        *edited(
            "Open a sheet of the chair's again", STAFF, pk="judging.chairs_sheet.pk"
        ),
    ],
    "judging:progress": [get("How far a panel is, sheet by sheet", WATCHERS, **ROUND)],
    "judging:progress-table": [get("The same as a file", WATCHERS, **ROUND, **CSV)],
    # The chair has sheets left to sign.
    "judging:marks-table": [get("All marks as a file", ">...-yyyy", **ROUND, **CSV)],
    "judging:remind": edited("Remind judges of their sheets", CHAIR_OR_STAFF, **ROUND),
    "judging:ranking": [get("The live ranking", WATCHERS, **ROUND)],
    "judging:certainty": [get("How sure the live ranking is", WATCHERS, **ROUND)],
    "judging:why": [
        get("Why an entry has its rank", WATCHERS, **ROUND, submission=WORK["pk"])
    ],
    "judging:scoring": [get("How marks become a ranking", "yyyyyyyyy")],
    "judging:decide-tie": edited("Decide a tie", CHAIR, **ROUND),
    "judging:sessions": [get("The sessions of a round", PANEL_AND_WATCHERS, **ROUND)],
    "judging:plan-session": edited("Plan a session", RUNS_SESSIONS, **ROUND),
    "judging:hall": [get("A session, as it goes", PANEL_AND_WATCHERS, **SESSION)],
    "judging:session-state": [
        get("Whose turn it is and its clock", PANEL_AND_WATCHERS, **SESSION)
    ],
    "judging:control": edited("Run a session", RUNS_SESSIONS, **SESSION),
    "judging:projector": [
        get("A session on the projector", PANEL_AND_WATCHERS, **SESSION)
    ],
    "judging:session-order": [
        get("The order of presentation", PANEL_AND_WATCHERS, **SESSION)
    ],
    "judging:draw-order": edited("Draw the order by lot", RUNS_SESSIONS, **SESSION),
    "judging:reorder": edited("Change the order by hand", RUNS_SESSIONS, **SESSION),
    "judging:change-session": edited("Change a session", RUNS_SESSIONS, **SESSION),
    "judging:reopen-session": edited(
        "Open a closed session again", RUNS_SESSIONS, **SESSION
    ),
    "judging:confirm-presence": [
        post("Confirm that one is present", ">..yy----", **SESSION)
    ],
    "judging:attendance": edited("Note who attends", RUNS_SESSIONS, **SESSION),
    "judging:minutes": [get("The minutes of a session", PANEL_AND_WATCHERS, **SESSION)],
    "judging:minutes-paper": [
        get("The same as PDF, to be signed", PANEL_AND_WATCHERS, **SESSION)
    ],
    "judging:write-minutes": edited("Write the minutes", RUNS_SESSIONS, **SESSION),
}
