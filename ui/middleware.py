"""The language of a page (Thai, unless chosen otherwise), when a request began, and
which addresses name nothing."""

import datetime

from django.conf import settings
from django.http import Http404
from django.middleware.locale import LocaleMiddleware
from django.utils import timezone, translation


class ThaiFirstLocaleMiddleware(LocaleMiddleware):
    """Take the language from the cookie of the language switch, and nothing else.

    Phones in Thailand are often sold speaking English, so what the browser asks for
    says little about the reader. The page then does not vary by Accept-Language either.
    """

    def process_request(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen not in dict(settings.LANGUAGES):
            chosen = settings.LANGUAGE_CODE
        translation.activate(chosen)
        request.LANGUAGE_CODE = chosen

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class NulMiddleware:
    """Answer an address with a NUL in it as one that names nothing.

    Nobody types one, SQLite takes it, and PostgreSQL fails at any text that has it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info or "%00" in request.META["QUERY_STRING"]:
            raise Http404
        return self.get_response(request)


class StartedMiddleware:
    """Note as `request.started_at` when a request began, before its body is read.

    That is when its headers arrived: here or, behind a proxy of ours, there, which says
    so in X-Request-Start, in seconds since 1970. What comes without such a proxy, is
    garbled or lies ahead is not believed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.started_at = started_at(request, timezone.now())
        return self.get_response(request)


def started_at(request, now):
    if not settings.TRUSTED_PROXY_COUNT:
        return now
    stamp = request.headers.get("X-Request-Start", "").removeprefix("t=")
    try:
        begun = datetime.datetime.fromtimestamp(float(stamp), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        return now
    return min(begun, now)
