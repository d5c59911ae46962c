"""Certificates to download: one, all as one PDF, all as single files in a ZIP."""

from importlib import import_module
from urllib.parse import quote

from django.core.files.storage import default_storage
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from results import actions, permissions
from results.certificates import file_of, issued_of
from results.models import Certificate
from results.papers import certificate_pdf
from results.papers.certificate import TITLE
from results.views.acts import result_for
from results.workflow import State
from submissions.packing import Names, safe
from submissions.storing import bytes_of
from ui.acting import pressed
from ui.answers import paper_answer
from ui.single_pages import single_pages


@require_GET
def certificate_paper(request, pk):
    """One certificate: to whoever received it, and to the staff who issued it."""
    seen = Certificate.objects.visible_to(request.user, at=timezone.now())
    found = get_object_or_404(seen.for_list().with_versions(), pk=pk)
    return paper_answer(
        request,
        certificate_pdf(found),
        thai=safe(name_of(found.number, found.year, found.latest.name)),
        ascii=f"certificate-{found.year}-{found.number}",
    )


@require_POST
def ask_for_file(request, pk):
    """Have the file of all certificates made; the page shows how far it is."""
    result = result_for(request, pk, permissions.can_certify)
    pressed(request, lambda: actions.ask_for_file(result, by=request.user))
    return redirect("results:certificates", pk=pk)


@require_GET
def certificates_pdf(request, pk):
    result, file = made_file_for(request, pk)
    thai, ascii = names_of(result)
    size = default_storage.size(file.path)
    return StreamingHttpResponse(
        bytes_of(file.path, 0, size),
        content_type="application/pdf",
        headers={
            **headers_of(f"{thai}.pdf", f"{ascii}.pdf"),
            "Content-Length": str(size),
        },
    )


@require_GET
def certificates_zip(request, pk):
    """Each certificate as a file named for its receiver, made while it is sent."""
    result, file = made_file_for(request, pk)
    listed = issued_of(result).order_by("year", "number").with_name()
    names = list(listed.values_list("number", "year", "name"))
    thai, ascii = names_of(result)
    return StreamingHttpResponse(
        zipped(file.path, [name_of(*each) for each in names]),
        content_type="application/zip",
        headers=headers_of(f"{thai}.zip", f"{ascii}.zip"),
    )


def made_file_for(request, pk):
    """Return the result and the file of what stands now, or answer 404."""
    result = result_for(request, pk, permissions.can_certify)
    file = file_of(result) if result.state == State.PUBLISHED else None
    if file is None or not file.made_at:
        raise Http404
    return result, file


def zipped(path, names):
    """Yield the ZIP; PDFs are compressed already."""
    zip_, taken = import_module("zipstream").ZipStream(), Names()
    with default_storage.open(path) as file:
        for name, pdf in zip(names, single_pages(file, title=TITLE), strict=True):
            zip_.add(pdf, taken.free("", safe(f"{name}.pdf")).lstrip("/"))
            yield from zip_.all_files()
    yield from zip_.finalize()


def name_of(number, year, name):
    """เกียรติบัตร 12-2569 สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ จังหวัดศรีสะเกษ"""
    return f"{TITLE} {number}-{year} {name.replace('/', '-')}"


def names_of(result):
    round_ = result.round
    category = round_.stage.category
    which = f"{category.season.year}-{category.number}"
    return (
        f"{TITLE}-{which}-{round_.office.name_th}",
        f"certificates-{which}-{round_.office.code}",
    )


def headers_of(thai, ascii):
    return {
        "Content-Disposition": (
            f"attachment; filename=\"{ascii}\"; filename*=UTF-8''{quote(thai, safe='')}"
        ),
        "Cache-Control": "private, no-store",
    }
