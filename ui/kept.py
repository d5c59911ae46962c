"""Public pages, kept for a moment and given to every visitor who asks meanwhile.

Only for those who are nobody in particular: without a cookie but that of the language.
Each process keeps its own, for `PUBLIC_PAGES_KEPT_SECONDS`: what is published shows
that much later, never earlier, and no two processes have to agree.
"""

from functools import wraps
from time import monotonic

from django.conf import settings
from django.http import HttpResponse

MOST = 500


def kept_for_visitors(view):
    """Mark what a view answers as the same for all visitors of one language."""

    @wraps(view)
    def marked(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.is_for_visitors = True
        return response

    return marked


class KeptPagesMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.pages = {}

    def __call__(self, request):
        if not (settings.PUBLIC_PAGES_KEPT_SECONDS and is_from_anybody(request)):
            return self.get_response(request)
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if language not in dict(settings.LANGUAGES):
            language = settings.LANGUAGE_CODE
        key = (request.get_host(), request.path_info, language)
        until, body, headers = self.pages.get(key, (0, b"", {}))
        if monotonic() < until:
            return HttpResponse(body, headers=headers)
        if body:
            # One visitor waits while it is made anew; the others get it as it was.
            self.pages[key] = (monotonic() + 1, body, headers)
        response = self.get_response(request)
        if is_to_be_kept(response):
            if len(self.pages) >= MOST:
                self.pages.clear()
            until = monotonic() + settings.PUBLIC_PAGES_KEPT_SECONDS
            self.pages[key] = (until, response.content, dict(response.headers))
        return response


def is_from_anybody(request):
    """Say whether nothing about the request makes its answer special."""
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and "HTTP_HX_REQUEST" not in request.META
        and set(request.COOKIES) <= {settings.LANGUAGE_COOKIE_NAME}
    )


def is_to_be_kept(response):
    return (
        getattr(response, "is_for_visitors", False)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
    )
