"""Sessions of a round: planned, drawn, changed by hand, attended, put into minutes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods

from audit.models import Event
from contests.phases import phase_of
from judging import actions, permissions
from judging.actions.sessions import PLANNED
from judging.doors import may_follow
from judging.forms import ReasonForm
from judging.forms.meeting import AttendanceForm, MinutesForm
from judging.forms.sessions import DrawForm, OrderForm, SessionForm
from judging.hall.minutes import read_minutes
from judging.hall.order import order_of
from judging.models import AgendaItem, Session
from judging.papers import minutes_pdf
from judging.progress import seats_of
from judging.views.hall import came_to, followed, people_of, run_by
from judging.views.panel import is_open
from judging.views.seats import act
from ui import thai
from ui.acting import carried_out
from ui.answers import paper_answer

# Of a session's history, on the page of its minutes.
MOST_EVENTS = 100


def round_followed(request, pk):
    """Return a round whose sessions the person may follow, or answer 404."""
    round_ = may_follow(request.user, pk)
    if round_ is None:
        raise Http404
    return round_


@require_GET
def sessions(request, pk):
    round_ = round_followed(request, pk)
    context = {
        "round": round_,
        "phase": phase_of(round_, at=timezone.now()),
        "sessions": list(Session.objects.filter(round=round_)),
        "may_run": permissions.can_run_session(request.user, round_),
        "is_open": is_open(round_),
    }
    return render(request, "judging/hall/sessions.html", context)


@require_http_methods(["GET", "POST"])
def plan(request, pk):
    round_ = round_followed(request, pk)
    if not permissions.can_run_session(request.user, round_):
        raise PermissionDenied
    form = SessionForm(request.POST or None, initial=usual(round_))
    if request.method == "POST" and form.is_valid():
        try:
            session = actions.plan_session(round_, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The session is planned."))
            return redirect("judging:control", session.pk)
    context = {
        "round": round_,
        "form": form,
        "heading": _("Plan a session"),
        "thing": round_.stage.category.name,
        "button": _("Plan the session"),
        "back": reverse("judging:sessions", args=[pk]),
    }
    return render(request, "judging/act.html", context)


def usual(round_):
    """Return what a new session most likely has: the next number, the last slots."""
    last = Session.objects.filter(round=round_).order_by("-pk").first()
    count = Session.objects.filter(round=round_).count() + 1
    year = thai.era_year(thai.in_bangkok(timezone.now()).year)
    return {
        "number": f"{count}/{year}",
        "place": last.place if last else "",
        "presentation_minutes": last.presentation_minutes if last else 10,
        "question_minutes": last.question_minutes if last else 5,
    }


@require_http_methods(["GET", "POST"])
def change(request, pk):
    session = run_by(request, pk)
    initial = {name: getattr(session, name) for name in PLANNED}
    return act(
        request,
        SessionForm(request.POST or None, initial=initial),
        lambda data: actions.change_session(session, by=request.user, **data),
        round=session.round,
        heading=_("Change the session"),
        thing=session.number,
        button=_("Save"),
        back=reverse("judging:control", args=[pk]),
        done=_("The session is changed."),
    )


@require_http_methods(["GET", "POST"])
def draw(request, pk):
    session = run_by(request, pk)
    return act(
        request,
        # An empty form is a right one: the portal then makes the seed.
        DrawForm(request.POST if request.method == "POST" else None),
        lambda data: actions.draw_order(session, by=request.user, **data),
        round=session.round,
        heading=_("Draw the order by lot"),
        thing=session.number,
        does=_(
            "The lot is drawn once. Its seed is recorded and shown, so that anybody "
            "can draw it again and find the same order. Entries that are accepted "
            "later come at the end."
        ),
        button=_("Draw the lot"),
        back=reverse("judging:control", args=[pk]),
        done=_("The order is drawn."),
    )


@require_http_methods(["GET", "POST"])
def reorder(request, pk):
    session = run_by(request, pk)
    form = OrderForm(
        order_of(session).entries,
        request.POST or None,
        initial={"version": session.version},
    )

    def do(data):
        actions.reorder(
            session,
            form.order(),
            version=data["version"],
            reason=data["reason"],
            by=request.user,
        )

    return act(
        request,
        form,
        do,
        round=session.round,
        heading=_("Change the order by hand"),
        thing=session.number,
        does=_(
            "The order then says that it was changed by hand, with your reason; the "
            "history keeps the order of the lot."
        ),
        button=_("Change the order"),
        back=reverse("judging:control", args=[pk]),
        done=_("The order is changed."),
    )


@require_http_methods(["GET", "POST"])
def reopen(request, pk):
    session = run_by(request, pk)
    return act(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.reopen_session(session, by=request.user, **data),
        round=session.round,
        heading=_("Open the session again"),
        thing=session.number,
        button=_("Open the session again"),
        back=reverse("judging:control", args=[pk]),
        done=_("The session is open."),
    )


@require_http_methods(["GET", "POST"])
def attendance(request, pk):
    session = run_by(request, pk)
    now, came = timezone.now(), came_to(session)
    form = AttendanceForm(session, came, request.POST or None, at=now)

    def act(data):
        given, reason = form.given(), data.get("reason", "")
        actions.note_attendance(session, given, by=request.user, reason=reason, at=now)

    if carried_out(request, form, act):
        messages.success(request, _("Who attends is noted."))
        return redirect("judging:attendance", pk)
    context = {
        "session": session,
        "round": session.round,
        "form": form,
        "came": came,
        "people": people_of(session),
    }
    return render(request, "judging/hall/attendance.html", context)


@require_GET
def minutes(request, pk):
    session = followed(request, pk)
    context = {
        "session": session,
        "round": session.round,
        "minutes": read_minutes(session, seats_of(session.round)),
        "may_run": permissions.can_run_session(request.user, session.round),
        "events": list(Event.objects.about(session)[:MOST_EVENTS]),
    }
    return render(request, "judging/hall/minutes.html", context)


@require_GET
def minutes_paper(request, pk):
    """The minutes as PDF, to be signed."""
    session = followed(request, pk)
    with override("th"):
        minutes = read_minutes(session, seats_of(session.round))
    number = session.number.replace("/", "-")
    return paper_answer(
        request,
        minutes_pdf(session, minutes),
        thai=f"รายงานการประชุม-{session.round.office.name_th}-{number}",
        ascii=f"minutes-{session.round.office.code}-{session.pk}",
    )


@require_http_methods(["GET", "POST"])
def write(request, pk):
    now = timezone.now()
    session, form = minutes_form(request, pk, at=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_minutes(
                session,
                by=request.user,
                texts=form.texts(),
                items=form.item_texts(),
                began=form.began(),
                reason=form.cleaned_data.get("reason", ""),
                at=now,
            )
        except ValidationError as refusal:
            # Overtaken since the form was read: as it is now, it shows by what.
            session, form = minutes_form(request, pk, at=now)
            if form.is_valid():
                form.add_error(None, refusal)
        else:
            messages.success(request, _("The minutes are saved."))
            return redirect("judging:minutes", pk)
    context = {"session": session, "round": session.round, "form": form}
    return render(request, "judging/hall/write.html", context)


def minutes_form(request, pk, *, at):
    session = run_by(request, pk)
    agenda = list(AgendaItem.objects.filter(session=session))
    return session, MinutesForm(session, agenda, request.POST or None, at=at)
