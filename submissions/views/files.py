"""The doors to files: through the owner's entry, or through what was handed in."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from submissions.freezing import canonical
from submissions.models import Attachment, Entry, Submission
from submissions.storing import file_of_version, paper_scan_of_version
from submissions.streaming import page_image, stream


@require_safe
def entry_file(request, pk, attachment, page=None):
    """A file that is on the entry now, to its owners."""
    entries = Entry.objects.visible_to(request.user).filter(pk=pk)
    kept = Attachment.objects.kept().filter(entry__in=entries)
    found = get_object_or_404(kept.select_related("stored"), pk=attachment)
    return answer(request, found.stored, found.name, page)


@require_safe
def version_file(request, pk, number, attachment, page=None):
    """A file of a version, to all who may read what was handed in."""
    version = version_of(request, pk, number)
    stored, name = file_of_version(version, attachment)
    if stored is None:
        stored, name = paper_scan_of_version(version, attachment)
    if stored is None:
        raise Http404
    return answer(request, stored, name, page)


@require_safe
def version_content(request, pk, number):
    """The canonical JSON whose SHA-256 the receipt names."""
    version = version_of(request, pk, number)
    response = HttpResponse(
        canonical(version.content), content_type="application/json; charset=utf-8"
    )
    name = f"{version.submission.number}-{version.number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def version_of(request, pk, number):
    submission = get_object_or_404(Submission.objects.visible_to(request.user), pk=pk)
    return get_object_or_404(submission.versions, number=number)


def answer(request, stored, name, page):
    """Send the page that was asked for as a picture, or else the file."""
    if page is not None:
        return page_image(request, stored, page)
    return stream(request, stored, name, inline="download" not in request.GET)
