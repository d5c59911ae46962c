"""A part of a page that follows what happens: asked for often, sent only if changed.

`static/js/following.js` asks.
"""

from hashlib import sha256

from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from ui.language import page_language


def tag_of(request, stamp) -> str:
    """Return the ETag of a page as `stamp` has it; it differs by reader and language.

    `stamp` is anything whose `repr` changes when the page would.
    """
    seen = (request.user.pk, page_language(), request.get_full_path(), stamp)
    return quote_etag(sha256(repr(seen).encode()).hexdigest()[:32])


def followed(request, stamp, render):
    """Answer with what `render(tag)` gives, or 304 where the page has that already.

    Only the part is kept back, never the whole page, which has messages and tokens.
    """
    tag = tag_of(request, stamp)
    if not request.htmx:
        return render(tag)
    answer = get_conditional_response(request, etag=tag) or render(tag)
    answer["ETag"] = tag
    patch_cache_control(answer, private=True, no_cache=True)
    return answer
