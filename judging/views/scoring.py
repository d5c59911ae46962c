"""A judge's own pages: their rounds, their entries, the scoresheet, the signature."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
)

from audit.models import Event
from contests.phases import phase_of
from contests.rules import rules_of, waits_for_draw
from judging import actions, permissions
from judging.actions.marking import OVERTAKEN, SCORED
from judging.doors import work_for
from judging.entering import new_to
from judging.forms import MarksForm, ReasonForm
from judging.hall.screen import screen_for_judges
from judging.models import Judge, MarkSetAside, Scoresheet
from judging.progress import own_progress
from judging.rulebook import Rulebook
from judging.sheets import MySheet, give_places, my_sheets, private_of
from judging.views.answering import answered_first, to_answer
from judging.views.marks import Saved, put_aside, save, told_of
from judging.views.offline import kept_on_device
from judging.works import work_of
from submissions.models import Attachment
from submissions.reading import may_read_blind, neutral_names
from submissions.streaming import page_image, stream
from ui.acting import carried_out, pressed

# What changes a mark, or would have.
CHANGES = (SCORED, OVERTAKEN)
# Orders of a judge's list beside that of the numbers; Python's sort keeps that within.
ORDERS = {
    "total": lambda row: (row.is_excused, -row.total),
    "left": lambda row: (row.is_finished, row.is_complete),
}
# Of a judge's list, on one page.
ROWS = 100


@require_GET
@kept_on_device
def my_rounds(request):
    now = timezone.now()
    seats = Judge.objects.of(request.user).with_round().order_by("-appointed_at")
    all_progress = own_progress(seats, at=now)
    new = new_to([each.judge for each in all_progress], at=now)
    rows = [
        (each, phase_of(each.judge.round, at=now), each.judge.pk in new)
        for each in all_progress
    ]
    aside = MarkSetAside.objects.filter(user=request.user).exists()
    context = {"rows": rows, "has_set_aside": aside}
    return render(request, "judging/my_rounds.html", context)


@require_GET
@kept_on_device
def entries(request, pk):
    now = timezone.now()
    seat = permissions.seat_held_in(request.user, pk)
    if seat is None:
        raise Http404
    if seat.awaits_answer:
        return to_answer(request, seat)
    rulebook = Rulebook.of(rules_of(seat.round))
    is_blind = permissions.judges_blindly(request.user, seat.round, seats=[seat])
    rows = my_sheets(seat, rulebook, at=now, is_blind=is_blind)
    give_places(rows)
    sort = request.GET.get("sort", "")
    if sort in ORDERS:
        rows.sort(key=ORDERS[sort])
    left = sum(not row.is_finished for row in rows)
    context = {
        "seat": seat,
        "round": seat.round,
        "phase": phase_of(seat.round, at=now),
        "rulebook": rulebook,
        "mine": {"due": len(rows), "finished": len(rows) - left},
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "sort": sort,
        "is_blind": is_blind,
        "waits_for_draw": waits_for_draw(seat.round),
        "left": left,
        "sees_ranking": permissions.reads_as_member(request.user, seat.round),
        "signed": sum(row.is_signed for row in rows),
        "to_sign": sum(row.is_complete and not row.is_finished for row in rows),
        "lacking": sum(not (row.is_complete or row.is_finished) for row in rows),
        "new_names": new_to([seat], at=now).get(seat.pk, ()),
        **strip_for(seat, rows, at=now),
    }
    return render(request, "judging/entries.html", context)


def strip_for(seat, rows, *, at):
    """Return whose turn it is in the hall, or when the panel meets; two queries."""
    hall = screen_for_judges(seat.round, at=at)
    current = hall and hall.order.current
    can_open = bool(current) and any(row.pk == current.submission for row in rows)
    return {"hall": hall, "can_open": can_open}


def opened(request, pk, *, at, to_read=True):
    """Return seat, submission and the judge's sheet of it (or None), or answer 404."""
    found = work_for(request.user, pk, at=at, to_read=to_read)
    if found is None:
        raise Http404
    seat, submission = found
    sheet = (
        Scoresheet.objects.filter(judge=seat, submission=submission)
        .select_related("paper__first_by", "paper__second_by")
        .prefetch_related("scores")
        .first()
    )
    return seat, submission, sheet


def file_url(submission):
    def url(file):
        return reverse("judging:file", args=[submission.pk, file["attachment"]])

    return url


