"""Staff enter what came on paper for an office; the office takes it over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from contests.ladder import in_area_then
from offices.models import Office, User
from submissions import actions, permissions
from submissions.forms import PaperForm
from submissions.views.entry import find
from submissions.views.letting_in import find_own
from ui.acting import pressed


@require_http_methods(["GET", "POST"])
def enter(request, pk):
    now = timezone.now()
    round_ = find_own(request, pk)
    category = round_.stage.category
    offices = Office.objects.filter(
        in_area_then(round_.office, category.season_id), is_active=True
    )
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        offices=offices,
        people=people_of(offices) if category.is_individual else None,
        initial={"office": request.GET.get("office", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            entry = actions.enter_from_paper(
                round_, by=request.user, at=now, **form.cleaned_data
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request,
                _("Now type what stands on the paper, then hand it in."),
            )
            return redirect("submissions:entry", pk=entry.pk)
    context = {"round": round_, "form": form}
    return render(request, "submissions/paper.html", context)


def people_of(offices):
    """Return who belongs to one of the offices today, by name."""
    return (
        User.objects.filter(
            memberships__office__in=offices,
            memberships__ended_at__isnull=True,
            is_active=True,
        )
        .distinct()
        .order_by("given_name", "surname")
    )


@require_POST
def take_over(request, pk):
    entry = find(request, pk)
    if not permissions.can_take_over(request.user, entry):
        raise PermissionDenied
    done = _("The entry is your office's own now.")
    pressed(request, lambda: actions.take_over(entry, by=request.user), done)
    return redirect("submissions:entry", pk=entry.pk)
