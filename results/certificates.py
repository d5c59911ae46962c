"""The page of a result's certificates: who has one, who could, and the file of all."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db.models import Count, QuerySet

from results.models import Award, Certificate, CertificateFile, Placing, Result
from results.papers.certificate import digest_of
from ui.thai import in_bangkok


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
    issued = issued_of(result).values("placing")
    left = result.placings.for_list().exclude(pk__in=issued)
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


def day_of(result: Result) -> date:
    """Return the day that certificates of a result bear unless another is chosen."""
    return in_bangkok(result.public_from).date()


def fingerprint(groups: list[AwardGroup]) -> str:
    """Return a short text that differs when other placings are on the page."""
    keys = [placing.pk for group in groups for placing in group.placings]
    return sha256(repr(keys).encode()).hexdigest()[:16]


def issued_of(result: Result | int) -> QuerySet[Certificate]:
    """Return the certificates that a file of a result holds."""
    return Certificate.objects.issued().filter(placing__result=result)


def digest_now(result: Result) -> str:
    """Return what a file made now would be made from. One query."""
    versions = issued_of(result).annotate(n=Count("versions"))
    return digest_of(versions.order_by("year", "number").values_list("pk", "n"))


def file_of(result: Result) -> CertificateFile | None:
    """Return the file that holds what stands now, made or not. Two queries."""
    files = CertificateFile.objects.filter(result=result, digest=digest_now(result))
    return files.first()


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
