"""Who scores what: the table, the draw, one entry by hand, everybody everything."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from contests.rules import check_assignable, rules_of
from judging import actions, permissions
from judging.assignment import balanced_loads
from judging.board import Board
from judging.forms import AssignmentFilter, DrawForm, HandForm, ReasonForm
from judging.views.panel import is_open, run_round, watched_round
from judging.views.seats import act
from ui.acting import carried_out

# Of the table, on one page.
ROWS = 50


def board_for(user, round_, *, at):
    hides = permissions.judges_blindly(user, round_)
    return Board(round_, at=at, hides_names=hides)


@require_GET
def assignment(request, pk):
    round_ = watched_round(request, pk)
    if not permissions.can_see_panel(request.user, round_):
        raise PermissionDenied
    board = board_for(request.user, round_, at=timezone.now())
    form = AssignmentFilter(board.columns, request.GET)
    works = board.found(**form.chosen()) if board.is_drawn else []
    page = Paginator(works, ROWS).get_page(request.GET.get("page"))
    may_run = permissions.can_run_panel(request.user, round_) and is_open(round_)
    context = {
        "round": round_,
        "board": board,
        "form": form,
        "page": page,
        "lines": [board.line(work) for work in page],
        "may_change": may_run,
        "may_draw": may_run and not round_.rules_frozen_at,
        "may_undo": may_run
        and board.is_drawn
        and not round_.rules_frozen_at
        and not round_.stage.judges_per_entry,
    }
    if board.is_drawn:
        context["shortages"] = board.shortages(board.rest)
    return render(request, "judging/assignment.html", context)


@require_http_methods(["GET", "POST"])
def draw(request, pk):
    """Say how many judges an entry has, see what comes of it, draw."""
    round_, now = run_round(request, pk), timezone.now()
    board = board_for(request.user, round_, at=now)
    form = DrawForm(
        request.POST or (request.GET if "each" in request.GET else None),
        fixed=round_.stage.judges_per_entry,
        initial={"each": board.each},
    )
    context = {"round": round_, "board": board, "form": form}
    is_valid = form.is_valid()
    if request.method == "POST" and is_valid:
        try:
            drawn, outcome = actions.draw(
                round_, by=request.user, at=now, **form.cleaned_data
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            tell_drawn(request, drawn, outcome)
            return redirect("judging:assignment", pk)
    else:
        each = form.cleaned_data["each"] if is_valid else board.each
        if each:
            context |= preview(board, each)
    return render(request, "judging/draw.html", context)


def tell_drawn(request, drawn, outcome):
    messages.success(
        request,
        _("It is drawn who scores what. The seed is %(seed)d.") % {"seed": drawn.seed},
    )
    if len(outcome.groups) > 1 and outcome.is_proven:
        messages.warning(
            request,
            _(
                "Some judges share no entry with the others: with loads as even as "
                "these, no assignment joins them all."
            ),
        )


def preview(board, each):
    """Return what a draw would give: loads, and which entries come out short."""
    problem = board.anew(each)
    context = {"each": each, "shortages": board.shortages(problem)}
    try:
        check_assignable(rules_of(board.round), each)
    except ValidationError as refusal:
        return {"refusal": refusal.messages[0]}
    if not problem.entries or len(problem.judges) < each:
        return context
    loads = balanced_loads(problem)
    low, high = min(loads.values()), max(loads.values())
    context |= {"low": low, "high": high}
    if high - low > 1:
        context["loads"] = [
            (column, loads[column.seat.pk])
            for column in board.columns
            if column.progress
        ]
    return context


@require_POST
def assign_rest(request, pk):
    round_ = run_round(request, pk)
    try:
        drawn, _outcome = actions.assign_rest(round_, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        number = drawn.entries
        messages.success(
            request,
            ngettext(
                "%(n)d entry was assigned. The seed is %(seed)d.",
                "%(n)d entries were assigned. The seed is %(seed)d.",
                number,
            )
            % {"n": number, "seed": drawn.seed},
        )
    return redirect("judging:assignment", pk)


@require_http_methods(["GET", "POST"])
def assign_entry(request, pk, submission):
    """Change by hand who scores one entry."""
    round_, now = run_round(request, pk), timezone.now()
    board = board_for(request.user, round_, at=now)
    work = next((each for each in board.works if each.pk == submission), None)
    if work is None:
        raise Http404
    if not board.is_drawn:
        messages.error(request, _("Nothing is assigned in this round. Draw first."))
        return redirect("judging:assignment", pk)
    line = board.line(work)
    form = HandForm(line, request.POST or None)

    def change(data):
        actions.change_by_hand(round_, work, by=request.user, at=now, **data)

    if carried_out(request, form, change):
        messages.success(
            request, _("Who scores %(number)s is changed.") % {"number": work.number}
        )
        return redirect("judging:assignment", pk)
    context = {"round": round_, "board": board, "line": line, "form": form}
    return render(request, "judging/assign_entry.html", context)


@require_http_methods(["GET", "POST"])
def undo_draw(request, pk):
    round_ = run_round(request, pk)
    return act(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.undo_draw(round_, by=request.user, **data),
        round=round_,
        heading=_("Let everybody score everything"),
        thing=round_.office.title,
        does=_(
            "The assignment is taken away and every judge scores every entry again. "
            "The history keeps the draw."
        ),
        button=_("Let everybody score everything"),
        back=reverse("judging:assignment", args=[pk]),
        done=_("Everybody scores everything."),
        is_grave=True,
    )
