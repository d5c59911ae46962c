"""The department brings results of earlier years in: template, upload, preview."""

import hashlib

from django.contrib import messages
from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    ValidationError,
)
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from contests.models import Season
from results import actions, permissions
from results.forms import PastFileForm, SeenForm
from results.models import PastImport
from results.past.plan import plan_of
from results.past.sheet import read
from results.past.template import template
from submissions.file_names import harmless
from ui.acting import carried_out, pressed, typed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTED = 50
# More faults than that nobody mends before uploading again.
SHOWN_FAULTS = 300


def refuse_others(request):
    if not permissions.can_bring_past(request.user):
        raise PermissionDenied


def season_for(request, year):
    refuse_others(request)
    return get_object_or_404(Season.objects.visible_to(request.user), year=year)


@require_GET
def past_seasons(request):
    """Choose the year, and see the files that came."""
    refuse_others(request)
    imports = PastImport.objects.visible_to(request.user).for_list()
    context = {
        "seasons": Season.objects.visible_to(request.user),
        "waiting": imports.waiting(),
        "imports": imports.exclude(pk__in=imports.waiting().values("pk"))[:LISTED],
    }
    return render(request, "results/past/seasons.html", context)


@require_GET
def past_template(request, year):
    season = season_for(request, year)
    name = f"km-challenge-{season.year}.xlsx"
    return HttpResponse(
        template(season),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "POST"])
def past_season(request, year):
    """Take a file whose every cell is right; of any other name each that is not."""
    season = season_for(request, year)
    form = PastFileForm(typed(request), request.FILES or None)
    faults = ()
    if request.method == "POST" and form.is_valid():
        try:
            brought, faults = take(season, form.cleaned_data["file"], by=request.user)
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            if brought:
                told = _("Every cell is right. Nothing is public yet: look it over.")
                messages.success(request, told)
                return redirect(brought)
    context = {
        "season": season,
        "form": form,
        "faults": faults[:SHOWN_FAULTS],
        "count": len(faults),
        "file": request.FILES.get("file"),
    }
    return render(request, "results/past/season.html", context)


def take(season, upload, *, by):
    """Return what was made of the file, or None and its faults."""
    now = timezone.now()
    rows, unread = read(upload)
    plan = plan_of(season, rows, at=now, unread=unread)
    if plan.faults:
        return None, plan.faults
    upload.seek(0)
    brought = actions.bring_past(
        season,
        rows,
        file_name=harmless(upload.name)[:200],
        sha256=hashlib.file_digest(upload, "sha256").hexdigest(),
        by=by,
        at=now,
    )
    return brought, ()


@require_http_methods(["GET", "POST"])
def past_import(request, pk):
    """Show exactly what the file publishes; a colleague of who brought it confirms."""
    brought = get_object_or_404(
        PastImport.objects.visible_to(request.user).select_related(
            "season", "brought_by", "confirmed_by"
        ),
        pk=pk,
    )
    form = SeenForm(typed(request))
    if carried_out(
        request,
        form,
        lambda data: actions.confirm_past(brought, by=request.user, seen=data["seen"]),
    ):
        count = brought.results.count()
        told = ngettext(
            "%(n)d result is published.", "%(n)d results are published.", count
        )
        messages.success(request, told % {"n": count})
        return redirect(brought)
    if form.has_error(NON_FIELD_ERRORS, "stale"):
        # Pressed twice without JavaScript: the page tells what became of the file.
        return redirect(brought)
    context = {"brought": brought, "form": form}
    if brought.confirmed_at:
        context["results"] = brought.results.for_list().order_by("pk")
    elif brought.is_waiting:
        plan = plan_of(brought.season, brought.rows, at=timezone.now())
        form.initial["seen"] = plan.fingerprint
        # A form that was refused shows what is to be confirmed now.
        form.data = {**form.data, "seen": plan.fingerprint}
        context |= {
            "plan": plan,
            "count": sum(len(each.placings) for each in plan.rounds),
            "is_own": brought.brought_by_id == request.user.pk,
        }
    return render(request, "results/past/import.html", context)


@require_POST
def drop_past_import(request, pk):
    brought = get_object_or_404(PastImport.objects.visible_to(request.user), pk=pk)
    done = _("The file is dropped. Nothing of it was published.")
    if pressed(request, lambda: actions.drop_past(brought, by=request.user), done):
        return redirect("results:past-seasons")
    return redirect(brought)
