"""Whether a certificate is real: for everybody, by its code."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from results.codes import read_code
from results.forms import CodeForm
from results.public.certificates import certificate_of

# How many wrong codes may come from one address before it has to wait: a hall that
# scans real ones sends none, and is asked for nothing but the count.
MOST_WRONG_CODES, FORGOTTEN_SECONDS = 20, 5 * 60


@login_not_required
@require_GET
@never_cache
def verify(request):
    """Ask for a code; one that could be a code leads to its page."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        if code := read_code(form.cleaned_data["code"]):
            return redirect("verify:certificate", code=code)
        return not_found(request, form)
    return unlisted(render(request, "results/verify.html", {"form": form}))


@login_not_required
@require_GET
@never_cache
def verify_certificate(request, code):
    """Show the certificate; the same answer where there is none and none yet."""
    key, wrong = wrong_codes_of(request)
    if wrong >= MOST_WRONG_CODES:
        page = render(
            request, "results/verify.html", {"is_too_often": True}, status=429
        )
        page["Retry-After"] = str(FORGOTTEN_SECONDS)
        return unlisted(page)
    found = certificate_of(code, at=timezone.now())
    if found is None:
        # Of two at once one may not be counted, which helps nobody guess.
        cache.set(key, wrong + 1, FORGOTTEN_SECONDS)
        return not_found(request, CodeForm(initial={"code": code}))
    held = request.GET.get("v", "")
    context = {
        "certificate": found,
        # The paper that was scanned is an earlier one.
        "is_earlier": held.isdecimal() and int(held[:4]) < found.version,
    }
    return unlisted(render(request, "results/verified.html", context))


def wrong_codes_of(request):
    """Return under which key an address's wrong codes are counted, and how many."""
    key = f"verify:{get_adapter().get_client_ip(request)}"
    return key, cache.get(key, 0)


def not_found(request, form):
    context = {"form": form, "is_unknown": True}
    return unlisted(render(request, "results/verify.html", context, status=404))


def unlisted(response):
    """Keep the page out of search engines: who looks for it has the paper."""
    response["X-Robots-Tag"] = "noindex"
    return response
