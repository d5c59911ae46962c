"""How a file is answered with: its name in Thai and in letters that all can read."""

from hashlib import sha256
from urllib.parse import quote

from django.http import Http404, HttpResponse, StreamingHttpResponse

from ui.tables import KINDS, Table, as_csv, as_json, as_xlsx, csv_pieces, json_pieces
from ui.tables import xlsx as workbook


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
    answer["Content-Disposition"] = named("inline", thai, ascii, "pdf")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-cache" if is_public else "private, no-store"
    if is_public:
        answer["ETag"] = etag
    return answer


def table_answer(table: Table, kind: str, *, thai: str, ascii: str):
    """Answer with a table as a file to be saved: "xlsx", "csv" or "json"; 404 else.

    `thai` and `ascii` name the file without its suffix. CSV and JSON are made while
    they are sent.
    """
    if kind not in KINDS:
        raise Http404
    if kind == "xlsx":
        answer = HttpResponse(workbook(table), content_type=as_xlsx.CONTENT_TYPE)
    elif kind == "csv":
        answer = StreamingHttpResponse(
            csv_pieces(table), content_type=as_csv.CONTENT_TYPE
        )
    else:
        answer = StreamingHttpResponse(
            json_pieces(table), content_type=as_json.CONTENT_TYPE
        )
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
