"""How staff let works into a round by their word: the late door, and naming."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contests.ladder import in_area_then
from offices.forms import as_typed
from offices.models import Office
from offices.roles import LADDER
from submissions import actions, permissions
from submissions.forms import LateDoorForm, NameForm
from submissions.models import LateDoor, Submission
from submissions.views.screening import find
from submissions.working_days import end_of_working_day

MOST_CANDIDATES = 50


@require_http_methods(["GET", "POST"])
def late_door(request, pk):
    now = timezone.now()
    round_ = find_own(request, pk)
    area = in_area_then(round_.office, round_.stage.category.season_id)
    offices = Office.objects.filter(area, is_active=True)
    asked = offices.filter(code=request.GET.get("office", "")).first()
    form = LateDoorForm(
        request.POST or None,
        offices=offices,
        initial={
            "office": asked and as_typed(asked),
            "until": end_of_working_day(now, 1),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            door = actions.open_late_door(
                round_, by=request.user, at=now, **form.cleaned_data
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request,
                _("The late door is open to %(office)s.")
                % {"office": door.office.title},
            )
            return redirect("submissions:screening", pk=round_.pk)
    doors = LateDoor.objects.filter(round=round_)
    context = {
        "round": round_,
        "form": form,
        "doors": doors.select_related("office", "opened_by"),
        "now": now,
    }
    return render(request, "submissions/late_door.html", context)


@require_http_methods(["GET", "POST"])
def name(request, pk):
    now = timezone.now()
    round_ = find_own(request, pk)
    candidates = candidates_for(request.user, round_, now)
    text = request.GET.get("q", "")
    found = candidates.matching(text)
    form = NameForm(request.POST or None, candidates=candidates)
    form.fields["submission"].choices = [
        (each.pk, f"{each.number} · {each.title} · {each.entry.office.title}")
        for each in found[:MOST_CANDIDATES]
    ]
    if request.method == "POST" and form.is_valid():
        try:
            named = actions.name_into(
                round_,
                form.cleaned_data["submission"].entry,
                by=request.user,
                at=now,
                reason=form.cleaned_data["reason"],
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request,
                _("The entry is in this round as %(number)s.")
                % {"number": named.number},
            )
            return redirect("submissions:screening", pk=round_.pk)
    context = {"round": round_, "form": form, "q": text, "most": MOST_CANDIDATES}
    return render(request, "submissions/name.html", context)


def find_own(request, pk):
    """Return the round, or refuse who is not its own staff."""
    round_ = find(request, pk)
    if not permissions.can_screen(request.user, round_):
        raise PermissionDenied
    return round_


def candidates_for(user, round_, now):
    """Return works handed in to rounds below, whose entries are not here yet."""
    stage = round_.stage
    area = in_area_then(round_.office, stage.category.season_id, "entry__office__")
    seen = Submission.objects.visible_to(user, at=now)
    # What is here under an embargo stays in the list, or its absence would tell of it.
    here = seen.filter(round=round_).values("entry").order_by()
    return (
        seen.filter(
            area,
            round__stage__category=stage.category_id,
            round__stage__level__in=LADDER[: LADDER.index(stage.level)],
            state__in=("handed_in", "returned", "accepted"),
        )
        .exclude(entry__in=here)
        .for_list()
        .order_by("number")
    )
