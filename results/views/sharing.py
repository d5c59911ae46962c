"""The pictures that a link to a public page shows where it is shared."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from results import public
from results.models import Result
from results.public import sharing
from ui.kept import kept_for_visitors
from ui.picture import png

TEMPLATE = "results/picture.typ"


@login_not_required
@require_GET
@kept_for_visitors(queries=["v"])
def picture(request, pk):
    """Draw the winner of a result; `v` only tells one state of it from another."""
    now = timezone.now()
    found = get_object_or_404(Result.objects.open_to_all(at=now).for_list(), pk=pk)
    shown = public.public_result(found, at=now)
    return drawing(sharing.picture_of(shown))


@login_not_required
@require_GET
@kept_for_visitors
def site_picture(request):
    return drawing(sharing.site_picture())


def drawing(data):
    return HttpResponse(png(TEMPLATE, data), content_type="image/png")
