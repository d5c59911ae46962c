"""What staff can decide about a work, with the words of each act's page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from submissions import actions


@dataclass(frozen=True)
class Act:
    """An act on one or many works: `run(work, version, *, by, at, reason, until)`."""

    name: str
    heading: str
    does: str
    button: str
    done: str
    run: Callable
    reason_required: bool = True
    with_until: bool = False
    is_grave: bool = False


def accept(work, version, *, by, at, reason):
    return actions.accept(work, by=by, at=at, reason=reason, version=version)


def send_back(work, version, *, by, at, reason, until):
    return actions.return_for_correction(work, by=by, at=at, reason=reason, until=until)


def disqualify(work, version, *, by, at, reason):
    return actions.disqualify(work, by=by, at=at, reason=reason)


def reinstate(work, version, *, by, at, reason):
    return actions.reinstate(work, by=by, at=at, reason=reason)


ACTS = {
    act.name: act
    for act in (
        Act(
            name="accept",
            heading=_("Accept for judging"),
            does=_("These entries go to the judges, in the version shown."),
            button=_("Accept"),
            done=_("Accepted"),
            run=accept,
            reason_required=False,
        ),
        Act(
            name="return",
            heading=_("Return for correction"),
            does=_(
                "These entries go back to their offices, which can hand them in again "
                "until the moment you give."
            ),
            button=_("Return"),
            done=_("Returned for correction"),
            run=send_back,
            with_until=True,
        ),
        Act(
            name="disqualify",
            heading=_("Disqualify"),
            does=_("These entries leave the contest. It can be lifted later."),
            button=_("Disqualify"),
            done=_("Disqualified"),
            run=disqualify,
            is_grave=True,
        ),
        Act(
            name="reinstate",
            heading=_("Lift the disqualification"),
            does=_("These entries are accepted for judging again."),
            button=_("Lift it"),
            done=_("Disqualification lifted"),
            run=reinstate,
        ),
    )
}
