"""Until when a result can be appealed against, by whom, and what stands in the way."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from offices.models import Office, User
from offices.roles import Role, offices_of
from results.models import Appeal, Result
from results.workflow import AppealState, State
from submissions.models import Submission
from submissions.workflow import State as SubmissionState
from submissions.working_days import end_of_working_day
from ui.language import page_language
from ui.thai import full_moment

# As a field of an entry form says it, for `submissions.file_limits`.
FILES = {
    "types": ["pdf", "docx", "xlsx", "jpeg", "png"],
    "mb_each": 20,
    "most_files": 5,
}


def closes_at(result: Result) -> datetime | None:
    """Return the last moment for appeals, or None where there is none.

    It follows from when the result became public and from the days that it was sealed
    with.
    """
    if not (result.public_from and result.appeal_days):
        return None
    return end_of_working_day(result.public_from, result.appeal_days)


def appealing_offices(user: User, result: Result) -> list[Office]:
    """Return the offices for which `user` may appeal: an entry of each was there."""
    offices = offices_of(user, Role.OFFICER) if user.is_authenticated else []
    if not offices:
        return []
    entered = set(
        Submission.objects.filter(round=result.round_id, entry__office__in=offices)
        .exclude(state=SubmissionState.WITHDRAWN)
        .values_list("entry__office", flat=True)
    )
    return [office for office in offices if office.pk in entered]


@dataclass(frozen=True)
class Standing:
    """What a person may do against a public result, and what their offices did."""

    own: tuple[Appeal, ...] = ()
    may_file: bool = False
    closes_at: datetime | None = None


def standing_of(user: User, result: Result, *, at: datetime) -> Standing:
    """Return where `user` stands with appeals. Two queries for an officer."""
    offices = appealing_offices(user, result) if result.appeal_days else []
    if not offices:
        return Standing()
    own = tuple(
        Appeal.objects.filter(result=result, office__in=offices).select_related(
            "office"
        )
    )
    waiting = {office.pk for office in offices} - {each.office_id for each in own}
    is_open = not what_blocks_an_appeal(result, None, at=at)
    return Standing(own, bool(waiting) and is_open, closes_at(result))


def what_blocks_an_appeal(
    result: Result, office: Office | None, *, at: datetime
) -> list[str]:
    """Return what keeps an office from filing an appeal now."""
    if result.state != State.PUBLISHED:
        return [
            _("This result no longer stands. Appeal against the one that replaces it.")
        ]
    until = closes_at(result)
    if until is None:
        return [_("No appeals are taken against this result.")]
    if at > until:
        return [
            _("Appeals against this result could be filed until %(moment)s.")
            % {"moment": full_moment(until, page_language())}
        ]
    if office and Appeal.objects.filter(result=result, office=office).exists():
        return [
            _("%(office)s has filed an appeal against this result already.")
            % {"office": office.title}
        ]
    return []


def what_blocks_a_file(appeal: Appeal, *, at: datetime) -> list[str]:
    """Return what keeps the office from adding a file to its appeal."""
    if appeal.state != AppealState.FILED:
        return [_("The appeal is answered: no more files are taken.")]
    until = closes_at(appeal.result)
    if until is None or at > until:
        return [_("The time for appeals is over: no more files are taken.")]
    return []


def what_blocks_an_answer(appeal: Appeal, *, by: User) -> list[str]:
    """Return what keeps `by` from answering an appeal."""
    if appeal.state != AppealState.FILED:
        return [
            _("This appeal is “%(state)s” by now.")
            % {"state": appeal.get_state_display()}
        ]
    if appeal.filed_by_id == by.pk:
        return [_("You filed this appeal yourself: somebody else answers it.")]
    return []
