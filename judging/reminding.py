"""Whom a reminder of sheets that are left reaches, and whom not yet again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from judging.progress import Progress, SeatProgress

# Nobody is reminded twice within this time.
PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Reach:
    """A judge whom a reminder reaches, or `why_not`."""

    seat: SeatProgress
    why_not: str = ""

    @property
    def person(self):
        return self.seat.judge.user


def reach_of(progress: Progress, keys: Iterable[int], *, at) -> list[Reach]:
    """Return what a reminder would do for the judges of the seats among `keys`.

    Where it is empty, for all who have sheets left.
    """
    keys = set(keys)
    return [
        Reach(seat, why_not(seat, at=at))
        for seat in progress.by_seat
        if (seat.judge.pk in keys if keys else seat.left)
    ]


def why_not(seat: SeatProgress, *, at) -> str:
    judge = seat.judge
    if not seat.left:
        return _("Has finished.")
    if not judge.user.is_active:
        return _("This account is deactivated.")
    if judge.reminded_at and at < judge.reminded_at + PAUSE:
        return _("Was reminded less than an hour ago.")
    return ""
