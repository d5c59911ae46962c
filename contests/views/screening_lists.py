"""The page of what a category's screening goes by: checklist and ready-made reasons."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contests import actions, permissions
from contests.entry_form import label_of
from contests.forms.screening_lists import LABELS, ScreeningListsForm
from contests.models import Category
from contests.screening_lists import LISTS, lines_of


def shown_lists(category):
    """Return each list as a page shows it: its label, and its lines in words."""
    return [
        {
            "label": LABELS[name],
            "lines": [label_of(line) for line in lines_of(category, name)],
        }
        for name in LISTS
    ]


@require_http_methods(["GET", "POST"])
def screening_edit(request, pk):
    categories = Category.objects.visible_to(request.user).select_related("season")
    category = get_object_or_404(categories, pk=pk)
    if not permissions.can_manage_seasons(request.user):
        raise PermissionDenied
    form = ScreeningListsForm(request.POST or None, category=category)
    if request.method == "POST" and form.is_valid():
        actions.change_screening(category, form.cleaned_data, by=request.user)
        messages.success(request, _("Checklist and reasons are saved."))
        return redirect(category)
    context = {"category": category, "form": form}
    return render(request, "contests/screening_edit.html", context)
