"""Pages of a stage: what it is, its dates, how it is judged."""

import hashlib

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from audit.models import Event
from contests import actions, permissions
from contests.award_names import names_of
from contests.forms.awards import AwardsForm
from contests.forms.stages import RulesForm, StageDatesForm
from contests.ladder import by_rung
from contests.models import Round, Stage
from contests.pictures import ladder_of, phases_of
from contests.rules import (
    live_rules,
    rows_of,
    shown_chain,
    shown_criteria,
    total_weight,
)
from contests.views.seasons import tell_of_rounds
from ui.acting import carried_out
from ui.language import page_language


@require_GET
def stage_page(request, pk):
    now = timezone.now()
    stage = find(request, pk)
    stages = by_rung(stage.category.stages.all())
    counts = Round.objects.filter(stage__in=stages).count_by_phase(at=now)
    rules = live_rules(stage)
    user = request.user
    context = {
        "stage": stage,
        "steps": ladder_of(stages, counts),
        "phases": phases_of(counts.get(stage.pk, {})),
        "total_rounds": sum(counts.get(stage.pk, {}).values()),
        "chain": shown_chain(rules),
        "sees_criteria": permissions.can_see_criteria_of_stage(user, stage, at=now),
        "criteria": shown_criteria(rows_of(stage)),
        "total": total_weight(rules["criteria"]),
        "award_names": shown_awards(stage),
        "may_manage": permissions.can_manage_seasons(user),
        "events": Event.objects.about(stage),
    }
    return render(request, "contests/stage.html", context)


@require_http_methods(["GET", "POST"])
def stage_dates(request, pk):
    """Show first which rounds move, then move them."""
    stage = find(request, pk)
    if not permissions.can_manage_seasons(request.user):
        raise PermissionDenied
    form = StageDatesForm(request.POST or None, stage=stage)
    context = {"stage": stage, "form": form}
    if request.method == "POST" and form.is_valid():
        move = {"drops_own": form.cleaned_data["drops_own"], "at": timezone.now()}
        moves = actions.plan_move(stage, form.dates(), **move)
        seen = fingerprint(form.dates(), moves)
        if not moves or form.cleaned_data["seen"] == seen:
            move |= {"by": request.user, "reason": form.cleaned_data["reason"]}
            dates = form.dates()
            if carried_out(
                request, form, lambda _data: actions.move_dates(stage, dates, **move)
            ):
                messages.success(request, _("The dates are moved."))
                return redirect(stage)
        form.remember(seen)
        context |= preview(moves)
    return render(request, "contests/stage_dates.html", context)


def preview(moves):
    refused = {}
    for move in moves:
        for sentence in move.refusals.values():
            refused.setdefault(sentence, []).append(move.round.office)
    return {
        "is_preview": True,
        "moved": [move.round.office for move in moves if move.is_moved],
        "stay": [move.round.office for move in moves if not move.is_moved],
        "keep": [move.round.office for move in moves if move.keeps],
        "give_up": [move.round.office for move in moves if move.gives_up],
        "refused": refused.items(),
    }


def fingerprint(dates, moves) -> str:
    """Return what stands for exactly this move of exactly these rounds."""
    rounds = [(m.round.pk, m.is_moved, sorted(m.refusals)) for m in moves]
    text = repr([sorted((name, str(d)) for name, d in dates.items()), rounds])
    return hashlib.sha256(text.encode()).hexdigest()


@require_http_methods(["GET", "POST"])
def stage_rules(request, pk):
    stage = find(request, pk)
    if not permissions.can_manage_seasons(request.user):
        raise PermissionDenied
    frozen = frozen_rounds(stage)
    form = RulesForm(request.POST or None, stage=stage, frozen=frozen)

    def act(data):
        actions.change_stage(
            stage,
            by=request.user,
            reason=data["reason"],
            apply_to=frozen if data.get("applies_to_frozen") else (),
            **form.changes(),
        )

    if carried_out(request, form, act):
        messages.success(request, _("The rules of the stage are saved."))
        return redirect(stage)
    context = {"stage": stage, "form": form, "frozen": frozen}
    return render(request, "contests/stage_rules.html", context)


def shown_awards(stage):
    """Return the names of the awards that the stage gives, in the reader's language."""
    names = names_of(stage.award_names).values()
    return [name[page_language()] for name in names]


@require_http_methods(["GET", "POST"])
def stage_awards(request, pk):
    stage = find(request, pk)
    if not permissions.can_manage_seasons(request.user):
        raise PermissionDenied
    form = AwardsForm(request.POST or None, instance=stage)

    def act(_data):
        actions.change_stage(stage, by=request.user, **form.changes())

    if carried_out(request, form, act):
        messages.success(request, _("Awards and appeals of the stage are saved."))
        return redirect(stage)
    context = {"stage": stage, "form": form}
    return render(request, "contests/stage_awards.html", context)


def frozen_rounds(stage):
    """Return the rounds that are being judged by a rulebook of their own."""
    frozen = stage.rounds.filter(rules_frozen_at__isnull=False, sealed_at__isnull=True)
    return list(frozen.select_related("office"))


@require_POST
def make_rounds(request, pk):
    stage = find(request, pk)
    if not permissions.can_manage_seasons(request.user):
        raise PermissionDenied
    tell_of_rounds(request, actions.make_rounds(stage, by=request.user))
    return redirect(stage)


def find(request, pk):
    stages = Stage.objects.visible_to(request.user).select_related("category__season")
    return get_object_or_404(
        stages.prefetch_related("criteria", "category__stages"), pk=pk
    )
