"""What lets a judge's own pages open without a link: the worker, and who may keep what.

`static/js/judging_worker.js` says how, decision 18 why it is safe on a shared tablet.
"""

import json
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

# The worker keeps only what has it, for the person whom it names.
FOR = "X-Kept-For"


def kept_on_device(view):
    """Let the judge's device keep what a GET of this page answers, for them alone.

    The browser's own store keeps nothing: the way back would lead to a sheet as it was
    before its marks, or after signing out to somebody else's.
    """

    @never_cache
    @wraps(view)
    def marked(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if request.method == "GET" and response.status_code == 200:
            response[FOR] = request.user.pk
        return response

    return marked


@login_not_required
@require_GET
@never_cache
def worker(request):
    """Answer with the service worker of the pages below; its text names the release.

    It is the same for everybody and knows nobody, so it has what it says in place of a
    page that is not on the device in both languages.
    """
    release = json.dumps(getattr(staticfiles_storage, "manifest_hash", ""))
    script = json.dumps(static("js/judging_worker.js"))
    no_page = json.dumps({code: no_page_in(code) for code, _name in settings.LANGUAGES})
    text = (
        f"const RELEASE = {release};\nconst NO_PAGE = {no_page};\n"
        f"importScripts({script});\n"
    )
    return HttpResponse(text, content_type="text/javascript")


def no_page_in(language):
    with override(language):
        return render_to_string("judging/no_page.html")
