"""One seat on a panel before staff and chair, and every act on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from judging import actions, permissions
from judging.doors import sheets_watched_by, shown_in
from judging.forms import ReasonForm, SeatForm
from judging.models import Conflict, Judge, StatedConflict
from judging.oversight import history_of, seat_sheets
from judging.views.panel import is_open
from ui.acting import carried_out


def watched_seat(request, pk):
    seats = Judge.objects.watched_by(request.user).with_round()
    return get_object_or_404(seats.select_related("stands_in_for__user"), pk=pk)


@require_GET
def seat(request, pk):
    seat, now = watched_seat(request, pk), timezone.now()
    user, round_ = request.user, seat.round
    hides = permissions.judges_blindly(user, round_)
    rows = seat_sheets(seat, at=now)
    context = {
        "seat": seat,
        "round": round_,
        "hides_names": hides,
        # Rule 3: nor which of another's sheets are begun.
        "waits": permissions.waits_for_own_sheets(user, round_, at=now),
        "rows": rows,
        "may_print": any(row.is_signed for row in rows)
        and permissions.may_see_ranking(user, round_, at=now),
        "stated": ()
        if hides
        else seat.stated_conflicts.select_related("office", "person"),
        "may_run": permissions.can_run_panel(user, round_),
        "may_excuse": permissions.can_excuse(user, round_),
        "may_reopen": permissions.can_reopen(user, seat),
        "is_open": is_open(round_) and seat.left_at is None,
        "may_replace": permissions.can_run_panel(user, round_)
        and is_open(round_)
        and not is_taken(seat),
        "events": history_of([seat], names=False, hides=hides),
    }
    return render(request, "judging/seat.html", context)


def is_taken(seat):
    """Say whether somebody else sits in the place of one who has left it."""
    if seat.left_at is None or seat.place_id is None:
        return False
    return Judge.objects.live().filter(place=seat.place_id).exists()


@require_http_methods(["GET", "POST"])
def change_seat(request, pk):
    seat = watched_seat(request, pk)
    if not permissions.can_run_panel(request.user, seat.round):
        raise PermissionDenied
    initial = {
        "capacity": seat.capacity,
        "committee_title": seat.committee_title,
        "position": seat.position,
        "scores": seat.scores,
    }
    return act(
        request,
        SeatForm(request.POST or None, initial=initial),
        lambda data: actions.change_seat(seat, by=request.user, **data),
        round=seat.round,
        heading=_("Change the seat"),
        thing=seat.user.get_full_name(),
        button=_("Save"),
        back=reverse("judging:seat", args=[pk]),
        done=_("The seat is changed."),
    )


@require_http_methods(["GET", "POST"])
def leave(request, pk):
    seat = watched_seat(request, pk)
    if not permissions.can_run_panel(request.user, seat.round):
        raise PermissionDenied
    return act(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.leave(seat, by=request.user, **data),
        round=seat.round,
        heading=_("Take off the panel"),
        thing=seat.user.get_full_name(),
        does=_(
            "Sheets that are signed stay and count. What is not signed does not count, "
            "and the judge cannot open the entries any more."
        ),
        button=_("Take off the panel"),
        back=reverse("judging:panel", args=[seat.round_id]),
        done=_("The judge is off the panel."),
        is_grave=True,
    )


def seat_and_work(request, pk, submission):
    """Return a seat and a submission of its round, or 404."""
    seat = watched_seat(request, pk)
    works = shown_in([seat.round_id], at=timezone.now()).select_related("entry")
    return seat, get_object_or_404(works, pk=submission)


@require_http_methods(["GET", "POST"])
def declare_for(request, pk, submission):
    seat, work = seat_and_work(request, pk, submission)
    if not permissions.can_run_panel(request.user, seat.round):
        raise PermissionDenied
    return act(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.declare_conflict(seat, work, by=request.user, **data),
        round=seat.round,
        heading=_("Declare a conflict of interest"),
        thing=f"{seat.user.get_full_name()} · {work.number} {work.title}",
        does=_(
            "The judge cannot open this entry any more, and marks that they gave it do "
            "not count."
        ),
        button=_("Declare the conflict"),
        back=reverse("judging:seat", args=[pk]),
        done=_("The conflict is declared."),
        is_grave=True,
    )


@require_http_methods(["GET", "POST"])
def lift_conflict(request, pk):
    seats = Judge.objects.watched_by(request.user)
    conflicts = Conflict.objects.filter(judge__in=seats).select_related(
        "judge__user", "judge__round__office", "submission__entry"
    )
    conflict = get_object_or_404(conflicts, pk=pk)
    round_ = conflict.judge.round
    if not permissions.can_run_panel(request.user, round_):
        raise PermissionDenied
    return act(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.lift_conflict(conflict, by=request.user, **data),
        round=round_,
        heading=_("Take back a declared conflict"),
        thing=f"{conflict.judge.user.get_full_name()} · {conflict.submission.number}",
        does=_("The entry is on the judge's list again. The history keeps both acts."),
        button=_("Take it back"),
        back=reverse("judging:seat", args=[conflict.judge_id]),
        done=_("The conflict is taken back."),
    )


@require_http_methods(["GET", "POST"])
def lift_stated(request, pk):
    """Take back a conflict that a judge stated against an office or a person."""
    stated = get_object_or_404(
        StatedConflict.objects.filter(
            judge__in=Judge.objects.watched_by(request.user)
        ).select_related("judge__user", "judge__round__office", "office", "person"),
        pk=pk,
    )
    round_ = stated.judge.round
    if not permissions.can_run_panel(request.user, round_):
        raise PermissionDenied
    return act(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.lift_stated(stated, by=request.user, **data),
        round=round_,
        heading=_("Take back a stated conflict"),
        thing=f"{stated.judge.user.get_full_name()} · {stated.with_whom}",
        does=_(
            "Their entries are on the judge's list again, unless something else bars "
            "them. The history keeps both acts."
        ),
        button=_("Take it back"),
        back=reverse("judging:seat", args=[stated.judge_id]),
        done=_("The conflict is taken back."),
    )


@require_http_methods(["GET", "POST"])
def excuse(request, pk, submission):
    seat, work = seat_and_work(request, pk, submission)
    if not permissions.can_excuse(request.user, seat.round):
        raise PermissionDenied
    return act(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.excuse(seat, work, by=request.user, **data),
        round=seat.round,
        heading=_("Excuse from an entry"),
        thing=f"{seat.user.get_full_name()} · {work.number} {work.title}",
        does=_(
            "The judge need not sign a sheet for this entry; marks that they began to "
            "give it do not count."
        ),
        button=_("Excuse the judge"),
        back=reverse("judging:seat", args=[pk]),
        done=_("The judge is excused from this entry."),
    )


@require_http_methods(["GET", "POST"])
def reopen(request, pk):
    sheet = get_object_or_404(
        sheets_watched_by(request.user).select_related(
            "judge__user", "judge__round__office", "submission__entry"
        ),
        pk=pk,
    )
    round_, work = sheet.judge.round, sheet.submission
    if not permissions.can_reopen(request.user, sheet.judge):
        raise PermissionDenied
    return act(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.reopen(sheet, by=request.user, **data),
        round=round_,
        heading=_("Open a sheet again"),
        thing=f"{sheet.judge.user.get_full_name()} · {work.number} {work.title}",
        does=_(
            "The judge can change the marks and has to sign again; until then the "
            "sheet does not count. They are told, with your reason."
        ),
        button=_("Open the sheet again"),
        back=reverse("judging:seat", args=[sheet.judge_id]),
        done=_("The sheet is open again."),
    )


def act(request, form, do, *, done, back, **context):
    """Show an act with its form, do it, and go back where it came from."""
    if carried_out(request, form, do):
        messages.success(request, done)
        return redirect(back)
    return render(request, "judging/act.html", {"form": form, "back": back, **context})
