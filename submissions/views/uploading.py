"""Files come in piece by piece and go on after a break: the tus protocol, over HTTP.

https://tus.io/protocols/resumable-upload 1.0: core, creation (with upload), checksum,
termination, expiration. What a program may rely on beyond it: GET tells what became of
an upload, and shows a field with its files.
"""

import logging
from contextlib import contextmanager
from functools import wraps

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contests.entry_form import file_fields
from submissions import actions, permissions, tus
from submissions.file_checks.kinds import LARGEST
from submissions.models import Upload
from submissions.views.entry import find, show_field

logger = logging.getLogger(__name__)

# Nothing for so long: the link is gone, and a thread waits no longer.
SILENCE_SECONDS = 60
# What is not listed was the person's mistake: 422.
STATUS = {
    "garbled": 400,
    "moved": 409,
    "gone": 410,
    "version": 412,
    "too_large": 413,
    "checksum": 460,
}
REASON = {460: "Checksum Mismatch"}


class FinishingResponse(HttpResponse):
    """An answer after which the whole upload is joined and checked.

    The last piece is here, and whoever sent it need not hold the line for the rest: a
    thread does it that has nothing else to do, and a server that is told to stop waits
    for it. What a crash leaves undone, the timer does.
    """

    def __init__(self, upload, **how):
        super().__init__(**how)
        self.upload, self.language = upload, get_language()

    def close(self):
        try:
            with override(self.language):
                actions.finish(self.upload)
        except Exception:
            logger.exception("upload %s is not finished", self.upload.token)
        finally:
            super().close()


def speaks_tus(view):
    """Let a view answer in the protocol's words, also where it refuses."""

    @wraps(view)
    def answer(request, **where):
        try:
            response = view(request, method_of(request), **where)
        except Http404:
            response = refusal_with(404, _("This upload is not here."))
        except PermissionDenied:
            response = refusal_with(403, _("You may not do this."))
        except ValidationError as refusal:
            status = STATUS.get(refusal.error_list[0].code, 422)
            response = refusal_with(status, " ".join(refusal.messages))
        if response.status_code == 412:
            response["Tus-Version"] = tus.VERSION
        response["Tus-Resumable"] = tus.VERSION
        response["Cache-Control"] = "no-store"
        return response

    return answer


def method_of(request):
    """Return the method, or what a client behind an old proxy says instead of it."""
    if request.method != "POST":
        return request.method
    return request.headers.get("X-HTTP-Method-Override", "POST")


def refusal_with(status, sentence):
    return HttpResponse(
        sentence,
        status=status,
        reason=REASON.get(status),
        content_type="text/plain; charset=utf-8",
    )


def description():
    """Answer what this server can do."""
    return HttpResponse(
        status=204,
        headers={
            "Tus-Version": tus.VERSION,
            "Tus-Extension": tus.EXTENSIONS,
            "Tus-Max-Size": LARGEST,
            "Tus-Checksum-Algorithm": ",".join(tus.ALGORITHMS),
        },
    )


# The uploads of a field -------------------------------------------------------------


@require_http_methods(["OPTIONS", "GET", "POST"])
@speaks_tus
def field_uploads(request, method, pk, field):
    """Begin an upload to a field of an entry; or show the field as it is now."""
    entry = find(request, pk)
    if field not in {each["key"] for each in file_fields(entry.category.form)}:
        raise Http404
    if not permissions.can_edit(request.user, entry):
        raise PermissionDenied
    if method == "GET":
        return show_field(request, entry, field)
    if method == "OPTIONS":
        return description()
    tus.refuse_other_version(request.headers.get("Tus-Resumable"))
    said = request.headers.get("Upload-Metadata", "")
    words = tus.metadata(said)
    upload = actions.begin_upload(
        entry,
        field,
        name=words.get("filename") or words.get("name") or "",
        length=tus.number(request.headers.get("Upload-Length")),
        metadata=said,
        by=request.user,
    )
    if request.content_type == tus.CONTENT_TYPE:
        try:
            receive(request, upload)
        except ValidationError:
            actions.cancel_upload(upload)
            raise
    response = taken(upload, status=201)
    response["Location"] = reverse("submissions:upload", args=[upload.token])
    return response


# One upload -------------------------------------------------------------------------


@require_http_methods(["OPTIONS", "HEAD", "GET", "PATCH", "POST", "DELETE"])
@speaks_tus
def upload(request, method, token):
    """Tell of an upload, take its next bytes, or give it up."""
    mine = Upload.objects.visible_to(request.user).with_entry()
    upload = get_object_or_404(mine, token=token)
    if not permissions.can_edit(request.user, upload.entry):
        raise PermissionDenied
    answers = {
        "OPTIONS": lambda request, upload: description(),
        "HEAD": head,
        "GET": outcome,
        "PATCH": patch,
        "DELETE": delete,
    }
    if method not in answers:
        return HttpResponse(status=405, headers={"Allow": ", ".join(answers)})
    if method not in ("OPTIONS", "GET"):
        tus.refuse_other_version(request.headers.get("Tus-Resumable"))
    return answers[method](request, upload)


def head(request, upload):
    """How many bytes are here."""
    if upload.outcome != Upload.Outcome.ATTACHED:
        refuse_ended(upload)
    response = with_place(HttpResponse(), upload)
    response["Upload-Length"] = upload.length
    if upload.metadata:
        response["Upload-Metadata"] = upload.metadata
    return response


def outcome(request, upload):
    """What became of it, for the page that shows it."""
    return JsonResponse(
        {
            "offset": upload.offset,
            "length": upload.length,
            "outcome": upload.outcome,
            "refusal": upload.refusal,
        }
    )


def patch(request, upload):
    """Take the next bytes."""
    refuse_ended(upload)
    if request.content_type != tus.CONTENT_TYPE:
        return refusal_with(415, f"Content-Type: {tus.CONTENT_TYPE}")
    if tus.number(request.headers.get("Upload-Offset")) != upload.offset:
        raise actions.moved()
    receive(request, upload)
    return taken(upload, status=204)


def delete(request, upload):
    """Give it up."""
    actions.cancel_upload(upload)
    return HttpResponse(status=204)


def refuse_ended(upload):
    if upload.has_ended(at=timezone.now()):
        raise actions.gone()


def receive(request, upload):
    """Take in what the request carries."""
    checksum = request.headers.get("Upload-Checksum")
    with no_endless_silence(request):
        actions.receive(
            upload,
            request.read,
            size=int(request.META.get("CONTENT_LENGTH") or 0),
            checksum=tus.Checksum(checksum) if checksum else None,
        )


@contextmanager
def no_endless_silence(request):
    """Let gunicorn's socket give up on a phone that went out of reach in a piece."""
    socket = request.META.get("gunicorn.socket")
    if socket is None:
        yield
        return
    socket.settimeout(SILENCE_SECONDS)
    try:
        yield
    finally:
        socket.settimeout(None)


def taken(upload, *, status):
    """Answer that the bytes are here; when all of them are, finish afterwards."""
    if upload.is_whole:
        return with_place(FinishingResponse(upload, status=status), upload)
    return with_place(HttpResponse(status=status), upload)


def with_place(response, upload):
    """Say how far the upload is, and until when it may go on."""
    response["Upload-Offset"] = upload.offset
    if not upload.outcome:
        response["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return response
