"""A judge's own pages: their rounds, their entries, the scoresheet, the signature."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from audit.models import Event
from contests.phases import phase_of
from contests.rules import rules_of, waits_for_draw
from judging import actions, permissions
from judging.actions.marking import SCORED
from judging.doors import seat_in, work_for
from judging.forms import MarksForm, ReasonForm
from judging.models import Judge, Scoresheet
from judging.progress import own_progress
from judging.rulebook import Rulebook
from judging.sheets import MySheet, my_sheets
from judging.works import work_of
from submissions.models import Attachment, Submission
from submissions.streaming import page_image, stream

# Of a judge's list, on one page.
ROWS = 100


@require_GET
def my_rounds(request):
    now = timezone.now()
    seats = Judge.objects.of(request.user).with_round().order_by("-appointed_at")
    rows = [
        (progress, phase_of(progress.judge.round, at=now))
        for progress in own_progress(seats, at=now)
    ]
    return render(request, "judging/my_rounds.html", {"rows": rows})


@require_GET
def entries(request, pk):
    now = timezone.now()
    seat = seat_in(request.user, pk)
    if seat is None:
        raise Http404
    rulebook = Rulebook.of(rules_of(seat.round))
    rows = my_sheets(seat, rulebook, at=now)
    sort = request.GET.get("sort", "")
    if sort == "total":
        rows.sort(key=lambda row: (row.is_excused, -row.total, row.number))
    left = sum(not row.is_finished for row in rows)
    context = {
        "seat": seat,
        "round": seat.round,
        "phase": phase_of(seat.round, at=now),
        "rulebook": rulebook,
        "mine": {"due": len(rows), "finished": len(rows) - left},
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "sort": sort,
        "waits_for_draw": waits_for_draw(seat.round),
        "left": left,
        "sees_ranking": permissions.reads_as_member(request.user, seat.round),
    }
    return render(request, "judging/entries.html", context)


def opened(request, pk, *, at, to_read=True):
    """Return seat, submission and the judge's sheet of it (or None), or answer 404."""
    found = work_for(request.user, pk, at=at, to_read=to_read)
    if found is None:
        raise Http404
    seat, submission = found
    sheet = (
        Scoresheet.objects.filter(judge=seat, submission=submission)
        .prefetch_related("scores")
        .first()
    )
    return seat, submission, sheet


def file_url(submission):
    def url(file):
        return reverse("judging:file", args=[submission.pk, file["attachment"]])

    return url


@require_http_methods(["GET", "POST"])
def sheet(request, pk):
    now = timezone.now()
    seat, submission, sheet = opened(request, pk, at=now)
    mine = MySheet(seat, submission, sheet, at=now)
    form = MarksForm(mine.rulebook, held=mine.held())
    if request.method == "POST":
        form = MarksForm(mine.rulebook, request.POST)
        is_right = form.is_valid()
        given, comment = form.given(), form.given_comment()
        try:
            actions.give_marks(
                seat, submission, given, by=request.user, comment=comment, at=now
            )
        except ValidationError as refusal:
            # The sheet is closed: what was typed has no place any more.
            messages.error(request, " ".join(refusal.messages))
            return redirect("judging:sheet", pk)
        if is_right:
            messages.success(request, _("Your marks are saved."))
            to_sign = "sign" in request.POST
            return redirect("judging:sign" if to_sign else "judging:sheet", pk)
    context = {
        "seat": seat,
        "round": seat.round,
        "work": work_of(submission, file_url(submission)),
        "mine": mine,
        "form": form,
        **history_of(sheet, at=now),
    }
    return render(request, "judging/sheet.html", context)


def history_of(sheet, *, at):
    """Return what happened to a sheet, every change of a mark on a list of its own."""
    events = list(Event.objects.about(sheet, at=at)) if sheet else []
    return {
        "events": [event for event in events if event.act != SCORED],
        "changes": [event for event in events if event.act == SCORED],
    }


# What a judge is refused with who has no business with the entry, or none any more.
NOT_THEIRS = ("not_yours", "no_seat", "not_accepted", "conflict", "not_assigned")


