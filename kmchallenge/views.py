"""Home, and 'my work': the two pages that look into every app."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import views as site_maps
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from contests.models import Season
from kmchallenge import desk
from kmchallenge.home import country_section, ladders
from offices.roles import Level, Role, current_membership, memberships_of
from results import public
from ui.kept import kept_for_visitors


@login_not_required
@require_GET
@kept_for_visitors(queries=["map"])
def home(request):
    """Show anybody what runs now and what was decided last."""
    now = timezone.now()
    seasons = public.seasons_at_a_glance(at=now)
    context = {
        "running": ladders(season for season in seasons if season.runs),
        "finished": [season for season in seasons if not season.runs],
        "newest": public.newest(6, at=now),
        **country_section(seasons, request.GET.get("map"), at=now),
    }
    return render(request, "home.html", context)


@require_GET
def my_work(request):
    """Show a person what waits for them, the role they chose to work in first."""
    now, user = timezone.now(), request.user
    sections = [
        ("judge", _("As a judge"), desk.judge_tasks(user, at=now)),
        (Role.OFFICER, _("As an officer"), desk.officer_tasks(user, at=now)),
        (Role.STAFF, _("As staff"), desk.staff_tasks(user, at=now)),
        ("committee", _("Appeals"), desk.appeal_tasks(user)),
    ]
    current = current_membership(request)
    sections.sort(key=lambda section: not (current and section[0] == current.role))
    levels = {m.office.level for m in memberships_of(user)}
    context = {
        "sections": [section for section in sections if section[2]],
        "watches_country": Level.DEPARTMENT in levels,
        "seasons": seasons_of(user, at=now) if Level.DEPARTMENT in levels else (),
        "notices": user.notices.due(now).filter(read_at=None)[:3],
    }
    return render(request, "my_work.html", context)


def seasons_of(user, *, at):
    """Return the latest seasons that a person sees, each with its numbers."""
    glances = {each.year: each for each in public.seasons_at_a_glance(at=at)}
    return [(each, glances[each.year]) for each in Season.objects.visible_to(user)[:3]]


@login_not_required
@require_GET
@kept_for_visitors
def sitemap_index(request, sitemaps):
    return site_maps.index(request, sitemaps, sitemap_url_name="sitemap-section")


@login_not_required
@require_GET
@kept_for_visitors
def sitemap(request, sitemaps, section):
    return site_maps.sitemap(request, sitemaps, section)


# What a search engine has no business with: pages of those who are signed in.
NOT_TO_BE_SEARCHED = (
    "account_login",
    "my-work",
    "offices:offices",
    "contests:seasons",
    "submissions:entries",
)


@login_not_required
@require_GET
@kept_for_visitors
def robots(request):
    """Tell search engines what to read; of a demonstration, nothing."""
    closed = ["/"] if settings.DEMO else [reverse(name) for name in NOT_TO_BE_SEARCHED]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines.append(f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@login_not_required
@require_GET
@never_cache
def healthz(request):
    """Answer that the process and its database work, for whoever watches the server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def csrf_failure(request, reason=""):
    """Explain a form that was open too long, instead of a bare refusal."""
    return render(request, "403_csrf.html", status=403)
