"""Tell receivers of their certificates."""

from django.urls import reverse
from django.utils.translation import gettext_noop

from offices.notices import notify
from results.telling.whom import key_of, names_of, receivers_of


def tell_certified(result, placings, *, at):
    """Tell who received certificates, once they may know the result."""
    notify(
        receivers_of(placings),
        key=f"{key_of(result)}-certificates-{placings[0].pk}",
        message=gettext_noop(
            "Your certificate of %(category)s, %(office)s, is ready to be downloaded."
        ),
        params=names_of(result.round),
        url=reverse("results:own-certificates"),
        at=at,
        due_at=max(at, result.public_from),
    )


def tell_certificate_cancelled(certificate, result, *, at):
    tell_receiver(
        certificate,
        result,
        gettext_noop(
            "The certificate %(number)s of %(category)s, %(office)s, was cancelled."
        ),
        f"cancelled-{certificate.pk}",
        at=at,
    )


def tell_certificate_corrected(certificate, result, version, *, at):
    tell_receiver(
        certificate,
        result,
        gettext_noop(
            "The certificate %(number)s of %(category)s, %(office)s, was corrected. "
            "Download it again."
        ),
        f"corrected-{certificate.pk}-{version}",
        at=at,
    )


def tell_receiver(certificate, result, message, key, *, at):
    notify(
        receivers_of([certificate.placing]),
        key=f"{key_of(result)}-{key}",
        message=message,
        params={**names_of(result.round), "number": certificate.full_number},
        url=reverse("results:own-certificates"),
        at=at,
        due_at=max(at, result.public_from),
    )
