"""The office tree, one office, and the offices to choose from while one types."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from offices import permissions
from offices.forms import OfficeFilter, as_typed
from offices.models import Membership, Office
from offices.roles import KEEPERS, Level, offices_of
from offices.tables import offices_table
from ui.answers import table_answer
from ui.htmx import render_page


@require_GET
def office_list(request):
    """Without a question the regions with their provinces; else what was found."""
    form, found, is_asked = _asked_for(request)
    context = {"form": form}
    if is_asked:
        context["page"] = Paginator(found, 50).get_page(request.GET.get("page"))
    else:
        context |= _upper_tree(found)
    return render_page(request, "offices/list.html", context, part="found")


def _asked_for(request):
    """Return the form, the offices that it wants, and whether it asks for any."""
    form = OfficeFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = Office.objects.visible_to(request.user).filter(is_active=True)
    found = found.named(wanted.get("q", ""))
    if level := wanted.get("level"):
        found = found.filter(level=level)
    return form, found, bool(wanted.get("q") or level)


@require_GET
def offices_list(request, kind):
    """What the list is asked for as a table, the whole country without a question."""
    _form, found, _is_asked = _asked_for(request)
    return table_answer(offices_table(found), kind, thai="หน่วยงาน", ascii="offices")


def _upper_tree(offices):
    """Return the department, and each region with its provinces, in one query."""
    levels = {level: [] for level in Level}
    for office in offices.exclude(level=Level.DISTRICT):
        levels[office.level].append(office)
    regions = {o.pk: {"region": o, "provinces": []} for o in levels[Level.REGION]}
    for province in levels[Level.PROVINCE]:
        regions[province.parent_id]["provinces"].append(province)
    return {"department": levels[Level.DEPARTMENT][0], "regions": regions.values()}


@require_GET
def office(request, code):
    office = get_object_or_404(Office.objects.visible_to(request.user), code=code)
    people = None
    if permissions.sees_area_of(request.user, office):
        people = (
            Membership.objects.visible_to(request.user)
            .live()
            .filter(office=office)
            .select_related("user")
            .order_by("user__sort_key", "user_id", "role")
        )
    context = {
        "office": office,
        "above": Office.objects.above(office),
        "below": office.children.filter(is_active=True),
        "people": people,
        "may_invite": permissions.looks_after(request.user, office),
        "may_keep_stationery": permissions.can_keep_stationery(request.user, office),
    }
    return render(request, "offices/office.html", context)


@require_GET
def suggest(request):
    """Answer a box for offices with what it might mean, as <option>s."""
    mine = offices_of(request.user, *KEEPERS)
    text = request.GET.get("office", "").strip()
    found = Office.objects.in_areas_of(mine).filter(is_active=True).named(text)
    shown = [as_typed(office) for office in found[:20]] if text else []
    return render(request, "offices/_options.html", {"options": shown})
