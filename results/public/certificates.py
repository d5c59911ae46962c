"""What everybody may read of a certificate whose code they have."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from results.codes import grouped, read_code
from results.models import Certificate
from results.public.lists import ResultCard, card_of
from results.public.names import printed_name, public_note
from results.querysets import standing_removals
from results.workflow import CertificateState, State

STANDS, CANCELLED, WITHDRAWN = "stands", "cancelled", "withdrawn"


@dataclass(frozen=True)
class PublicCertificate:
    """`standing` is whether it holds; where it does not, `undone_at` says since when.

    The reason is empty where it is not public. `corrected_at` is when the version that
    holds took the place of another.
    """

    code: str
    number: str
    office: str
    office_code: str
    name: str
    detail: str
    award_name: str
    result: ResultCard
    given_on: date
    version: int
    corrected_at: datetime | None
    standing: str
    undone_at: datetime | None
    reason: str
    is_sample: bool


def certificate_of(text: str, *, at: datetime) -> PublicCertificate | None:
    """Return the certificate with a code as somebody typed it, or None.

    What is no code, nobody's code and a code under an embargo cost the same question to
    the database, so that the time tells nothing. Three queries where there is one.
    """
    certificates = Certificate.objects.open_to_all(at=at).for_list().with_versions()
    certificates = certificates.prefetch_related(
        standing_removals("placing__submission__entry__")
    )
    certificate = certificates.filter(code=read_code(text)).first()
    return shown(certificate) if certificate else None


def shown(certificate: Certificate) -> PublicCertificate:
    placing = certificate.placing
    entry, result, latest = placing.submission.entry, placing.result, certificate.latest
    standing, undone_at, reason = standing_of(certificate)
    name = printed_name(entry, latest.name)
    return PublicCertificate(
        code=grouped(certificate.code),
        number=certificate.full_number,
        office=certificate.office.title,
        office_code=certificate.office.code,
        name=name,
        detail=latest.detail if name == latest.name else "",
        award_name=placing.get_award_display(),
        result=card_of(result, ()),
        given_on=certificate.given_on,
        version=latest.number,
        corrected_at=latest.issued_at if latest.number > 1 else None,
        standing=standing,
        undone_at=undone_at,
        reason=public_note([entry], reason),
        is_sample=settings.DEMO
        or entry.is_sample
        or result.round.stage.category.season.is_sample,
    )


def standing_of(certificate: Certificate) -> tuple[str, datetime | None, str]:
    """Return whether a certificate holds, since when not, and the public reason."""
    result = certificate.placing.result
    if certificate.state == CertificateState.CANCELLED:
        reason = certificate.state_reason if certificate.reason_is_public else ""
        return CANCELLED, certificate.cancelled_at, reason
    if result.state == State.WITHDRAWN:
        return WITHDRAWN, result.undone_at, result.state_reason
    return STANDS, None, ""