@require_POST
def mark(request, pk):
    """Keep what a page sends as it is given; answer with what the sheet holds.

    The action itself is the door here: it asks all that `work_for` asks, and marks
    come often.
    """
    now = timezone.now()
    seat = Judge.objects.of(request.user).with_round().for_work(pk).first()
    if seat is None:
        return no_entry()
    form = MarksForm(Rulebook.of(rules_of(seat.round)), request.POST)
    form.is_valid()
    given, comment = form.given(), form.given_comment()
    if not given and comment is None:
        return nothing_to_keep(request, pk, form, at=now)
    try:
        sheet = actions.give_marks(
            seat, Submission(pk=pk), given, by=request.user, comment=comment, at=now
        )
    except ValidationError as refusal:
        if getattr(refusal, "code", "") in NOT_THEIRS:
            return no_entry()
        return JsonResponse({"refused": " ".join(refusal.messages)}, status=409)
    return what_is_held(MySheet(seat, sheet.submission, sheet, at=now), form)


def nothing_to_keep(request, pk, form, *, at):
    """Answer where all that was sent is wrong: nothing is begun by it."""
    found = work_for(request.user, pk, at=at, to_read=False)
    if found is None:
        return no_entry()
    seat, submission = found
    sheet = Scoresheet.objects.filter(judge=seat, submission=submission).first()
    return what_is_held(MySheet(seat, submission, sheet, at=at), form)


def what_is_held(mine, form):
    answer = {
        "held": mine.held(),
        "total": mine.total_text,
        "missing": len(mine.missing),
        "errors": {name: list(errors) for name, errors in form.errors.items()},
    }
    return JsonResponse(answer, status=422 if form.errors else 200)


def no_entry():
    """Answer 404, in words for a judge whose page is still open."""
    refused = _("You cannot score this entry any more. Reload the page.")
    return JsonResponse({"refused": refused}, status=404)


@require_http_methods(["GET", "POST"])
def sign(request, pk):
    now = timezone.now()
    seat, submission, sheet = opened(request, pk, at=now)
    if request.method == "POST":
        try:
            actions.sign(seat, submission, by=request.user, at=now)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("judging:sign", pk)
        messages.success(
            request,
            _("You have signed your sheet for %(number)s.")
            % {"number": submission.number},
        )
        return redirect("judging:entries", seat.round_id)
    context = {
        "seat": seat,
        "round": seat.round,
        "work": work_of(submission, file_url(submission)),
        "mine": MySheet(seat, submission, sheet, at=now),
    }
    return render(request, "judging/sign.html", context)


@require_http_methods(["GET", "POST"])
def declare(request, pk):
    """A judge says that they are too near to an entry to score it."""
    now = timezone.now()
    seat, submission, _sheet = opened(request, pk, at=now, to_read=False)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.declare_conflict(
                seat, submission, by=request.user, at=now, **form.cleaned_data
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request,
                _("%(number)s is off your list.") % {"number": submission.number},
            )
            return redirect("judging:entries", seat.round_id)
    context = {
        "round": seat.round,
        "form": form,
        "heading": _("Declare a conflict of interest"),
        "thing": f"{submission.number} · {submission.title}",
        "does": _(
            "The entry leaves your list and you cannot open it any more. Marks that "
            "you gave it do not count. The staff and the chair read your reason."
        ),
        "button": _("Declare the conflict"),
        "back": reverse("judging:sheet", args=[pk]),
        "is_grave": True,
    }
    return render(request, "judging/act.html", context)


# Files --------------------------------------------------------------------------------


def attached(request, pk, attachment):
    """Return a file of the accepted version that is the judge's to read, or 404."""
    found = work_for(request.user, pk, at=timezone.now())
    if found is None:
        raise Http404
    files = found[1].accepted_version.content["files"]
    frozen = next((each for each in files if each["attachment"] == attachment), None)
    if frozen is None:
        raise Http404
    attachments = Attachment.objects.select_related("stored")
    return frozen, get_object_or_404(attachments, pk=attachment).stored


@require_GET
def file(request, pk, attachment):
    frozen, stored = attached(request, pk, attachment)
    return stream(request, stored, frozen["name"], inline="download" not in request.GET)


@require_GET
def page(request, pk, attachment, number):
    _frozen, stored = attached(request, pk, attachment)
    return page_image(request, stored, number)
