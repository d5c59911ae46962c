"""What lets a judge's own pages open without a link: the worker, and who may keep what.

`static/js/judging_worker.js` says how, decision 18 why it is safe on a shared tablet.
"""

import json
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

# The worker keeps only what has it, for the person whom it names.
FOR = "X-Kept-For"


def kept_on_device(view):
    """Let the judge's device keep what a GET of this page answers, for them alone."""

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

    It is the same for everybody and knows nobody.
    """
    release = json.dumps(getattr(staticfiles_storage, "manifest_hash", ""))
    script = json.dumps(static("js/judging_worker.js"))
    text = f"const RELEASE = {release};\nimportScripts({script});\n"
    return HttpResponse(text, content_type="text/javascript")
