"""The pages of the third act: publish, take back, send up who comes next."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from results import actions, outlook, permissions, readiness
from results.forms import PublicReasonForm, PublishForm, ReasonForm
from results.models import Placing, Result
from results.views.acts import Act, done, preview, result_for, show, show_result
from submissions.models import Submission
from ui.acting import carried_out, typed


@require_http_methods(["GET", "POST"])
def publish(request, pk):
    result = result_for(request, pk, permissions.can_publish)
    form = PublishForm(typed(request))
    if carried_out(
        request,
        form,
        lambda data: actions.publish(
            result, by=request.user, public_from=data["public_from"]
        ),
    ):
        return done(
            request, result.round_id, _("The result is published."), *sent_up(result)
        )
    now = timezone.now()
    ahead = outlook.outlook_of(result, at=now)
    act = Act(
        title=_("Publish the result"),
        button=_("Publish the result"),
        happens=[
            _(
                "Everybody can read who won and who was placed, and the names of the "
                "others who took part; no marks."
            ),
            *goes_up(ahead),
            _("The entering offices, the panel and the staff above are told."),
        ],
        blocks=readiness.what_blocks_publication(result, ahead),
    )
    return show_result(
        request,
        result,
        act,
        form,
        ahead.placings,
        warnings=warnings_of(ahead),
        **preview(result, ahead.placings, ahead.above if ahead.sends else None, at=now),
    )


def goes_up(ahead):
    """Return a sentence for each entry that publishing sends up."""
    if ahead.way == "top":
        return [_("This is the highest level: nobody goes further.")]
    return [
        _("%(entrant)s goes up to the round of %(office)s.")
        % {"entrant": name_of(placing.submission), "office": ahead.above.office.title}
        for placing in ahead.going_up
    ]


def warnings_of(ahead):
    """Return what is not as it should be in the round above."""
    if ahead.way == "late":
        return [
            _(
                "The round of %(office)s is being judged already. Its staff admit the "
                "entry with a reason, or not."
            )
            % {"office": ahead.above.office.title}
        ]
    if ahead.way == "too_late":
        return [
            _(
                "The round of %(office)s is sealed or has ended: nobody goes up there. "
                "You can send the winner up later, should it be judged again."
            )
            % {"office": ahead.above.office.title}
        ]
    return []


def sent_up(result):
    """Report each entry that is in the round above now."""
    return [
        _("%(entrant)s was sent up to the round of %(office)s.")
        % {"entrant": name_of(submission), "office": submission.round.office.title}
        for submission in outlook.ascent_of(result).there
    ]


def name_of(submission):
    return str(submission.entry.honoured or submission.entry.office.title)


@require_http_methods(["GET", "POST"])
def withdraw(request, pk):
    result = result_for(request, pk, permissions.can_withdraw)
    form = PublicReasonForm(typed(request))
    if carried_out(
        request,
        form,
        lambda data: actions.withdraw(result, by=request.user, reason=data["reason"]),
    ):
        return done(
            request,
            result.round_id,
            _("The publication is withdrawn."),
            *[comes_back(*each) for each in outlook.went_up(result, at=timezone.now())],
        )
    above = outlook.went_up(result, at=timezone.now())
    act = Act(
        title=_("Withdraw the publication"),
        button=_("Withdraw the publication"),
        happens=[
            _("The result stays readable as withdrawn, with your reason.")
            if was_read(result)
            else _("Nobody has read it yet, and nobody will."),
            *[comes_back(each, can) for each, can in above],
            _("The round is in judging again. A new result will name this one."),
        ],
        blocks=readiness.what_blocks_withdrawal(result),
        is_drastic=True,
    )
    return show_result(request, result, act, form, result.placings.for_list())


def was_read(result):
    return bool(result.public_from) and result.public_from <= timezone.now()


def comes_back(submission, can_come_back):
    """Say what becomes of an entry that this result sent up."""
    sentence = (
        _("%(number)s is taken back from the round of %(office)s.")
        if can_come_back
        else _(
            "%(number)s stays in the round of %(office)s, which has begun to score: "
            "its staff are told and decide."
        )
    )
    return sentence % {
        "number": submission.number,
        "office": submission.round.office.title,
    }


@require_http_methods(["GET", "POST"])
def keep_left(request, pk):
    """Keep an entry in a round that scores, though the result below was withdrawn."""
    visible = Submission.objects.visible_to(request.user).for_list()
    submission = get_object_or_404(visible.select_related("round__office"), pk=pk)
    if not permissions.can_keep_left(request.user, submission):
        raise PermissionDenied
    form = ReasonForm(typed(request))
    if carried_out(
        request,
        form,
        lambda data: actions.keep_left(
            submission, by=request.user, reason=data["reason"]
        ),
    ):
        return done(
            request,
            submission.round_id,
            _("%(number)s stays in the round.") % {"number": submission.number},
        )
    act = Act(
        title=_("Keep the entry in the round"),
        button=_("Keep it"),
        happens=[
            _("The entry is judged on, with your reason in its history."),
            _("It stays even if a new result below sends up somebody else."),
        ],
        blocks=readiness.what_blocks_keeping(submission, at=timezone.now()),
    )
    return show(request, submission.round, act, form, submissions=[submission])


@require_http_methods(["GET", "POST"])
def send_up_next(request, pk):
    results = Result.objects.visible_to(request.user)
    placing = get_object_or_404(
        Placing.objects.for_list().select_related(
            "result__round__stage__category__season", "result__round__office"
        ),
        pk=pk,
        result__in=results.values("pk"),
    )
    if not permissions.can_send_up(request.user, placing.result):
        raise PermissionDenied
    form = ReasonForm(typed(request))
    if carried_out(
        request,
        form,
        lambda data: actions.send_up_next(
            placing, by=request.user, reason=data["reason"]
        ),
    ):
        return done(
            request,
            placing.result.round_id,
            _("%(entrant)s was sent up.") % {"entrant": name_of(placing.submission)},
        )
    now = timezone.now()
    way, above = outlook.way_up(placing.result.round, at=now)
    placing.advances = True
    ahead = outlook.Outlook(way, above, (placing,))
    act = Act(
        title=_("Send up the next placing"),
        button=_("Send up"),
        happens=goes_up(ahead),
        blocks=readiness.what_blocks_sending_up(placing, at=now),
    )
    return show_result(
        request, placing.result, act, form, [placing], warnings=warnings_of(ahead)
    )
