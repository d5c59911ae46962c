"""What a person can do next with a round's result, and what they wait for."""

from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from contests.models import Round
from contests.phases import Phase
from judging.ranking import Obstacle
from offices.models import User
from offices.permissions import looks_after
from results.permissions import can_bring_past, is_stuck
from results.readiness import NOT_YET_JUDGED, what_blocks_seal
from results.round_page import RoundPage
from results.workflow import State

TAKES_ENTRIES = (Phase.UPCOMING, Phase.OPEN)


@dataclass(frozen=True)
class Button:
    label: str
    url: str
    tone: str = "outline-secondary"


@dataclass(frozen=True)
class NextStep:
    """The next act, in words, with the buttons of who may do it.

    `others` are acts for rounds that go another way than by marks.
    """

    title: str
    text: str
    blocks: list[Obstacle] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    others: list[Button] = field(default_factory=list)


def next_steps(
    page: RoundPage, round_: Round, user: User, *, at: datetime
) -> NextStep | None:
    """Return the next step as `user` may see it, or None where nothing follows."""
    if page.phase in (Phase.CANCELLED, Phase.NO_ENTRIES):
        return None
    if not page.state and page.earlier and page.earlier[0].past_import_id:
        return to_bring_in_again(round_, user)
    if not page.reader.sees_sealed:
        return None
    match page.state:
        case State.SEALED:
            return to_approve(page, user)
        case State.APPROVED:
            return to_publish(page, user)
        case State.PUBLISHED:
            return after_publication(page)
    return to_seal(page, round_, user, at=at)


def to_seal(page, round_, user, *, at):
    if page.phase in NOT_YET_JUDGED:
        return NextStep(
            title=_("Not judged yet"),
            text=_("The chair seals the result once the round is in judging."),
            others=other_ways(page, round_),
        )
    blocks = what_blocks_seal(round_, at=at, reader=user)
    buttons = []
    if page.reader.is_chair and not blocks:
        buttons = [button(_("Look at the result and seal it"), "seal", round_)]
    text = (
        _("You seal the ranking by the judges' marks. Then it can no longer change.")
        if page.reader.is_chair
        else _("The chair of the panel seals the ranking by the judges' marks.")
    )
    return NextStep(
        title=_("Next: seal the result"),
        text=text,
        blocks=blocks,
        buttons=buttons,
        others=other_ways(page, round_),
    )


def to_bring_in_again(round_, user):
    """Return how a withdrawn result that came in by a file is put right."""
    buttons = []
    if can_bring_past(user):
        year = round_.stage.category.season.year
        url = reverse("results:past-season", args=[year])
        buttons = [Button(_("Bring the corrected rows in"), url, "primary")]
    return NextStep(
        _("Next: bring the corrected rows in"),
        _(
            "This result came in by a file and was withdrawn. Two administrators of "
            "the department bring the right rows of this round in by a new file; the "
            "works that are placed again stay the same."
        ),
        buttons=buttons,
    )


def other_ways(page, round_):
    """Return the acts of the staff for a round that is not decided by marks."""
    if not page.reader.is_staff or page.phase in TAKES_ENTRIES:
        return []
    others = []
    if round_.stage.lets_unopposed_up:
        others.append(
            Button(_("Let it go up unopposed"), url_of("seal-unopposed", round_))
        )
    if not round_.rules_frozen_at:
        others += [
            Button(_("Enter a past year's ranks"), url_of("enter-ranks", round_)),
            Button(_("Close the round without entries"), url_of("close-empty", round_)),
        ]
    return others


def to_approve(page, user):
    title = _("Next: approve the result, or refuse it")
    is_sealer = page.result.sealed_by_id == user.pk
    if (is_sealer or not page.reader.is_staff) and is_stuck(page.result):
        return to_appoint(title, page, user)
    if not page.reader.is_staff:
        return NextStep(title, _("The staff of the round's office decide."))
    if is_sealer:
        return NextStep(
            title,
            _("You sealed it yourself, so a colleague of the round's office decides."),
        )
    return NextStep(
        title,
        _("Look at the placings below. You approve them, or refuse with a reason."),
        buttons=[
            button(_("Approve the result"), "approve", page.result),
            Button(_("Refuse it"), url_of("refuse", page.result), "outline-danger"),
        ],
    )


def to_appoint(title, page, user):
    """Return the way out for a result that nobody may approve or refuse."""
    office = page.result.round.office
    buttons = []
    if looks_after(user, office):
        url = f"{reverse('offices:invite')}?office={office.code}"
        buttons = [Button(_("Invite a colleague"), url, "primary")]
    return NextStep(
        title,
        _(
            "Whoever seals does not approve, and nobody else is staff of the round's "
            "office. Have a colleague made its staff: invite one, or ask the office "
            "above or the department."
        ),
        buttons=buttons,
    )


def to_publish(page, user):
    title = _("Next: publish the result")
    if not page.reader.is_staff:
        return NextStep(
            title,
            _("The staff of the round's office publish it."),
            buttons=[
                Button(_("Ceremony for the projector"), url_of("ceremony", page.result))
            ],
        )
    buttons = [
        button(_("See what publishing does"), "publish", page.result),
        Button(_("Ceremony for the projector"), url_of("ceremony", page.result)),
    ]
    if page.result.sealed_by_id != user.pk:
        buttons.append(
            Button(_("Refuse it"), url_of("refuse", page.result), "outline-danger")
        )
    return NextStep(
        title,
        _("It is approved. The next page shows exactly what becomes public."),
        buttons=buttons,
    )


def after_publication(page):
    buttons = []
    if page.is_public:
        buttons.append(
            Button(
                _("Open the public page"),
                reverse("results:result", args=[page.result.pk]),
            )
        )
    buttons.append(
        Button(_("Ceremony for the projector"), url_of("ceremony", page.result))
    )
    if page.reader.is_staff:
        buttons.append(
            Button(
                _("Withdraw the publication"),
                url_of("withdraw", page.result),
                "outline-danger",
            )
        )
    text = (
        _("Everybody can read it.")
        if page.is_public
        else _("Only the staff of this office see it until the embargo ends.")
    )
    return NextStep(_("The result is published"), text, buttons=buttons)


def button(label, act, thing):
    return Button(label, url_of(act, thing), "primary")


def url_of(act, thing):
    return reverse(f"results:{act}", args=[thing.pk])