def shown_work(user, seat, submission):
    """Return the entry as the judge may read it now."""
    is_blind = permissions.judges_blindly(user, seat.round, seats=[seat])
    return work_of(submission, file_url(submission), is_blind=is_blind)


@require_http_methods(["GET", "POST"])
@answered_first
@kept_on_device
def sheet(request, pk):
    now = timezone.now()
    seat, submission, sheet = opened(request, pk, at=now)
    mine = MySheet(seat, submission, sheet, at=now)
    note, has_set_aside = private_of(request.user, submission)
    form = MarksForm(mine.rulebook, held={**mine.held(), "note": note})
    if request.method == "POST":
        form = MarksForm(mine.rulebook, request.POST)
        if is_done_with(request, form, seat, submission, at=now):
            to_sign = "sign" in request.POST
            return redirect("judging:sign" if to_sign else "judging:sheet", pk)
    context = {
        "seat": seat,
        "round": seat.round,
        "work": shown_work(request.user, seat, submission),
        "mine": mine,
        "form": form,
        "has_set_aside": has_set_aside,
        **history_of(sheet, at=now),
    }
    return render(request, "judging/sheet.html", context)


def is_done_with(request, form, seat, submission, *, at) -> bool:
    """Keep what the form's button sent, and say so; or leave what is wrong to it."""
    is_right, saved = form.is_valid(), Saved()
    try:
        save(form, saved, seat, submission, by=request.user, at=at)
    except ValidationError as refusal:
        # The sheet is closed: what was typed has no place on it any more.
        put_aside(form, saved, seat, submission, refusal, by=request.user, at=at)
        messages.error(request, " ".join(refusal.messages))
        return True
    for differed in saved.differed.values():
        messages.warning(request, told_of(differed))
    if is_right:
        is_note = set(form.fields) == {"note"}
        said = _("Your note is saved.") if is_note else _("Your marks are saved.")
        messages.success(request, said)
    return is_right


def history_of(sheet, *, at):
    """Return what happened to a sheet, every change of a mark on a list of its own."""
    events = list(Event.objects.about(sheet, at=at)) if sheet else []
    return {
        "events": [event for event in events if event.act not in CHANGES],
        "changes": [event for event in events if event.act in CHANGES],
    }


@never_cache
@require_http_methods(["GET", "POST"])
@answered_first
def sign(request, pk):
    now = timezone.now()
    seat, submission, sheet = opened(request, pk, at=now)
    if request.method == "POST":
        seen = request.POST.get("seen")
        if pressed(
            request,
            lambda: actions.sign(seat, submission, by=request.user, seen=seen, at=now),
            _("You have signed your sheet for %(number)s.")
            % {"number": submission.number},
        ):
            return redirect("judging:entries", seat.round_id)
        return redirect("judging:sign", pk)
    context = {
        "seat": seat,
        "round": seat.round,
        "work": shown_work(request.user, seat, submission),
        "mine": MySheet(seat, submission, sheet, at=now),
    }
    return render(request, "judging/sign.html", context)


@require_http_methods(["GET", "POST"])
@answered_first
def declare(request, pk):
    """A judge says that they are too near to an entry to score it."""
    now = timezone.now()
    seat, submission, _sheet = opened(request, pk, at=now, to_read=False)
    form = ReasonForm(request.POST or None)

    def act(data):
        actions.declare_conflict(seat, submission, by=request.user, at=now, **data)

    if carried_out(request, form, act):
        told = _("%(number)s is off your list.") % {"number": submission.number}
        messages.success(request, told)
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
    """Return the name and the bytes of a file that is the judge's to read, or 404."""
    found = work_for(request.user, pk, at=timezone.now())
    if found is None:
        raise Http404
    seat, submission = found
    content = submission.accepted_version.content
    files = {each["attachment"]: each for each in content["files"]}
    frozen = files.get(attachment)
    if frozen is None:
        raise Http404
    name = frozen["name"]
    if permissions.judges_blindly(request.user, seat.round, seats=[seat]):
        if not may_read_blind(content, frozen):
            raise Http404
        name = neutral_names(content)[attachment]
    attachments = Attachment.objects.select_related("stored")
    return name, get_object_or_404(attachments, pk=attachment).stored


@require_GET
@answered_first
def file(request, pk, attachment):
    name, stored = attached(request, pk, attachment)
    return stream(request, stored, name, inline="download" not in request.GET)


@require_GET
@answered_first
def page(request, pk, attachment, number):
    _name, stored = attached(request, pk, attachment)
    return page_image(request, stored, number)
