"""Scoresheets on paper: printed, keyed in by two people, read by whom they concern."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from contests.models import Round
from contests.rules import points_text, rules_of
from judging import actions, permissions
from judging.actions.paper import agreed, is_untouched, last_keys, words_of
from judging.doors import in_judging, rounds_watched_by, works_of
from judging.forms import KeyingForm, PaperCodeForm
from judging.models import Judge, PaperSheet, Scoresheet
from judging.papers import scoresheets_pdf, signed_sheets_pdf
from judging.rulebook import Rulebook
from judging.works import work_of
from submissions.models import Submission
from submissions.streaming import stream
from ui.answers import paper_answer


def keyed_round(request, pk):
    """Return a round whose papers the person may key in; 404 or 403 otherwise."""
    secretary = Judge.objects.sitting().filter(
        user=request.user, capacity=Judge.Capacity.SECRETARY
    )
    mine = Round.objects.for_list().filter(pk__in=secretary.values("round").order_by())
    rounds = rounds_watched_by(request.user) | mine
    round_ = get_object_or_404(rounds.distinct(), pk=pk)
    if not permissions.can_key_papers(request.user, round_):
        raise PermissionDenied
    return round_


@require_GET
def papers(request, pk):
    """Show what is keyed in and what waits; take the code of the next."""
    round_ = keyed_round(request, pk)
    form = PaperCodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        seat, submission = form.cleaned_data["code"]
        if pair_in(round_, seat, submission):
            return redirect("judging:key-in", seat, submission)
        form.add_error("code", _("No sheet of this round has this code."))
    sheets = PaperSheet.objects.filter(judge__round=round_)
    sheets = sheets.select_related(
        "judge__user", "submission__entry", "first_by", "second_by", "sheet"
    ).prefetch_related("keyings__by")
    context = {
        "round": round_,
        "form": form,
        "rows": [(each, state_of(each)) for each in sheets],
        "seats": Judge.objects.sitting()
        .filter(round=round_, scores=True)
        .select_related("user"),
    }
    return render(request, "judging/papers.html", context)


def state_of(paper):
    """Say how far a paper is, and in which tone."""
    if paper.settled_at and hasattr(paper, "sheet"):
        return _("Counts as signed"), "good"
    if paper.settled_at:
        return _("Opened again by the chair"), "info"
    if paper.judge.left_at:
        return _("Its judge has left the panel"), "neutral"
    keys = last_keys(paper)
    if len(keys) < 2:
        return _("Waits for a second person"), "info"
    if not agreed(keys):
        return _("The two differ"), "warn"
    return _("Waits for its scan"), "info"


def pair_in(round_, seat, submission):
    return (
        Judge.objects.filter(pk=seat, round=round_).exists()
        and Submission.objects.filter(pk=submission, round=round_).exists()
    )


@require_http_methods(["GET", "POST"])
def key_in(request, pk, submission):
    seat = get_object_or_404(Judge.objects.with_round(), pk=pk)
    round_ = keyed_round(request, seat.round_id)
    works = Submission.objects.select_related("entry__office", "accepted_version")
    work = get_object_or_404(
        works, pk=submission, round=round_, accepted_version__isnull=False
    )
    paper = (
        PaperSheet.objects.filter(judge=seat, submission=work)
        .select_related("first_by", "second_by", "sheet")
        .prefetch_related("keyings__by")
        .order_by("-begun_at", "-pk")
        .first()
    )
    sheet = Scoresheet.objects.filter(judge=seat, submission=work).first()
    may_key = seat.left_at is None and (sheet is None or is_untouched(sheet))
    is_reopened = bool(paper and paper.settled_at and not hasattr(paper, "sheet"))
    if is_reopened:
        # What was keyed in then is over: whoever keys it in anew reads the paper.
        paper = None
    keys = last_keys(paper) if paper else []
    mine = next((each for each in keys if each.by_id == request.user.pk), None)
    rulebook = Rulebook.of(rules_of(round_))
    form = KeyingForm(
        rulebook,
        request.POST or None,
        request.FILES or None,
        held=held_in(mine),
        has_scan=bool(paper and paper.scan_id),
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.key_in(
                seat,
                work,
                form.points(),
                by=request.user,
                comment=form.cleaned_data["comment"],
                scan=form.cleaned_data["scan"],
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.add_message(request, *told(kept))
            return redirect("judging:key-in", pk, submission)
    context = {
        "round": round_,
        "seat": seat,
        "work": work_of(work, lambda file: "", is_blind=False),
        "paper": paper,
        "state": state_of(paper) if paper else None,
        "form": form,
        "others": [each.by for each in keys if each is not mine],
        # Blind until one's own reading is kept.
        "lines": compared(rulebook, keys) if mine and len(keys) > 1 else (),
        "readers": [each.by for each in keys],
        "is_settled": bool(paper and paper.settled_at),
        "is_reopened": is_reopened,
        "may_key": may_key,
    }
    return render(request, "judging/key_in.html", context)


def held_in(keying):
    """Return what a person read before, by the names of the form's fields."""
    if keying is None:
        return {}
    held = {code: points_text(points) for code, points in keying.points.items()}
    return held | {"comment": keying.comment}


