"""The steps that the pages of all acts share: fetch, show, go back."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from contests.models import Round
from judging.ranking import Obstacle
from results.models import Result
from results.outlook import SENDS, way_up
from results.public.pages import preview_of
from results.public.sharing import sentence_of


@dataclass
class Act:
    """The page of an act: what happens, what stands in the way, and its button."""

    title: str
    button: str
    # One sentence each, in the order in which it happens.
    happens: list[str]
    blocks: list[str] | list[Obstacle]
    is_drastic: bool = False


def round_for(request, pk, may):
    """Return a round on which the person may do this, or answer 404 or 403."""
    rounds = Round.objects.visible_to(request.user).for_list()
    round_ = get_object_or_404(rounds, pk=pk)
    if not may(request.user, round_):
        raise PermissionDenied
    return round_


def result_for(request, pk, may):
    """Return a result on which the person may do this, or answer 404 or 403."""
    results = Result.objects.visible_to(request.user).for_list()
    result = get_object_or_404(results, pk=pk)
    if not may(request.user, result):
        raise PermissionDenied
    return result


def done(request, round_pk, *sentences):
    """Go back to the round's result, and say what was done."""
    for sentence in sentences:
        messages.success(request, sentence)
    return redirect("results:round", pk=round_pk)


def preview(result, placings, above, *, at):
    """Return what an act's page shows of what becomes public."""
    shown = preview_of(result, list(placings), above, at=at)
    return {"preview": shown, "preview_share_text": sentence_of(shown)}


def preview_unsealed(round_, placings, basis, *, at):
    """Return the same of placings that are not sealed yet."""
    way, above = way_up(round_, at=at)
    last = round_.results.order_by("-number").first()
    unsealed = Result(round=round_, number=last.number + 1 if last else 1, basis=basis)
    return preview(unsealed, placings, above if way in SENDS else None, at=at)


def show_result(request, result, act, form, placings, **context):
    """Show the page of an act on a result, with its placings."""
    with_scores = result.basis == Result.Basis.MARKS
    context |= {"placings": placings, "with_scores": with_scores}
    return show(request, result.round, act, form, **context)


def show(request, round_, act, form, template="results/act.html", **context):
    return render(
        request, template, {"round": round_, "act": act, "form": form, **context}
    )
