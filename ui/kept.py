"""Public pages, kept for a moment and given to every visitor who asks meanwhile.

Only for those who are nobody in particular: without a cookie but that of the language.
Each process keeps its own; no two of them have to agree. A page is given again while
the stamp is the one it was made under and for `PUBLIC_PAGES_KEPT_SECONDS` at most; its
ETag is the digest of what it shows, hence the same from every process, and says nothing
that the page does not. It is compressed once, not for each visitor; nobody's secret is
in it that the length of an answer could betray.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from functools import wraps
from threading import Lock
from time import monotonic

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.text import compress_string

# For how many seconds a stamp that was asked for is believed: in a rush it would be
# asked for a thousand times a second.
BELIEVED = 0.1
# What a process keeps at most, in bytes of pages.
MOST = 8 * 1024 * 1024
# The moment in `base.html` at which the page was made.
MADE_AT = re.compile(rb' data-now="[^"]*"')
# What of an Accept-Encoding asks for gzip: with a weight of nought it refuses it.
GZIP = re.compile(r"gzip\s*(?:;\s*q=(?!0(?:\.0*)?$).+)?", re.IGNORECASE)


def kept_for_visitors(view=None, *, queries=()):
    """Mark what a view answers as the same for all visitors of one language.

    `queries` names the parameters that it reads from its address.
    """
    if view is None:
        return lambda view: kept_for_visitors(view, queries=queries)

    @wraps(view)
    def marked(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.is_for_visitors = set(request.GET) <= set(queries)
        # To one who is signed in the same address shows another page.
        patch_vary_headers(response, ["Cookie"])
        patch_cache_control(response, no_cache=True)
        if not is_from_anybody(request):
            patch_cache_control(response, private=True)
        return response

    return marked


@dataclass(frozen=True)
class Kept:
    """A page as it was made, and until when it may be given again."""

    stamp: object
    until: float
    body: bytes
    packed: bytes
    headers: dict

    @property
    def size(self):
        return len(self.body) + len(self.packed)


class KeptPagesMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.pages = {}
        self.size = 0
        self.lock = Lock()
        self.stamped = None

    def stamp(self):
        """Return what changes whenever kept pages have to be made anew, at once."""
        return None

    def stamp_now(self):
        """Return the stamp, asked for a moment ago at most."""
        now = monotonic()
        if self.stamped is None or now - self.stamped[0] >= BELIEVED:
            self.stamped = now, self.stamp()
        return self.stamped[1]

    def __call__(self, request):
        if not is_from_anybody(request):
            return self.get_response(request)
        if request.method != "HEAD":
            return self.page_for(request)
        # Whoever looks at a link's head, as messengers do, finds that of the page.
        request.method = "GET"
        return without_body(self.page_for(request))

    def page_for(self, request):
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if language not in dict(settings.LANGUAGES):
            language = settings.LANGUAGE_CODE
        key = (request.get_host(), request.get_full_path_info(), language)
        seconds = settings.PUBLIC_PAGES_KEPT_SECONDS
        # Before the page is made: what changes meanwhile makes it anew once more.
        stamp = self.stamp_now() if seconds else None
        page = self.pages.get(key)
        if page and seconds and page.stamp == stamp:
            if monotonic() < page.until:
                response = HttpResponse(page.body, headers=page.headers)
                return answer(request, response, page)
            # One visitor waits while it is made anew; the others get it as it was.
            self.keep(key, replace(page, until=monotonic() + 1))
        response = self.get_response(request)
        if not is_the_same_for_all(response):
            return response
        page = kept(response, stamp, until=monotonic() + seconds)
        if seconds and response.is_for_visitors:
            self.keep(key, page)
        return answer(request, response, page)

    def keep(self, key, page):
        with self.lock:
            if self.size + page.size > MOST:
                self.pages, self.size = {}, 0
            before = self.pages.get(key)
            self.size += page.size - (before.size if before else 0)
            self.pages[key] = page


def is_from_anybody(request):
    """Say whether nothing about the request makes its answer special."""
    return (
        request.method in ("GET", "HEAD")
        and "HTTP_HX_REQUEST" not in request.META
        and set(request.COOKIES) <= {settings.LANGUAGE_COOKIE_NAME}
    )


def is_the_same_for_all(response):
    """Say whether a marked view made it, for whatever query, and nobody's alone."""
    return (
        hasattr(response, "is_for_visitors")
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
    )


def etag_of(body):
    """Return the tag of what a page shows, whenever it was made.

    A weak one: compressed, the page is other bytes.
    """
    shown = MADE_AT.sub(b"", body, count=1)
    return f'W/"{hashlib.sha256(shown).hexdigest()[:32]}"'


def kept(response, stamp, until):
    patch_vary_headers(response, ["Accept-Encoding"])
    response.headers["ETag"] = etag_of(response.content)
    body = response.content
    return Kept(stamp, until, body, compress_string(body), dict(response.headers))


def answer(request, response, page):
    """Answer with the page, or with 304 to whoever has it already."""
    if accepts_gzip(request.headers.get("Accept-Encoding", "")):
        response.content = page.packed
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = len(page.packed)
    return get_conditional_response(
        request, etag=page.headers["ETag"], response=response
    )


def accepts_gzip(codings):
    return any(GZIP.fullmatch(each.strip()) for each in codings.split(","))


def without_body(response):
    if response.streaming:
        response.streaming_content = ()
    else:
        response.content = b""
    return response
