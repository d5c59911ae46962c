"""The staff's page of a round's entries, and the same list as a file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from contests.ladder import stage_below
from contests.models import Round, Stage
from contests.phases import Phase, phase_of
from contests.screening_lists import CHECKLIST, lines_of
from submissions import permissions
from submissions.forms import ScreeningFilter
from submissions.listing import (
    areas_of,
    counted,
    keys_in_order,
    listed,
    rows_of,
    states_of,
)
from submissions.models import StoredFile, Submission
from submissions.packing import archive, folder_name, packed
from submissions.paper_list import list_on_paper
from submissions.screening import offices_without_entry
from submissions.tables import entries_table
from submissions.ways_in import may_be_decided
from ui.answers import paper_answer, table_answer
from ui.htmx import render_page
from ui.keys import key_from
from ui.tables import xlsx

PER_PAGE = 50


@require_GET
def screening(request, pk):
    now = timezone.now()
    round_ = find(request, pk)
    works = works_of(request.user, round_, now)
    counts = counted(works)
    form = filter_of(request.GET, counts, round_)
    wanted = form.wanted()
    found = listed(works, wanted, round_)
    paginator = Paginator(keys_in_order(found, wanted), PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    by_key = found.for_list().in_bulk(page.object_list)
    page.object_list = [by_key[key] for key in page.object_list if key in by_key]
    phase = phase_of(round_, at=now)
    may_screen = permissions.can_screen(request.user, round_) and may_be_decided(
        round_, at=now
    )
    context = {
        "round": round_,
        "phase": phase,
        "form": form,
        "is_filtered": bool(wanted.keys() - {"sort"}),
        "page": page,
        "chosen": request.GET.get("chosen", ""),
        "lines": len(lines_of(round_.stage.category, CHECKLIST)),
        "counts": states_of(counts),
        "without": offices_without_entry(round_, at=now),
        "may_screen": may_screen,
        "may_open_door": may_screen and is_door_of_use(round_, phase),
    }
    return render_page(request, "submissions/screening.html", context, part="rows")


def is_door_of_use(round_, phase):
    """Say whether anybody can be late: of a lower stage even while entries come in."""
    if phase not in (Phase.UPCOMING, Phase.OPEN):
        return True
    stages = Stage.objects.filter(category=round_.stage.category_id)
    return stage_below(round_.stage, stages) is not None


def find(request, pk):
    """Return the round, or refuse who does not look after its area."""
    rounds = Round.objects.visible_to(request.user).for_list()
    round_ = get_object_or_404(rounds.select_related("office__parent"), pk=pk)
    if not permissions.can_see_screening(request.user, round_):
        raise PermissionDenied
    return round_


def works_of(user, round_, now):
    return Submission.objects.visible_to(user, at=now).filter(round=round_)


def filter_of(asked, counts, round_):
    """Return the form of what a table, a list or an archive is asked for."""
    lines = lines_of(round_.stage.category, CHECKLIST)
    areas = areas_of(counts, round_)
    return ScreeningFilter(asked, areas=areas, has_checklist=bool(lines))


# Files ----------------------------------------------------------------------------


def asked_for(request, round_):
    """Return the works that a file is asked of, and the filter: chosen ones, or all.

    All that match where none is chosen, or where all of them are.
    """
    works = works_of(request.user, round_, timezone.now())
    chosen = [key_from(pair.partition(":")[0]) for pair in request.GET.getlist("work")]
    if chosen and "all" not in request.GET:
        return listed(works.filter(pk__in=chosen), {}, round_), {}
    counts = counted(works) if request.GET.get("area") else []
    wanted = filter_of(request.GET, counts, round_).wanted()
    return listed(works, wanted, round_), wanted


@require_GET
def entries_list(request, pk, kind):
    """The list as a table or on paper, filtered and sorted as the page was."""
    round_ = find(request, pk)
    found, wanted = asked_for(request, round_)
    names = {"thai": file_name(round_), "ascii": f"entries-{round_.pk}"}
    if kind == "pdf":
        paper = list_on_paper(found, wanted, round_, at=timezone.now())
        return paper_answer(request, paper, **names)
    return table_answer(entries_table(rows_of(found, wanted, round_)), kind, **names)


@require_GET
def entries_files(request, pk):
    """All files of the chosen entries as one ZIP, with the list."""
    round_ = find(request, pk)
    if "only" in request.GET and not {"work", "all"} & set(request.GET):
        messages.info(request, _("Tick the entries in the table first."))
        return redirect("submissions:screening", pk)
    found, wanted = asked_for(request, round_)
    rows = rows_of(found.with_files(), wanted, round_, "files")
    sheet = xlsx(entries_table(rows))
    infected = StoredFile.objects.exclude(virus="")
    viruses = dict(infected.values_list("sha256", "virus"))
    files = (
        each
        for row in rows
        for each in packed(
            folder_name(row["number"], row["office"]), row["files"], viruses
        )
    )
    response = StreamingHttpResponse(
        archive(
            files,
            [(f"{file_name(round_)}.xlsx", sheet)],
            unread=_("Files that could not be read.txt"),
            head=_("These files could not be read whole. Tell the administrators:"),
        ),
        content_type="application/zip",
    )
    response["Content-Disposition"] = content_disposition_header(
        True, f"{file_name(round_)}.zip"
    )
    # A proxy that keeps the answer until it is whole would keep gigabytes.
    response["X-Accel-Buffering"] = "no"
    return response


def file_name(round_):
    category = round_.stage.category
    return f"KM{category.season.year}-{category.number} {round_.office.title}"
