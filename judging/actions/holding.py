"""Read again, inside the action, what it decides about, and refuse what is over.

On PostgreSQL a row is locked; on SQLite a writing transaction is alone anyway. The seal
takes the round's row first too, so that nothing changes under it.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contests.phases import Phase, phase_of
from judging.models import Judge, Scoresheet, Session
from submissions.actions.holding import held_round, required

__all__ = [
    "held_round",
    "held_session",
    "held_sheet",
    "must_be_open",
    "required",
    "seat_now",
]


def seat_now(judge) -> Judge:
    """Return the seat with its round as the database has them now."""
    return Judge.objects.with_round().get(pk=judge.pk)


def held_sheet(sheet) -> Scoresheet:
    """Return the sheet, held, with its seat and its submission."""
    return (
        Scoresheet.objects.select_for_update(of=("self",))
        .select_related("judge__user", "submission")
        .get(pk=sheet.pk)
    )


def held_session(session, round_=None) -> Session:
    """Return the session, held, with its round: the one that is held already, if given.

    To hold the round alone is not enough: the timer writes without it.
    """
    held = Session.objects.select_for_update(of=("self",), no_key=True)
    session = held.select_related("round").get(pk=session.pk)
    if round_:
        session.round = round_
    return session


def must_be_open(round_, *, at):
    """Refuse to change a panel whose round is sealed or over: code `over`."""
    phase = phase_of(round_, at=at)
    if phase in (Phase.CANCELLED, Phase.NO_ENTRIES):
        raise ValidationError(_("This round is over."), code="over")
    if phase in (Phase.SEALED, Phase.APPROVED, Phase.PUBLISHED) or round_.sealed_at:
        raise ValidationError(
            _("The result of this round is sealed; its panel stays as it is."),
            code="over",
        )
