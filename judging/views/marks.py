"""Marks as a page sends them while they are given, and those that came too late."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from contests.rules import rules_of
from judging import actions
from judging.devices import Differed
from judging.doors import work_for
from judging.forms import MarksForm
from judging.models import Judge, MarkSetAside, Scoresheet
from judging.rulebook import Rulebook
from judging.sheets import MySheet, shown_aside
from submissions.models import Submission

# What a judge is refused with who has no business with the entry, or none any more.
NOT_THEIRS = (
    "not_yours",
    "no_seat",
    "not_accepted",
    "conflict",
    "not_assigned",
    "signed_before",
)


@dataclass
class Saved:
    """What became of a form: the sheet, if any was asked for, and the note."""

    sheet: Scoresheet | None = None
    note: str | None = None
    differed: dict[str, Differed] = field(default_factory=dict)


def save(form, saved, seat, submission, *, by, at):
    """Keep what is right of a form, the note first: it has a place of its own.

    Refuse as `actions.give_marks` does; `saved` tells what was kept before that.
    """
    if (note := form.changed("note")) is not None:
        saved.note, differed = actions.keep_note(
            submission, note, by=by, origin=form.origin("note", at=at), at=at
        )
        if differed:
            saved.differed["note"] = differed
    given, comment = form.given(at=at), form.changed("comment")
    if given or comment is not None:
        saved.sheet = actions.give_marks(
            seat,
            submission,
            given,
            by=by,
            comment=comment,
            comment_from=form.origin("comment", at=at),
            at=at,
        )
        saved.differed |= saved.sheet.differed


@require_POST
def mark(request, pk):
    """Keep what a page sends as it is given; answer with what the sheet holds.

    The action itself is the door here: it asks all that `work_for` asks, and marks
    come often.
    """
    now, user = timezone.now(), request.user
    if request.POST.get("person", str(user.pk)) != str(user.pk):
        return somebody_else()
    seat = seat_of(user, pk)
    if seat is None:
        return no_entry()
    if seat.awaits_answer and seat.left_at is None:
        text = _("Answer your appointment first: accept or decline it.")
        return JsonResponse({"refused": text, "aside": []}, status=409)
    form = MarksForm(Rulebook.of(rules_of(seat.round)), request.POST)
    form.is_valid()
    saved, mine = Saved(), None
    try:
        if form.changed("note") is not None or not form.sent():
            # A note has no sheet to ask; and of what is all wrong nothing is begun.
            mine = own_sheet(seat, pk, at=now)
        save(form, saved, seat, Submission(pk=pk), by=user, at=now)
    except ValidationError as refusal:
        return refused(request, pk, seat, form, saved, refusal, at=now)
    if saved.sheet:
        mine = MySheet(seat, saved.sheet.submission, saved.sheet, at=now)
    return what_is_held(mine, form, saved)


def seat_of(user, pk):
    """Return the seat a person has, or had, on the panel of a work's round, or None."""
    seats = Judge.objects.filter(user=user).with_round().for_work(pk)
    return seats.order_by(F("left_at").desc(nulls_first=True)).first()


def own_sheet(seat, pk, *, at) -> MySheet:
    """Return the sheet of an entry that whoever has the seat may read, or refuse."""
    found = work_for(seat.user, pk, at=at, to_read=False)
    if found is None and seat.left_at:
        raise ValidationError(
            _("You have no scoring seat on this panel any more. Ask its staff."),
            code="no_seat",
        )
    if found is None:
        raise ValidationError(
            _("You cannot score this entry any more. Reload the page."),
            code="not_accepted",
        )
    seat, submission = found
    sheet = Scoresheet.objects.filter(judge=seat, submission=submission).first()
    return MySheet(seat, submission, sheet, at=at)


def what_is_held(mine, form, saved):
    held = mine.held()
    if saved.note is not None:
        held["note"] = saved.note
    answer = {
        "held": held,
        "total": mine.total_text,
        "missing": len(mine.missing),
        "errors": {name: list(errors) for name, errors in form.errors.items()},
        "differed": {
            name: {"said": told_of(each), "other": each.other}
            for name, each in saved.differed.items()
        },
    }
    return JsonResponse(answer, status=422 if form.errors else 200)


def told_of(differed: Differed) -> str:
    """Say what another device of the judge had, and which of the two counts."""
    other = differed.other or "–"
    if differed.is_mine:
        text = _("Another device of yours had “%(other)s”. What was given last counts.")
    else:
        text = _("On another device you gave “%(other)s” later. That counts.")
    return text % {"other": other}


# What has no place any more -----------------------------------------------------------


def refused(request, pk, seat, form, saved, refusal, *, at):
    """Say why, and what was set aside of what was sent."""
    code = getattr(refusal, "code", "")
    submission = Submission.objects.get(pk=pk)
    by = request.user
    aside = put_aside(form, saved, seat, submission, refusal, by=by, at=at)
    said = " ".join(refusal.messages)
    if aside:
        said = _(
            "%(number)s: %(reason)s What you gave is set aside, for your eyes only."
        ) % {"number": submission.number, "reason": said}
    answer = {"refused": said, "aside": aside}
    return JsonResponse(answer, status=404 if code in NOT_THEIRS else 409)


def put_aside(form, saved, seat, submission, refusal, *, by, at) -> list[str]:
    """Set aside what was sent and not kept; return the names of its boxes.

    Not for who could never open the entry: they are not told that it is there.
    """
    values = form.sent()
    if saved.note is not None:
        del values["note"]
    if not values or not submission.accepted_version_id:
        return []
    code = getattr(refusal, "code", "")
    actions.set_aside(seat, submission, values, why=code, by=by, at=at)
    return list(values)


def no_entry():
    """Answer 404, in words for a judge whose page is still open."""
    text = _("You cannot score this entry any more. Reload the page.")
    return JsonResponse({"refused": text, "aside": []}, status=404)


def somebody_else():
    """Answer a page of one person that was sent while another is signed in."""
    text = _(
        "Somebody else is signed in here. What you gave stays on this device: sign in "
        "again yourself, and it is sent."
    )
    return JsonResponse({"refused": text, "aside": []}, status=409)


@require_GET
def set_aside(request):
    """Show a judge what was set aside of theirs, whatever became of their seat."""
    rows = MarkSetAside.objects.filter(user=request.user)
    return render(request, "judging/set_aside.html", {"works": shown_aside(rows)})


@require_POST
def forget_set_aside(request, pk):
    rows = MarkSetAside.objects.filter(user=request.user, submission=pk)
    row = get_object_or_404(rows.select_related("submission")[:1])
    actions.forget_set_aside(row.submission, by=request.user)
    return redirect("judging:my-rounds")
