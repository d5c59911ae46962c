"""The language of the page being made."""

from django.utils.translation import get_language


def page_language() -> str:
    """Give "th" or "en"; outside a request, what settings say."""
    return "en" if get_language() == "en" else "th"
