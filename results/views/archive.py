"""The whole story of a round as one file, and the key by which it is checked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST

from results import actions, permissions
from results.archive.contents import contents_of
from results.archive.signing import public_pem
from results.views.acts import round_for


@require_POST
def archive(request, pk):
    """Export a sealed round; the file is made while it is sent."""
    now = timezone.now()
    round_ = round_for(request, pk, permissions.can_export_round)
    try:
        story = actions.export_round(round_, by=request.user, at=now)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("results:round", pk=pk)
    response = StreamingHttpResponse(contents_of(story), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, name_of(round_))
    response["Cache-Control"] = "private, no-store"
    # A proxy that keeps the answer until it is whole would keep gigabytes.
    response["X-Accel-Buffering"] = "no"
    return response


@login_not_required
@require_GET
def archive_key(request):
    """The portal's public key, for whoever checks an archive without the portal."""
    return HttpResponse(public_pem(), content_type="application/x-pem-file")


def name_of(round_):
    """เรื่องราวรอบ KM2565-2 ระดับจังหวัด สำนักงานพัฒนาชุมชนจังหวัดศรีสะเกษ.zip"""
    category = round_.stage.category
    number = f"KM{category.season.year}-{category.number}"
    with override("th"):
        stage = str(round_.stage.name)
    return f"เรื่องราวรอบ {number} {stage} {round_.office.title_th}.zip"
