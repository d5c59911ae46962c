"""How a file is answered with: its name in Thai and in letters that all can read."""

from hashlib import sha256
from urllib.parse import quote

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response

from ui.tables import (
    Table,
    as_csv,
    as_json,
    as_xlsx,
    csv_pieces,
    json_pieces,
    xlsx_pieces,
)

WRITERS = {
    "xlsx": (xlsx_pieces, as_xlsx.CONTENT_TYPE),
    "csv": (csv_pieces, as_csv.CONTENT_TYPE),
    "json": (json_pieces, as_json.CONTENT_TYPE),
}


def paper_answer(request, pdf: bytes, *, thai: str, ascii: str, is_public=False):
    """Answer with a PDF to show in the browser; "not modified" to who has it.

    `thai` and `ascii` name the file without its suffix. What is public may be kept by
    anybody who asks each time whether it still stands; anything else by nobody.
    """
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = named("inline", thai, ascii, "pdf")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-cache" if is_public else "private, no-store"
    if not is_public:
        return answer
    answer["ETag"] = etag = f'"{sha256(pdf).hexdigest()}"'
    return get_conditional_response(request, etag=etag, response=answer)


def table_answer(table: Table, kind: str, *, thai: str, ascii: str):
    """Answer with a table as a file to be saved: "xlsx", "csv" or "json"; 404 else.

    `thai` and `ascii` name the file without its suffix. It is made while it is sent.
    """
    if kind not in WRITERS:
        raise Http404
    written, content_type = WRITERS[kind]
    answer = StreamingHttpResponse(written(table), content_type=content_type)
    answer["Content-Disposition"] = named("attachment", thai, ascii, kind)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def named(how: str, thai: str, ascii: str, suffix: str) -> str:
    """Return the header that names a file, "inline" or as an "attachment"."""
    return (
        f'{how}; filename="{ascii}.{suffix}"; '
        f"filename*=UTF-8''{quote(thai, safe='')}.{suffix}"
    )
