"""Pages of rounds: a stage's list, one round, and what its staff give it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audit.models import Event
from contests import actions, permissions
from contests.acts import READ_BY_ALL
from contests.forms.rounds import ReasonForm, RoundFilterForm, RoundForm
from contests.ladder import in_area_then
from contests.models import Round, Stage
from contests.phases import DATES, Phase, phase_of
from contests.pictures import TONES, way_of
from contests.rules import (
    rules_of,
    shown_chain,
    shown_changes,
    shown_criteria,
    total_weight,
)
from offices.models import Office
from offices.roles import Level
from ui.acting import carried_out
from ui.htmx import render_page

PER_PAGE = 50


@require_GET
def round_list(request, pk):
    stages = Stage.objects.visible_to(request.user).select_related("category__season")
    stage = get_object_or_404(stages, pk=pk)
    form = RoundFilterForm(
        request.GET,
        regions=Office.objects.filter(level=Level.REGION),
        provinces=Office.objects.filter(level=Level.PROVINCE),
        phases=Phase.choices,
    )
    rounds = Round.objects.visible_to(request.user).filter(stage=stage)
    rounds = rounds.with_phase(at=timezone.now()).select_related("office__parent")
    if form.is_valid():
        rounds = chosen(rounds, stage.category.season_id, **form.cleaned_data)
    page = Paginator(rounds, PER_PAGE).get_page(request.GET.get("page"))
    for each in page:
        each.stage = stage
        each.phase = Phase(each.phase)
        each.tone = TONES[each.phase]
    context = {"stage": stage, "form": form, "page": page}
    return render_page(request, "contests/rounds.html", context, part="rows")


def chosen(rounds, season_id, *, region, province, phase):
    """Return the rounds that the filters ask for."""
    for area in (region, province):
        if area:
            rounds = rounds.filter(in_area_then(area, season_id, "office__"))
    return rounds.filter(phase=phase) if phase else rounds


@require_GET
def round_page(request, pk):
    now, user = timezone.now(), request.user
    round_ = find(request, pk)
    phase = phase_of(round_, at=now)
    may_run = permissions.can_run_round(user, round_)
    events = Event.objects.about(round_, with_embargoed=may_run)
    if not permissions.can_see_round_history(user, round_):
        events = events.filter(act__in=READ_BY_ALL)
    context = {
        "round": round_,
        "phase": phase,
        "tone": TONES[phase],
        "steps": way_of(round_, at=now),
        "dates": dates_shown(round_),
        **rules_shown(round_),
        "sees_criteria": permissions.can_see_criteria(user, round_, at=now),
        "may_run": may_run,
        "may_edit": permissions.can_edit_round(user, round_),
        "may_cancel": not round_.sealed_at
        and permissions.can_cancel_round(user, round_),
        "events": events,
    }
    return render(request, "contests/round.html", context)


def dates_shown(round_):
    return [
        {
            "label": Stage._meta.get_field(name).verbose_name,
            "moment": getattr(round_, name),
            "is_own": getattr(round_, f"own_{name}") is not None,
        }
        for name in DATES
    ]


def rules_shown(round_):
    rules = rules_of(round_)
    return {
        "rules": rules,
        "changes": shown_changes(rules),
        "criteria": shown_criteria(rules["criteria"]),
        "total": total_weight(rules["criteria"]),
        "chain": shown_chain(rules),
        "method": Stage.Method(rules["method"]).label,
    }


@require_http_methods(["GET", "POST"])
def round_edit(request, pk):
    round_ = find(request, pk)
    if not permissions.can_edit_round(request.user, round_):
        raise PermissionDenied
    form = RoundForm(request.POST or None, round_=round_)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_round(round_, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            form.look_again()
        else:
            messages.success(request, _("The round is saved."))
            return redirect(round_)
    context = {"round": round_, "form": form}
    return render(request, "contests/round_edit.html", context)


@require_http_methods(["GET", "POST"])
def round_cancel(request, pk):
    return with_reason(request, pk, actions.cancel_round, "contests/round_cancel.html")


@require_http_methods(["GET", "POST"])
def round_reinstate(request, pk):
    return with_reason(
        request, pk, actions.reinstate_round, "contests/round_reinstate.html"
    )


def with_reason(request, pk, act, template):
    """Ask for a reason, then do to the round what is to be done."""
    round_ = find(request, pk)
    if not permissions.can_cancel_round(request.user, round_):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if carried_out(request, form, lambda data: act(round_, by=request.user, **data)):
        return redirect(round_)
    return render(request, template, {"round": round_, "form": form})


def find(request, pk):
    rounds = Round.objects.visible_to(request.user).for_list()
    return get_object_or_404(rounds.select_related("office__parent"), pk=pk)
