"""Acts on a result that several actions record, or that pages look for."""

from django.utils.translation import gettext_noop

SEALED = gettext_noop("Sealed the result")
APPROVED = gettext_noop("Approved the result")
PUBLISHED = gettext_noop("Published the result")
EXPORTED = gettext_noop("Exported the whole round as one file")
