"""The pages of the first two acts, and of the rounds that go another way."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from judging.permissions import judges_blindly, may_see_ranking
from judging.ranking import ranking_of
from results import actions, permissions, readiness
from results.entrants import offices_of
from results.forms import (
    ReasonForm,
    SourceForm,
    SureForm,
    ranks_formset,
)
from results.models import Placing, Result
from results.outlook import outlook_of
from results.placings import awarded, fingerprint, placings_by_marks
from results.views.acts import (
    Act,
    done,
    preview,
    preview_unsealed,
    result_for,
    round_for,
    show,
    show_result,
)
from submissions.models import Submission
from submissions.querysets import shown_at
from submissions.workflow import GONE, State
from ui.acting import carried_out, typed

MOST_ROWS = 30


@require_http_methods(["GET", "POST"])
def seal(request, pk):
    round_ = round_for(request, pk, permissions.can_seal)
    form = SureForm(typed(request))
    seen = request.POST.get("seen")
    if carried_out(
        request, form, lambda data: actions.seal(round_, by=request.user, seen=seen)
    ):
        return done(request, round_.pk, _("The result is sealed."))
    now = timezone.now()
    ranking = ranking_of(round_, at=now)
    placings = []
    seats = ranking.progress.seats
    hides = judges_blindly(request.user, round_, seats=seats)
    if may_see_ranking(request.user, round_, at=now, progress=ranking.progress):
        placings = awarded(round_, placings_by_marks(round_, ranking.tabulation))
    act = Act(
        title=_("Seal the result"),
        button=_("Seal the result"),
        happens=[
            _("The ranking below is stored as it is, with all marks and the rules."),
            _("No mark can be changed any more, and no sheet opened again."),
            _("The staff of the round's office approve it, or refuse with a reason."),
        ],
        blocks=readiness.what_blocks_seal(
            round_, at=now, ranking=ranking, reader=request.user
        ),
    )
    return show(
        request,
        round_,
        act,
        form,
        placings=placings,
        with_scores=True,
        hides_names=hides,
        seen=fingerprint(placings),
        **(
            preview_unsealed(round_, placings, Result.Basis.MARKS, at=now)
            if placings and not hides
            else {}
        ),
    )


@require_http_methods(["GET", "POST"])
def seal_unopposed(request, pk):
    round_ = round_for(request, pk, permissions.can_seal_unopposed)
    form = SureForm(typed(request))
    if carried_out(
        request, form, lambda data: actions.seal_unopposed(round_, by=request.user)
    ):
        return done(request, round_.pk, _("The result is sealed, without marks."))
    now = timezone.now()
    accepted = Submission.objects.for_list().filter(round=round_, state=State.ACCEPTED)
    act = Act(
        title=_("Let the round go up unopposed"),
        button=_("Seal without marks"),
        happens=[
            _("No marks are given. The result says plainly that it was unopposed."),
            _("A colleague of the round's office approves it, then it is published."),
        ],
        blocks=readiness.what_blocks_unopposed(round_, at=now),
    )
    placings = [Placing(submission=each, rank=1) for each in accepted]
    hides = judges_blindly(request.user, round_)
    shown = {}
    if placings and not hides:
        shown = preview_unsealed(
            round_, awarded(round_, placings), Result.Basis.UNOPPOSED, at=now
        )
    shown["hides_names"] = hides
    return show(request, round_, act, form, submissions=accepted, **shown)


@require_http_methods(["GET", "POST"])
def close_empty(request, pk):
    round_ = round_for(request, pk, permissions.can_close_empty)
    form = SureForm(typed(request))
    if carried_out(
        request,
        form,
        lambda data: actions.close_without_entries(round_, by=request.user),
    ):
        return done(request, round_.pk, _("The round is closed without entries."))
    act = Act(
        title=_("Close the round without entries"),
        button=_("Close the round"),
        happens=[
            _("The round ends here: nothing is judged, nobody goes up."),
            _("Everybody can read that it had no entries."),
        ],
        blocks=readiness.what_blocks_closing(round_, at=timezone.now()),
        is_drastic=True,
    )
    return show(request, round_, act, form)


@require_http_methods(["GET", "POST"])
def enter_ranks(request, pk):
    round_ = round_for(request, pk, permissions.can_enter_ranks)
    offices = list(offices_of(round_))
    form = SourceForm(typed(request))
    now = timezone.now()
    rows = ranks_formset(typed(request), offices, rows_for(round_, offices, at=now))
    if carried_out(
        request,
        form,
        lambda data: actions.enter_ranks(
            round_, ranks_in(rows), by=request.user, source=data["source"]
        ),
        rows,
    ):
        return done(request, round_.pk, _("The ranks are sealed, without marks."))
    act = Act(
        title=_("Enter a past year's ranks"),
        button=_("Seal these ranks"),
        happens=[
            _("The ranks are stored as you write them, with where they come from."),
            _("The result says plainly that it is of ranks without marks."),
            _("A colleague of the round's office approves it, then it is published."),
        ],
        blocks=readiness.what_blocks_ranks(round_, at=now),
    )
    return show(
        request,
        round_,
        act,
        form,
        template="results/enter_ranks.html",
        rows=rows,
        offices=offices,
    )


def rows_for(round_, offices, *, at):
    """Return what the rows begin with: the entries that are here, then the ranks."""
    here = (
        Submission.objects.filter(shown_at(at), round=round_)
        .exclude(state__in=GONE)
        .select_related("entry__office")
    )
    first = [{"office": each.entry.office.title, "title": each.title} for each in here]
    empty = max(4, min(len(offices), MOST_ROWS) - len(first))
    return first + [{"rank": number} for number in range(1, empty + 1)]


def ranks_in(rows):
    """Return (office, rank, title) of the rows that name an office."""
    return [
        (row["office"], row["rank"], row["title"])
        for row in rows.cleaned_data
        if row.get("office")
    ]


@require_http_methods(["GET", "POST"])
def approve(request, pk):
    result = result_for(request, pk, permissions.can_approve)
    form = SureForm(typed(request))
    if carried_out(
        request, form, lambda data: actions.approve(result, by=request.user)
    ):
        return done(request, result.round_id, _("The result is approved."))
    act = Act(
        title=_("Approve the result"),
        button=_("Approve the result"),
        happens=[
            _("You confirm the placings below in the name of the round's office."),
            _("Nothing becomes public yet: publishing is the next step."),
        ],
        blocks=readiness.what_blocks_approval(result, by=request.user),
    )
    now = timezone.now()
    ahead = outlook_of(result, at=now)
    return show_result(
        request,
        result,
        act,
        form,
        ahead.placings,
        **preview(result, ahead.placings, ahead.above if ahead.sends else None, at=now),
    )


@require_http_methods(["GET", "POST"])
def refuse(request, pk):
    result = result_for(request, pk, permissions.can_refuse)
    form = ReasonForm(typed(request))
    if carried_out(
        request,
        form,
        lambda data: actions.refuse(result, by=request.user, reason=data["reason"]),
    ):
        return done(
            request,
            result.round_id,
            _("The result is refused; the round is in judging again."),
        )
    act = Act(
        title=_("Refuse the result"),
        button=_("Refuse the result"),
        happens=[
            _("This result is void. It is kept, with your reason."),
            _("The round is in judging again; whoever sealed it is told why."),
        ],
        blocks=readiness.what_blocks_refusal(result, by=request.user),
        is_drastic=True,
    )
    return show_result(request, result, act, form, result.placings.for_list())
