"""Pages of judges, of panels, and of the live ranking."""

from django.urls import path

from judging.views import (
    answering,
    assignment,
    explaining,
    hall,
    marks,
    offline,
    orders,
    panel,
    paper,
    ranking,
    scoring,
    seats,
    sessions,
    substituting,
    watching,
)

app_name = "judging"

urlpatterns = [
    path("", scoring.my_rounds, name="my-rounds"),
    path("rounds/<int:pk>/", scoring.entries, name="entries"),
    path("rounds/<int:pk>/mine/", watching.my_progress, name="my-progress"),
    path("works/<int:pk>/", scoring.sheet, name="sheet"),
    path("works/<int:pk>/marks/", marks.mark, name="mark"),
    path("set-aside/", marks.set_aside, name="set-aside"),
    path("works/<int:pk>/set-aside/", marks.forget_set_aside, name="forget-set-aside"),
    path("worker.js", offline.worker, name="worker"),
    path("works/<int:pk>/sign/", scoring.sign, name="sign"),
    path("works/<int:pk>/conflict/", scoring.declare, name="declare"),
    path("works/<int:pk>/files/<int:attachment>/", scoring.file, name="file"),
    path(
        "works/<int:pk>/files/<int:attachment>/pages/<int:number>/",
        scoring.page,
        name="page",
    ),
    path("rounds/<int:pk>/panel/", panel.panel, name="panel"),
    path("rounds/<int:pk>/panel/appoint/", panel.appoint, name="appoint"),
    path("rounds/<int:pk>/panel/order/", orders.order, name="order"),
    path("rounds/<int:pk>/panel/order/issue/", orders.issue, name="issue-order"),
    path(
        "rounds/<int:pk>/panel/order/draft.pdf", orders.order_paper, name="order-draft"
    ),
    path(
        "rounds/<int:pk>/panel/order/<int:version>.pdf",
        orders.order_paper,
        name="order-paper",
    ),
    path("rounds/<int:pk>/panel/invite/", panel.invite, name="invite"),
    path("rounds/<int:pk>/assignment/", assignment.assignment, name="assignment"),
    path("rounds/<int:pk>/assignment/draw/", assignment.draw, name="draw"),
    path(
        "rounds/<int:pk>/assignment/rest/", assignment.assign_rest, name="assign-rest"
    ),
    path("rounds/<int:pk>/assignment/undo/", assignment.undo_draw, name="undo-draw"),
    path(
        "rounds/<int:pk>/assignment/entries/<int:submission>/",
        assignment.assign_entry,
        name="assign-entry",
    ),
    path("seats/<int:pk>/", seats.seat, name="seat"),
    path("seats/<int:pk>/answer/", answering.answer, name="answer"),
    path("seats/<int:pk>/decline/", answering.decline, name="decline"),
    path("seats/<int:pk>/change/", seats.change_seat, name="change-seat"),
    path("seats/<int:pk>/substitute/", substituting.substitute, name="substitute"),
    path(
        "seats/<int:pk>/substitute/invite/",
        substituting.invite_substitute,
        name="invite-substitute",
    ),
    path("seats/<int:pk>/leave/", seats.leave, name="leave"),
    path(
        "seats/<int:pk>/entries/<int:submission>/conflict/",
        seats.declare_for,
        name="declare-for",
    ),
    path(
        "seats/<int:pk>/entries/<int:submission>/excuse/", seats.excuse, name="excuse"
    ),
    path("conflicts/<int:pk>/lift/", seats.lift_conflict, name="lift-conflict"),
    path("stated-conflicts/<int:pk>/lift/", seats.lift_stated, name="lift-stated"),
    path("sheets/<int:pk>/reopen/", seats.reopen, name="reopen"),
    path("rounds/<int:pk>/progress/", watching.progress, name="progress"),
    path("rounds/<int:pk>/remind/", watching.remind, name="remind"),
    path("rounds/<int:pk>/ranking/", ranking.ranking, name="ranking"),
    path("rounds/<int:pk>/ranking/certainty/", explaining.certainty, name="certainty"),
    # The ranking's rows link to it by the entry's key alone: it lies below the page.
    path("rounds/<int:pk>/ranking/<int:submission>/", explaining.why, name="why"),
    path("scoring/", explaining.scoring, name="scoring"),
    path("rounds/<int:pk>/papers/", paper.papers, name="papers"),
    path("seats/<int:pk>/entries/<int:submission>/paper/", paper.key_in, name="key-in"),
    path("seats/<int:pk>/papers.pdf", paper.scoresheets, name="scoresheets"),
    path(
        "seats/<int:pk>/entries/<int:submission>/paper.pdf",
        paper.scoresheets,
        name="scoresheet",
    ),
    path("seats/<int:pk>/signed.pdf", paper.signed_sheets, name="signed-sheets"),
    path(
        "seats/<int:pk>/entries/<int:submission>/signed.pdf",
        paper.signed_sheets,
        name="signed-sheet",
    ),
    path("papers/<int:pk>/scan/", paper.scan, name="scan"),
    path("rounds/<int:pk>/ties/", ranking.decide_tie, name="decide-tie"),
    path("rounds/<int:pk>/sessions/", sessions.sessions, name="sessions"),
    path("rounds/<int:pk>/sessions/plan/", sessions.plan, name="plan-session"),
    path("sessions/<int:pk>/", hall.hall, name="hall"),
    path("sessions/<int:pk>/state/", hall.state, name="session-state"),
    path("sessions/<int:pk>/control/", hall.control, name="control"),
    path("sessions/<int:pk>/projector/", hall.projector, name="projector"),
    path("sessions/<int:pk>/order/", hall.order, name="session-order"),
    path("sessions/<int:pk>/order/draw/", sessions.draw, name="draw-order"),
    path("sessions/<int:pk>/order/change/", sessions.reorder, name="reorder"),
    path("sessions/<int:pk>/change/", sessions.change, name="change-session"),
    path("sessions/<int:pk>/reopen/", sessions.reopen, name="reopen-session"),
    path("sessions/<int:pk>/presence/", hall.confirm_presence, name="confirm-presence"),
    path("sessions/<int:pk>/attendance/", sessions.attendance, name="attendance"),
    path("sessions/<int:pk>/minutes/", sessions.minutes, name="minutes"),
    path("sessions/<int:pk>/minutes.pdf", sessions.minutes_paper, name="minutes-paper"),
    path("sessions/<int:pk>/minutes/write/", sessions.write, name="write-minutes"),
]
