"""The screens of a session: the secretary's, the judges', the projector's."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from judging import actions, permissions
from judging.doors import session_for, work_for
from judging.hall.clock import clock_of
from judging.hall.order import not_in_order, order_of
from judging.hall.screen import Screen
from judging.models import Turn
from judging.progress import seats_of
from judging.workflow import TimerAct


def followed(request, pk):
    """Return a session that the person may follow, or answer 404."""
    session = session_for(request.user, pk)
    if session is None:
        raise Http404
    return session


def run_by(request, pk):
    """Return a session that the person may run; 404 or 403 otherwise."""
    session = followed(request, pk)
    if not permissions.can_run_session(request.user, session.round):
        raise PermissionDenied
    return session


def screen_of(session, *, at):
    return {
        "session": session,
        "round": session.round,
        "screen": Screen(session, order_of(session), at=at),
        "people": people_of(session),
    }


def came_to(session):
    """Return each seat with what is noted of whether its person came."""
    noted = {each.judge_id: each for each in session.attendances.all()}
    return [
        (seat, noted.get(seat.pk))
        for seat in seats_of(session.round)
        if seat.left_at is None or seat.pk in noted
    ]


def people_of(session):
    """Return what changes when somebody notes who came, or says it of themselves."""
    moment = session.attendance_noted_at
    return str(int(moment.timestamp() * 1_000_000)) if moment else "0"


@require_GET
def state(request, pk):
    """Say whose turn it is and when its time is over: what every screen polls.

    Its ETag is the row's version and who came, so that an answer without news is one
    query and no body.
    """
    now = timezone.now()
    session = followed(request, pk)
    people = people_of(session)
    etag = f'"{session.version}-{people}"'
    answer = get_conditional_response(request, etag=etag, response=fresh(etag))
    if answer is not None and answer.status_code == 304:
        return answer
    clock = clock_of(session)
    return fresh(
        etag,
        {
            "version": session.version,
            "people": people,
            "state": session.state,
            "turn": session.current_id,
            "phase": session.phase if session.current_id else None,
            "ends_at": clock.ends_at,
            "left_ms": clock.left and round(clock.left.total_seconds() * 1000),
            "now": now,
        },
    )


def fresh(etag, body=None):
    """Make an answer that nothing on the way keeps."""
    response = HttpResponse() if body is None else JsonResponse(body)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


@require_GET
def hall(request, pk):
    """The session before a judge, or before whoever looks on."""
    now = timezone.now()
    session = followed(request, pk)
    context = screen_of(session, at=now)
    seat = permissions.seat_held_in(request.user, session.round_id)
    current = context["screen"].order.current
    context |= {
        "seat": seat,
        "may_run": permissions.can_run_session(request.user, session.round),
        "presence": seat and session.attendances.filter(judge=seat).first(),
        "can_open": bool(
            seat
            and not seat.awaits_answer
            and current
            and work_for(request.user, current.submission, at=now, to_read=False)
        ),
    }
    return render(request, "judging/hall/hall.html", context)


@require_GET
def projector(request, pk):
    session = followed(request, pk)
    context = screen_of(session, at=timezone.now())
    # Nobody's attendance is shown to the hall.
    context["people"] = ""
    context["is_light"] = request.GET.get("look") == "light"
    return render(request, "judging/hall/projector.html", context)


@require_GET
def order(request, pk):
    """The order on a sheet of paper, and how anybody draws the lot again."""
    session = followed(request, pk)
    context = screen_of(session, at=timezone.now())
    context["may_run"] = permissions.can_run_session(request.user, session.round)
    return render(request, "judging/hall/order.html", context)


@require_http_methods(["GET", "POST"])
def control(request, pk):
    """The secretary's desk: every button sends what it does and the version it saw."""
    session = run_by(request, pk)
    if request.method == "POST":
        try:
            done = do(session, request.POST, by=request.user)
        except ValidationError as refusal:
            messages.warning(request, " ".join(refusal.messages))
        else:
            if done:
                messages.success(request, done)
        return redirect("judging:control", pk)
    now = timezone.now()
    context = screen_of(session, at=now)
    context["came"] = came_to(session)
    if session.is_drawn and session.state != "ended":
        context["late"] = not_in_order(session, at=now).count()
    return render(request, "judging/hall/control.html", context)


def do(session, data, *, by):
    """Do what a button of the desk says; return what to tell, if anything."""
    act, version = data.get("act", ""), whole_number(data.get("version"))
    if act in TimerAct.values:
        actions.press(session, TimerAct(act), version=version, by=by)
        return ""
    if act == "call":
        turns = Turn.objects.filter(session=session)
        turn = get_object_or_404(turns, pk=whole_number(data.get("turn")))
        actions.call(session, turn, version=version, by=by)
        return ""
    if act == "append":
        actions.append_entries(session, by=by)
        return _("The later entries are at the end of the order.")
    if act == "begin":
        actions.begin_session(session, by=by)
        return _("The session is open.")
    if act == "end":
        actions.end_session(session, by=by)
        return _("The session is closed. Now its minutes can be written.")
    raise ValidationError(_("Choose what to do."), code="no_act")


def whole_number(text):
    """Return a number out of a form's hidden box; 0, which is nothing's, otherwise."""
    return int(text) if text and text.isascii() and text.isdigit() else 0


@require_POST
def confirm_presence(request, pk):
    """A judge says that they are here."""
    session = followed(request, pk)
    if not session.has_seat:
        raise PermissionDenied
    try:
        actions.confirm_presence(session, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("You are noted as present."))
    return redirect(reverse("judging:hall", args=[pk]))
