"""Leave to hand in after closing: by the late door, or because of a return."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from audit.models import Event
from submissions import permissions
from submissions.actions.screening import RETURNED
from submissions.models import Entry, LateDoor, Submission
from submissions.workflow import State


@require_GET
def late_door(request, pk):
    """A door: to which office, until when, why, by whom; and the way through it."""
    doors = LateDoor.objects.visible_to(request.user).select_related(
        "office",
        "opened_by",
        "round__office__parent",
        "round__stage__category__season",
    )
    door = get_object_or_404(doors, pk=pk)
    entries = Entry.objects.visible_to(request.user).live().for_list()
    context = {
        "heading": _("The late door is open"),
        "round": door.round,
        "office": door.office,
        "until": door.open_until,
        "reason": door.reason,
        "by": door.opened_by,
        "at": door.opened_at,
        "is_over": door.open_until <= timezone.now(),
        "is_late": True,
        "is_officer": permissions.can_enter_for(request.user, door.office),
        "entries": entries.filter(
            office=door.office, category=door.round.stage.category_id
        ),
    }
    return render(request, "submissions/leave.html", context)


@require_GET
def returned(request, pk):
    """A return: until when it may be handed in again, why, by whom."""
    now = timezone.now()
    works = Submission.objects.visible_to(request.user, at=now).for_list()
    work = get_object_or_404(works.filter(state=State.RETURNED), pk=pk)
    event = Event.objects.about(work, at=now).filter(act=RETURNED).first()
    if event is None:
        raise Http404
    is_own = permissions.can_edit(request.user, work.entry)
    context = {
        "heading": _("Returned for correction"),
        "submission": work,
        "round": work.round,
        "office": work.entry.office,
        "until": work.open_until,
        "reason": work.state_reason,
        "by": event.by,
        "at": event.at,
        "is_over": work.open_until <= now,
        "is_officer": is_own,
        "entries": [work.entry] if is_own else [],
    }
    return render(request, "submissions/leave.html", context)
