"""How a paper is answered with: its name in Thai and in letters that all can read."""

from hashlib import sha256
from urllib.parse import quote

from django.http import HttpResponse


def paper_answer(request, pdf: bytes, *, thai: str, ascii: str, is_public=False):
    """Answer with a PDF to show in the browser; "not modified" to who has it.

    `thai` and `ascii` name the file without its suffix. What is public may be kept by
    anybody who asks each time whether it still stands; anything else by nobody.
    """
    etag = f'"{sha256(pdf).hexdigest()}"'
    is_known = is_public and request.headers.get("If-None-Match") == etag
    answer = HttpResponse(
        b"" if is_known else pdf,
        status=304 if is_known else 200,
        content_type="application/pdf",
    )
    answer["Content-Disposition"] = (
        f"inline; filename=\"{ascii}.pdf\"; filename*=UTF-8''{quote(thai, safe='')}.pdf"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-cache" if is_public else "private, no-store"
    if is_public:
        answer["ETag"] = etag
    return answer
