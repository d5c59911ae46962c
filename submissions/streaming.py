"""Answer with a file that somebody is already known to be allowed to read.

The one place for the office, staff, judges and the public: each has its own doors.
"""

import re

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from submissions.previews import PICTURES, WIDTHS, pages_of, preview
from submissions.reading import SHOWN_INLINE
from submissions.storing import bytes_of

ONE_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
PAGE_SECONDS = 3600
# A picture or a film needs nothing. The PDF readers of some browsers refuse a sandbox.
NOTHING_AROUND = "default-src 'none'; style-src 'unsafe-inline'"
SANDBOX = f"{NOTHING_AROUND}; img-src 'self'; media-src 'self'; sandbox"


def stream(request, stored_file, name, *, inline):
    """Return the file's bytes, or the range of them that was asked for.

    404 for a file with a virus. `inline` shows a PDF, picture or film in the browser;
    everything else, and all else that is not known to be harmless there, is saved under
    its name.
    """
    if stored_file.virus:
        raise Http404
    size, etag = stored_file.size, f'"{stored_file.sha256}"'
    inline = inline and stored_file.content_type in SHOWN_INLINE
    if request.headers.get("If-None-Match") == etag:
        return with_headers(HttpResponse(status=304), stored_file, name, inline)
    start, end, status = 0, size, 200
    if request.headers.get("If-Range", etag) == etag:
        start, end, status = asked_range(request.headers.get("Range", ""), size)
    if status == 416:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    response = StreamingHttpResponse(
        bytes_of(stored_file.path, start, end), status=status, content_type="-"
    )
    response["Content-Length"] = end - start
    if status == 206:
        response["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return with_headers(response, stored_file, name, inline)


def with_headers(response, stored_file, name, inline):
    """Say what it is and that it is nothing else, may not act, and who may keep it."""
    is_pdf = stored_file.content_type == "application/pdf"
    response["Content-Type"] = stored_file.content_type
    response["Content-Disposition"] = content_disposition_header(not inline, name)
    response["Content-Security-Policy"] = NOTHING_AROUND if is_pdf else SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = f'"{stored_file.sha256}"'
    response["Cache-Control"] = "private, no-cache"
    return response


def asked_range(header, size):
    """Return start, end and status: 206 for one range, 200 for none or several."""
    found = ONE_RANGE.fullmatch(header.strip())
    if not found or not any(found.groups()):
        return 0, size, 200
    first, last = found.groups()
    if first:
        start, end = int(first), min(int(last or size) + 1, size)
        if last and int(last) < start:
            return 0, size, 200
    else:
        start, end = max(0, size - int(last)), size
    return (start, end, 206) if start < end else (0, 0, 416)


def page_image(request, stored_file, page):
    """Return a page of a PDF, or a photograph, as a picture `?width=` pixels wide.

    404 where there is no such page; a picture too large to be made small as it is.
    """
    if stored_file.virus or not 1 <= page <= pages_of(stored_file):
        raise Http404
    width = request.GET.get("width", "")
    width = int(width) if width in map(str, WIDTHS) else WIDTHS[2]
    etag = f'"{stored_file.sha256}-{page}-{width}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        picture = preview(stored_file, page, width)
        if picture is None and stored_file.content_type in PICTURES:
            return stream(request, stored_file, "", inline=True)
        if picture is None:
            raise Http404
        response = HttpResponse(picture, content_type="image/webp")
    response["ETag"] = etag
    response["Cache-Control"] = f"private, max-age={PAGE_SECONDS}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
