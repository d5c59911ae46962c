"""Certificates: issue many in one act, cancel one, correct what one says."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import TransitionRefused, move, record, record_many, stale
from offices.letterheads import head_of
from offices.models import Office
from results import telling
from results.actions.storing import embargo_of, held_result
from results.codes import new_code
from results.models import Certificate, CertificateVersion
from results.papers.certificate import receiver_of, words_of
from results.workflow import CERTIFICATE_TRANSITIONS, CertificateState, State
from submissions.actions.holding import required
from ui.thai import era_year, in_bangkok


@transaction.atomic
def issue_certificates(result, placings, *, by, given_on, signer=None, at=None):
    """Issue a certificate for each of these placings of a published result.

    Their numbers follow on the last one that the office gave in the year of `given_on`.
    Refuse with "not_ready" where the result does not stand, "nobody", "given_on" for a
    day far from the contest, or "stale" where one of them has a certificate.
    """
    at = at or timezone.now()
    result = held_result(result)
    refuse_unpublished(result)
    season = result.round.stage.category.season
    year = era_year(given_on.year)
    latest = max(season.year, era_year(in_bangkok(at).year)) + 1
    if not season.year - 1 <= year <= latest:
        raise ValidationError(
            {
                "given_on": ValidationError(
                    _("This day is far from the contest of %(year)s. Look at the year.")
                    % {"year": season.year},
                    code="given_on",
                )
            }
        )
    # All rounds of an office share its numbers; on SQLite a writer is alone anyway.
    office = Office.objects.select_for_update(no_key=True).get(
        pk=result.round.office_id
    )
    chosen = {placing.pk for placing in placings}
    placed = list(result.placings.for_list().filter(pk__in=chosen))
    if not placed:
        raise ValidationError(_("Choose at least one award."), code="nobody")
    if Certificate.objects.issued().filter(placing__in=placed).exists():
        raise TransitionRefused(
            _("Somebody issued some of these meanwhile. Look at the list again."),
            code="stale",
        )
    placed.sort(key=lambda each: (each.rank, each.submission.entry.office.sort_key))
    head = head_of(office, signer).as_json()
    same = {"issued_at": at, "issued_by": by}
    first = Certificate.objects.last_number(office, year) + 1
    made = Certificate.objects.bulk_create(
        Certificate(
            placing=placing,
            office=office,
            year=year,
            number=number,
            code=code,
            given_on=given_on,
            **same,
        )
        for number, (placing, code) in enumerate(
            zip(placed, unused_codes(len(placed)), strict=True), start=first
        )
    )
    versions = []
    for certificate, placing in zip(made, placed, strict=True):
        placing.result = result
        name, detail = receiver_of(placing)
        versions.append(
            CertificateVersion(
                certificate=certificate,
                number=1,
                name=name,
                detail=detail,
                words=words_of(placing),
                letterhead=head,
                **same,
            )
        )
    CertificateVersion.objects.bulk_create(versions)
    embargo = embargo_of(result, at=at)
    telling_of = {"by": by, "at": at, "shown_from": embargo}
    act = gettext_noop("Issued certificates")
    numbers = {"number": ["", numbers_of(made)]}
    record(result, act, changes=numbers, **telling_of)
    record_many(made, act, **telling_of)
    telling.tell_certified(result, placed, at=at)
    return made


def refuse_unpublished(result):
    if result.state != State.PUBLISHED:
        raise ValidationError(
            _("Certificates are of a published result; this one is not, or no longer."),
            code="not_ready",
        )


def unused_codes(count):
    """Return so many codes that no certificate has."""
    codes = set()
    while len(codes) < count:
        codes |= {new_code() for _n in range(count - len(codes))}
        taken = Certificate.objects.filter(code__in=codes)
        codes -= set(taken.values_list("code", flat=True))
    return list(codes)


def numbers_of(certificates):
    """Return 12/2569, or 12–45/2569: they are in order and without gaps."""
    first, last = certificates[0], certificates[-1]
    if first == last:
        return first.full_number
    return f"{first.number}–{last.number}/{first.year}"


@transaction.atomic
def cancel_certificate(certificate, *, by, reason, is_public=False, at=None):
    """Let a certificate stand no longer; number and reason stay on record.

    `is_public` lets everybody who verifies it read the reason.
    """
    at = at or timezone.now()
    reason = required(reason)
    result = held_result(certificate.placing.result)
    certificate = move(
        certificate,
        CertificateState.CANCELLED,
        allowed=CERTIFICATE_TRANSITIONS,
        by=by,
        act=gettext_noop("Cancelled the certificate"),
        reason=reason,
        at=at,
        shown_from=embargo_of(result, at=at),
        cancelled_at=at,
        state_reason=reason,
        reason_is_public=is_public,
    )
    telling.tell_certificate_cancelled(certificate, result, at=at)
    return certificate


@transaction.atomic
def correct_certificate(certificate, *, name, detail, reason, by, at=None):
    """Issue a certificate again under its number and code, with the name put right.

    What it said before stays on record. Codes: "not_ready", "unchanged", "stale" where
    somebody else corrected it meanwhile.
    """
    at = at or timezone.now()
    reason = required(reason)
    result = held_result(certificate.placing.result)
    refuse_unpublished(result)
    last = certificate.versions.first()
    certificate.refresh_from_db(fields=["state"])
    if certificate.state != CertificateState.ISSUED:
        raise ValidationError(_("This certificate is cancelled."), code="not_ready")
    name = " ".join(name.split())
    # A browser ends lines otherwise than what is compared with.
    detail = "\n".join(line.strip() for line in detail.strip().splitlines())
    if (name, detail) == (last.name, last.detail):
        raise ValidationError(
            {"name": ValidationError(_("Nothing is changed."), code="unchanged")}
        )
    try:
        with transaction.atomic():
            CertificateVersion.objects.create(
                certificate=certificate,
                number=last.number + 1,
                name=name,
                detail=detail,
                words=last.words,
                letterhead=last.letterhead,
                issued_at=at,
                issued_by=by,
                reason=reason,
            )
    except IntegrityError as error:
        raise stale() from error
    record(
        certificate,
        gettext_noop("Corrected the certificate"),
        by=by,
        reason=reason,
        at=at,
        changes={"name": [said(last.name, last.detail), said(name, detail)]},
        shown_from=embargo_of(result, at=at),
    )
    telling.tell_certificate_corrected(certificate, result, last.number + 1, at=at)
    return certificate


def said(name, detail):
    return " · ".join([name, *detail.split("\n")]).removesuffix(" · ")
