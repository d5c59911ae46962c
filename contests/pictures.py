"""The way of a round and the ladder of a category, as the steps of `ui/_steps.html`."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contests.ladder import by_rung
from contests.phases import ENDED, WAY, Phase, phase_of
from ui.language import page_language
from ui.thai import short_date

# What a tone says of a phase, wherever one is shown.
TONES = {
    Phase.UPCOMING: "neutral",
    Phase.OPEN: "good",
    Phase.SCREENING: "info",
    Phase.JUDGING: "info",
    Phase.SEALED: "accent",
    Phase.APPROVED: "accent",
    Phase.PUBLISHED: "good",
    Phase.NO_ENTRIES: "neutral",
    Phase.CANCELLED: "bad",
}
# When a round comes into a phase: a date in force, or a fact.
MOMENTS = {
    Phase.OPEN: "opens_at",
    Phase.SCREENING: "closes_at",
    Phase.JUDGING: "judging_opens_at",
    Phase.SEALED: "sealed_at",
    Phase.APPROVED: "approved_at",
    Phase.PUBLISHED: "public_from",
}


def way_of(round_, *, at) -> list[dict]:
    """Return the phases of a round as steps, from open to published."""
    phase = phase_of(round_, at=at)
    stopped_at = round_.cancelled_at or round_.closed_empty_at
    reached = unended_phase_of(round_, at=stopped_at) if stopped_at else phase
    steps = []
    for each in WAY[1:]:
        if WAY.index(each) < WAY.index(reached) or each == Phase.PUBLISHED == reached:
            state = "done"
        elif each == reached and not stopped_at:
            state = "current"
        elif stopped_at:
            break
        else:
            state = "todo"
        steps.append(
            {"label": each.label, "state": state, "moment": moment_of(round_, each, at)}
        )
    if stopped_at:
        steps.append({"label": phase.label, "state": "stopped", "moment": stopped_at})
    return steps


def unended_phase_of(round_, *, at):
    """Return the phase by the dates alone: where a round that ended early had come."""
    dates = ("opens_at", "closes_at", "judging_opens_at")
    return WAY[sum(getattr(round_, date) <= at for date in dates)]


def moment_of(round_, phase, at):
    moment = getattr(round_, MOMENTS[phase])
    # A publication under embargo has not happened yet for those who look.
    return None if phase == Phase.PUBLISHED and moment and moment > at else moment


def ladder_of(stages, counts) -> list[dict]:
    """Return a category's stages as steps, from the lowest up.

    `counts` are those of `RoundQuerySet.count_by_phase`.
    """
    return [
        {
            "label": stage.name,
            "state": state_of(counts.get(stage.pk, {})),
            "note": note_of(stage, counts.get(stage.pk, {})),
            "url": stage.get_absolute_url(),
        }
        for stage in by_rung(stages)
    ]


def state_of(by_phase) -> str:
    if not by_phase:
        return "todo"
    if set(by_phase) <= set(ENDED):
        return "done"
    if set(by_phase) <= {Phase.UPCOMING}:
        return "todo"
    return "current"


def note_of(stage, by_phase) -> str:
    total = sum(by_phase.values())
    dates = _("%(first)s – %(last)s") % {
        "first": short_date(stage.opens_at, page_language()),
        "last": short_date(stage.judging_due_at, page_language()),
    }
    if not total:
        return _("%(dates)s · no rounds yet") % {"dates": dates}
    return ngettext(
        "%(dates)s · %(number)d round", "%(dates)s · %(number)d rounds", total
    ) % {"dates": dates, "number": total}


def phases_of(by_phase) -> list[dict]:
    """Return the phases that rounds are in, in their order, each with its number."""
    return [
        {
            "phase": phase.value,
            "label": phase.label,
            "tone": TONES[phase],
            "number": by_phase[phase],
        }
        for phase in Phase
        if phase in by_phase
    ]
