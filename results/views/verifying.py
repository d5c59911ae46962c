"""Whether a certificate is real: for everybody, by its code."""

from allauth.core.internal.ratelimit import consume
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from results.codes import read_code
from results.forms import CodeForm
from results.public.certificates import certificate_of

# How many wrong codes one address may try: a hall that scans real ones tries none.
WRONG_CODES = "20/5m/ip"


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
    if not tried(request, dry_run=True):
        return unlisted(
            render(request, "results/verify.html", {"is_too_often": True}, status=429)
        )
    found = certificate_of(code, at=timezone.now())
    if found is None:
        tried(request)
        return not_found(request, CodeForm(initial={"code": code}))
    held = request.GET.get("v", "")
    context = {
        "certificate": found,
        # The paper that was scanned is an earlier one.
        "is_earlier": held.isdecimal() and int(held[:4]) < found.version,
    }
    return unlisted(render(request, "results/verified.html", context))


def tried(request, *, dry_run=False):
    """Count a wrong code against the address; say whether there may be more."""
    return consume(
        request,
        app="results",
        action="verify",
        config={"verify": WRONG_CODES},
        limit_get=True,
        dry_run=dry_run,
    )


def not_found(request, form):
    context = {"form": form, "is_unknown": True}
    return unlisted(render(request, "results/verify.html", context, status=404))


def unlisted(response):
    """Keep the page out of search engines: who looks for it has the paper."""
    response["X-Robots-Tag"] = "noindex"
    return response
