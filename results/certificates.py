"""The page of a result's certificates: who has one, who could, and the file of all."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from results.models import Award, Certificate, CertificateFile, Placing, Result


@dataclass(frozen=True)
class AwardGroup:
    """The placings of one award that have no certificate."""

    award: str
    name: str
    placings: tuple[Placing, ...]


def groups_to_issue(result: Result) -> list[AwardGroup]:
    """Return who could be given a certificate, by award, the winner first. One query.

    Placings that have the same award and are called alike are a group.
    """
    issued = Certificate.objects.issued().filter(placing__result=result)
    left = result.placings.for_list().exclude(pk__in=issued.values("placing"))
    groups: dict[str, list[Placing]] = {}
    for placing in left:
        groups.setdefault(placing.award, []).append(placing)
    order = list(Award.values)
    return [
        AwardGroup(award, placings[0].get_award_display(), tuple(placings))
        for award, placings in sorted(
            groups.items(), key=lambda each: order.index(each[0])
        )
    ]


def fingerprint(groups: list[AwardGroup]) -> str:
    """Return a short text that differs when other placings are on the page."""
    keys = [placing.pk for group in groups for placing in group.placings]
    return sha256(repr(keys).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Making:
    """How far a file is: "ready", "going", or "failed"."""

    state: str
    made: int
    pages: int
    percent: int


# Whoever makes a file and is not heard of for so long has stopped: the slowest step of
# the making takes a few seconds.
PATIENCE = timedelta(minutes=1)
MOST_TRIES = 3


def making_of(file: CertificateFile | None, *, at: datetime) -> Making | None:
    if file is None:
        return None
    state = "ready" if file.made_at else "going"
    was_given_up = file.tries >= MOST_TRIES and file.heard_at < at - PATIENCE
    if was_given_up and state == "going":
        state = "failed"
    return Making(state, file.made, file.pages, 100 * file.made // file.pages)
