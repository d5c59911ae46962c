"""Editing the rows of a stage's criteria, or of a category's template."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contests import actions, permissions
from contests.forms.criteria import CriteriaChangeForm, CriteriaFormSet
from contests.models import Category, Round, Stage
from contests.rules import rows_of
from contests.views.rows import data_of, is_to_be_saved
from contests.views.stages import frozen_rounds

PREFIX = "criteria"


@require_http_methods(["GET", "POST"])
def of_stage(request, pk):
    stages = Stage.objects.visible_to(request.user).select_related("category__season")
    stage = get_object_or_404(stages, pk=pk)
    if not permissions.can_manage_seasons(request.user):
        raise PermissionDenied
    frozen = frozen_rounds(stage)
    others = unfrozen_stages(stage.category).exclude(pk=stage.pk)
    rows = rows_of(stage)
    data = data_of(request, PREFIX)
    formset = CriteriaFormSet(data, initial=rows, prefix=PREFIX)
    form = CriteriaChangeForm(data, stages=others, frozen=frozen)

    def save():
        change = form.cleaned_data
        actions.set_criteria(
            stage,
            formset.rows(),
            by=request.user,
            reason=change["reason"],
            apply_to=frozen if change.get("applies_to_frozen") else (),
        )
        return rows_of(stage)

    if is_saved(request, formset, form, save):
        return redirect(stage)
    context = {"stage": stage, "category": stage.category, "frozen": frozen}
    context |= {"formset": formset, "form": form, "rows": rows}
    return render(request, "contests/criteria.html", context)


@require_http_methods(["GET", "POST"])
def template(request, pk):
    categories = Category.objects.visible_to(request.user).select_related("season")
    category = get_object_or_404(categories, pk=pk)
    if not permissions.can_manage_seasons(request.user):
        raise PermissionDenied
    rows = category.criteria_template
    data = data_of(request, PREFIX)
    formset = CriteriaFormSet(data, initial=rows, prefix=PREFIX)
    form = CriteriaChangeForm(data, stages=unfrozen_stages(category))

    def save():
        actions.change_template(category, formset.rows(), by=request.user)
        return category.criteria_template

    if is_saved(request, formset, form, save):
        return redirect(category)
    context = {"category": category, "formset": formset, "form": form, "rows": rows}
    return render(request, "contests/criteria.html", context)


def unfrozen_stages(category):
    frozen = Round.objects.filter(
        stage__category=category, rules_frozen_at__isnull=False
    )
    return category.stages.exclude(pk__in=frozen.values("stage"))


def is_saved(request, formset, form, save) -> bool:
    """Save the rows here and where they are to be copied, all or nothing."""
    if not is_to_be_saved(request):
        return False
    if not (formset.is_valid() and form.is_valid()):
        return False
    try:
        with transaction.atomic():
            rows = save()
            actions.copy_criteria(
                rows,
                form.cleaned_data["copy_to"],
                by=request.user,
                reason=form.cleaned_data["reason"],
            )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, _("The criteria are saved."))
    return True
