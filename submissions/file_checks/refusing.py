"""Refusals that several checks share."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def broken(name) -> ValidationError:
    return ValidationError(
        _(
            "“%(name)s” is damaged or was not copied completely. Open it to see, save "
            "it again, and attach that."
        ),
        code="broken",
        params={"name": name},
    )


def encrypted(name) -> ValidationError:
    return ValidationError(
        _(
            "“%(name)s” is locked with a password, so the judges could not read it. "
            "Save it without a password and attach that."
        ),
        code="encrypted",
        params={"name": name},
    )
