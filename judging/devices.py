"""One judge on two devices: which of two marks counts, and what to say of it.

Pure. The clocks of devices are not asked what time it is, only how long ago a mark was
given: see decision 17.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

# No device is believed to have kept a mark for longer.
LONGEST_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a device had before it when its judge gave something, and when they did."""

    began: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Differed:
    """That another device had `other` in a field; `is_mine` if what came now counts."""

    other: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether what came is written, as given when, and if another device differed."""

    writes: bool
    differs: bool = False
    at: datetime | None = None


def moment_of(age: str, *, at: datetime) -> datetime:
    """Return when something was given that a device says is `age` milliseconds old."""
    if not (age.isascii() and age.isdecimal()) or len(age) > 15:
        return at
    return at - min(timedelta(milliseconds=int(age)), LONGEST_KEPT)


def settle(
    held, sent, *, held_at: datetime | None, began, given_at: datetime | None, at
) -> Outcome:
    """Decide on `sent` where `held` is there; all values in one form, to be compared.

    `began` is what the device had before it. Where that is what is held, nobody else
    was there: what came is written, whatever the clocks say. Where it is not, the later
    of the two counts, and of two of one moment the one that arrives later. `given_at`
    is None for what does not come from a device, and is given now.
    """
    if sent == held:
        return Outcome(writes=False)
    if given_at is None:
        return Outcome(writes=True, at=at)
    if began == held:
        return Outcome(writes=True, at=max(given_at, held_at or given_at))
    is_later = held_at is None or given_at >= held_at
    return Outcome(writes=is_later, differs=True, at=given_at)
