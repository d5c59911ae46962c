"""The way of a work through its round, for the picture of where it stands."""

from django.utils.translation import gettext as _

from contests.phases import Phase, phase_of
from submissions.workflow import State

JUDGED = (Phase.SEALED, Phase.APPROVED, Phase.PUBLISHED)


def steps_of(submission, *, at):
    """Return the steps of a submission, loaded with its round, as `ui/_steps` draws."""
    phase, state = phase_of(submission.round, at=at), submission.state
    accepted = state == State.ACCEPTED
    checked = {State.ACCEPTED: "done", State.HANDED_IN: "current"}.get(state, "stopped")
    if state == State.RETURNED:
        checked = "current"
    judged = "todo"
    if accepted and phase in JUDGED:
        judged = "done"
    elif accepted and phase == Phase.JUDGING:
        judged = "current"
    published = accepted and phase == Phase.PUBLISHED
    return [
        {
            "label": _("Handed in"),
            "state": "done",
            "moment": submission.handed_in_at,
        },
        {
            "label": _("Eligibility check"),
            "state": checked,
            "note": "" if accepted else submission.get_state_display(),
        },
        {
            "label": _("Judging"),
            "state": judged,
            "moment": submission.round.judging_opens_at if judged == "todo" else None,
        },
        {"label": _("Result"), "state": "done" if published else "todo"},
    ]
