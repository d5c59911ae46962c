"""Pages of a category: what it is, its names, its entry form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audit.models import Event
from contests import actions, entry_form, permissions
from contests.forms.categories import CategoryForm
from contests.forms.entry_forms import PREFIX, FieldsFormSet
from contests.ladder import by_rung
from contests.models import Category, Round
from contests.pictures import ladder_of
from contests.rules import shown_criteria, total_weight
from contests.views.rows import data_of, is_to_be_saved
from contests.views.screening_lists import shown_lists
from ui.acting import carried_out


@require_GET
def category_page(request, pk):
    now = timezone.now()
    category = find(request, pk)
    stages = by_rung(category.stages.all())
    counts = Round.objects.filter(stage__in=stages).count_by_phase(at=now)
    may_manage = permissions.can_manage_seasons(request.user)
    context = {
        "category": category,
        "steps": ladder_of(stages, counts),
        "stages": stages,
        "fields": entry_form.shown(category.form, "", {}),
        "may_manage": may_manage,
        "events": Event.objects.about(category),
    }
    if may_manage:
        context |= {
            "criteria": shown_criteria(category.criteria_template),
            "total": total_weight(category.criteria_template),
            "screening": shown_lists(category),
        }
    return render(request, "contests/category.html", context)


@require_http_methods(["GET", "POST"])
def category_edit(request, pk):
    category = find(request, pk)
    if not permissions.can_manage_seasons(request.user):
        raise PermissionDenied
    form = CategoryForm(request.POST or None, instance=category)

    def act(data):
        actions.change_category(category, by=request.user, **data)

    if carried_out(request, form, act):
        messages.success(request, _("The category is saved."))
        return redirect(category)
    context = {"category": category, "form": form}
    return render(request, "contests/category_edit.html", context)


@require_http_methods(["GET", "POST"])
def form_edit(request, pk):
    category = find(request, pk)
    if not permissions.can_manage_seasons(request.user):
        raise PermissionDenied
    now = timezone.now()
    data = data_of(request, PREFIX)
    formset = FieldsFormSet(data, initial=category.form, prefix=PREFIX)
    refusals = []
    if is_to_be_saved(request) and formset.is_valid():
        try:
            fields = formset.as_stored()
            actions.change_form(category, fields, by=request.user, at=now)
        except actions.FormRefused as refusal:
            refusals = formset.put(refusal.faults)
        else:
            messages.success(request, _("The entry form is saved."))
            return redirect(category)
    context = {
        "category": category,
        "formset": formset,
        "refusals": refusals,
        "is_in_use": actions.is_in_use(category, at=now),
        "is_refused": is_to_be_saved(request),
    }
    return render(request, "contests/form_edit.html", context)


def find(request, pk):
    categories = Category.objects.visible_to(request.user).select_related("season")
    return get_object_or_404(categories.prefetch_related("stages"), pk=pk)
