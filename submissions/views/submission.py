"""What was handed in: to its office and to those who look after the area."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from contests.rules import is_blind
from offices.permissions import is_staff_at
from submissions import permissions
from submissions.desk import targets_of
from submissions.giveaways import giveaways_of
from submissions.history import history_of
from submissions.models import Submission
from submissions.reading import read
from submissions.scanning import scan_of
from submissions.screening import checklist_of
from submissions.steps import steps_of
from submissions.ways_in import may_be_decided


@require_GET
def submission(request, pk):
    now, user = timezone.now(), request.user
    works = Submission.objects.visible_to(user, at=now).for_list()
    work = get_object_or_404(works.select_related("accepted_version"), pk=pk)
    is_owner = permissions.can_edit(user, work.entry)
    sees_screening = permissions.can_see_screening(user, work.round)
    # What was read of the files is much, and of use here alone.
    warns = (is_owner or sees_screening) and not work.round.sealed_at
    warns = warns and is_blind(work.round)
    loaded = ("handed_in_by", "text") if warns else ("handed_in_by",)
    versions = list(work.versions.select_related(*loaded).order_by("-number"))
    version = shown_version(versions, request.GET.get("version", ""))
    context = {
        "submission": work,
        "giveaways": giveaways_of(work, version) if warns else [],
        "versions": versions,
        "version": version,
        "fields": read(version.content, file_url(work, version)),
        "scan": scan_of(version.content),
        "steps": steps_of(work, at=now),
        "came_up": came_up(work, user, now),
        "is_owner": is_owner,
        "result_is_public": bool(work.round.public_from)
        and work.round.public_from <= now,
        "target": way_again(work, now) if is_owner else None,
        "may_withdraw": permissions.can_withdraw(user, work.entry)
        and work.state not in ("withdrawn", "disqualified")
        and may_be_decided(work.round, at=now),
        "may_screen": permissions.can_screen(user, work.round)
        and may_be_decided(work.round, at=now),
        "sees_screening": sees_screening,
        "checklist": checklist_of(work.round, version) if sees_screening else [],
        "events": history(work, user, now),
    }
    return render(request, "submissions/submission.html", context)


def shown_version(versions, wanted):
    """Return the version that was asked for, or else the last."""
    return next((each for each in versions if str(each.number) == wanted), versions[0])


def file_url(work, version):
    def url(each):
        names = [work.pk, version.number, each["attachment"]]
        return reverse("submissions:version-file", args=names)

    return url


def way_again(work, now):
    """Return how the office can hand the entry in again, if it can."""
    targets = targets_of(work.entry, [work], at=now)
    return next((each for each in targets if each.round == work.round), None)


def came_up(work, user, now):
    """Say whether it came up from a round below whose result the person may know of."""
    below = work.advanced_from and work.advanced_from.round
    if not below:
        return False
    is_secret = bool(below.public_from) and below.public_from > now
    return not is_secret or is_staff_at(user, below.office)


def history(work, user, now):
    """Return what happened here and, where it may be seen, in the rounds below.

    What is under an embargo is there for those who know of it.
    """
    seen = Submission.objects.visible_to(user, at=now).filter(entry=work.entry_id)
    seen = {each.pk: each for each in seen}
    below = [work]
    while (pk := below[-1].advanced_from_id) in seen:
        below.append(seen[pk])
    source = work.advanced_from and work.advanced_from.round.office
    events = history_of(
        *below, at=now, with_embargoed=bool(source) and is_staff_at(user, source)
    )
    for event in events:
        if event.object_id != work.pk:
            event.thing = seen[event.object_id].number
    return events