def compared(rulebook, keys):
    """Return each box of the paper, what everybody read, and whether that differs."""
    lines = []
    for row in rulebook.rows:
        read = [each.points.get(row.code) for each in keys]
        texts = ["–" if each is None else points_text(each) for each in read]
        name = f"{row.number}. {row.name}"
        lines.append((name, texts, len(set(read)) > 1))
    words = {tuple(words_of(each)) for each in keys}
    if words != {()}:
        texts = [each.comment or "–" for each in keys]
        lines.append((_("Comment on the whole"), texts, len(words) > 1))
    return lines


def told(paper):
    """Return the tone and the words: what does not count yet is not green."""
    if paper.settled_at:
        return messages.SUCCESS, _("Both read the same: the sheet counts as signed.")
    keys = last_keys(paper)
    if len(keys) < 2:
        return messages.INFO, _("Kept. Now a second person keys in the same sheet.")
    if not agreed(keys):
        differ = _("Kept. The two readings differ: compare them with the paper.")
        return messages.WARNING, differ
    lacks = _("Both read the same. Attach the scan, then the sheet counts.")
    return messages.WARNING, lacks


@require_GET
def scan(request, pk):
    """Hand over the scan of a paper."""
    papers = PaperSheet.objects.select_related(
        "scan", "judge__round__stage__category__season", "judge__round__office"
    )
    paper = get_object_or_404(papers, pk=pk, scan__isnull=False)
    if not permissions.can_read_scan(request.user, paper, at=timezone.now()):
        raise Http404
    return stream(request, paper.scan, paper.scan_name, inline=True)


@require_GET
def scoresheets(request, pk, submission=None):
    """A judge's blank sheets as PDF: all that are due, or one."""
    seat = get_object_or_404(Judge.objects.with_round(), pk=pk)
    keyed_round(request, seat.round_id)
    now = timezone.now()
    works = works_of(seat, at=now).select_related("entry__office", "accepted_version")
    if submission is not None:
        works = works.filter(pk=submission)
    works = list(works)
    if not works:
        raise Http404
    name = seat.user.get_full_name()
    return paper_answer(
        request,
        scoresheets_pdf(seat, works, at=now),
        thai=f"แบบให้คะแนน-{name}",
        ascii=f"scoresheets-{seat.pk}",
    )


@require_GET
def signed_sheets(request, pk, submission=None):
    """A judge's signed sheets as PDF, all or one: for the judge, and as the ranking."""
    user, now = request.user, timezone.now()
    reads = Judge.objects.watched_by(user) | Judge.objects.of(user)
    seat = get_object_or_404(reads.with_round().distinct(), pk=pk)
    round_ = seat.round
    is_own = seat.user_id == user.pk
    if not is_own and not permissions.may_see_ranking(user, round_, at=now):
        raise PermissionDenied
    works = in_judging([round_], at=now)
    if submission is not None:
        works = works.filter(pk=submission)
    sheets = Scoresheet.objects.signed().filter(
        judge=seat, submission__in=works.values("pk").order_by()
    )
    sheets = list(sheets.for_print())
    if not sheets:
        raise Http404
    hides = permissions.judges_blindly(user, round_)
    name = seat.user.get_full_name()
    return paper_answer(
        request,
        signed_sheets_pdf(seat, sheets, hides_names=hides, at=now),
        thai=f"ใบคะแนนที่ลงนามแล้ว-{name}",
        ascii=f"signed-sheets-{seat.pk}",
    )
