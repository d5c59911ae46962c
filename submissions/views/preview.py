"""A category's entry form as its officers will see it, also before it is saved."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from contests.entry_form.wellformed import faults, with_keys
from contests.forms.entry_forms import PREFIX, FieldsFormSet
from contests.models import Category
from contests.permissions import can_manage_seasons
from submissions.editing import edit_fields
from submissions.models import Entry


@require_http_methods(["GET", "POST"])
def form_preview(request, pk):
    """Show the saved form, or the posted one; nothing is saved here."""
    categories = Category.objects.visible_to(request.user).select_related("season")
    category = get_object_or_404(categories, pk=pk)
    if not can_manage_seasons(request.user):
        raise PermissionDenied
    form, is_wrong = category.form, False
    if request.method == "POST":
        formset = FieldsFormSet(request.POST, initial=form, prefix=PREFIX)
        is_wrong = not formset.is_valid()
        if not is_wrong:
            form = with_keys(formset.as_stored(), form)
            is_wrong = bool(faults(form))
    context = {
        "category": category,
        # Addresses of files need one; this one leads nowhere.
        "entry": Entry(pk=0, category=category),
        "fields": [] if is_wrong else edit_fields(form, "", {}),
        "is_wrong": is_wrong,
        "is_saved": form == category.form,
    }
    return render(request, "submissions/form_preview.html", context)
