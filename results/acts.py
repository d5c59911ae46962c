"""Acts on a result that pages look for in its history."""

from django.utils.translation import gettext_noop

EXPORTED = gettext_noop("Exported the whole round as one file")
