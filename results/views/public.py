"""What everybody may read, signed in or not: results by season, category and area."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from contests.models import Category
from offices.models import Office
from results import permissions, public
from results.appeals import standing_of
from results.explaining import own_placings
from results.models import Result
from results.public import browsing, sharing
from ui.kept import kept_for_visitors

NEWEST = 12
PER_PAGE = 60


@login_not_required
@require_GET
@kept_for_visitors
def seasons(request):
    now = timezone.now()
    context = {
        "seasons": public.seasons_at_a_glance(at=now),
        "newest": public.newest(NEWEST, at=now),
    }
    return render(request, "results/seasons.html", context)


@login_not_required
@require_GET
@kept_for_visitors
def season(request, year):
    now = timezone.now()
    glances = public.seasons_at_a_glance(at=now, year=year)
    if not glances:
        raise Http404
    results = Result.objects.public(at=now).for_list()
    results = results.filter(round__stage__category__season__year=year)
    context = {"season": glances[0], "newest": public.cards_of(results[:NEWEST])}
    return render(request, "results/season.html", context)


@login_not_required
@require_GET
@kept_for_visitors(queries=["level", "page"])
def category(request, year, number):
    """Show a category's results, one level at a time, the highest decided one first."""
    now = timezone.now()
    shown = get_object_or_404(
        Category.objects.select_related("season"), season__year=year, number=number
    )
    levels = browsing.levels_of(shown, at=now)
    level = browsing.chosen(levels, request.GET.get("level"))
    results = browsing.results_at(shown, level, at=now)
    page = Paginator(results, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "category": shown,
        "levels": levels,
        "level": level,
        "page": page,
        "cards": public.cards_of(page.object_list),
    }
    return render(request, "results/category.html", context)


@login_not_required
@require_GET
@kept_for_visitors(queries=["page"])
def area(request, code):
    """Show what an office and those below it won over the years."""
    now = timezone.now()
    office = get_object_or_404(Office.objects.select_related("parent"), code=code)
    placings = browsing.awards_in(office, at=now)
    page = Paginator(placings, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "office": office,
        "parents": Office.objects.above(office),
        "children": office.children.filter(is_active=True),
        "page": page,
        "honours": public.honours_of(page.object_list),
        "cards": public.cards_of(browsing.rounds_of(office, at=now)[:NEWEST]),
    }
    return render(request, "results/area.html", context)


@login_not_required
@require_GET
@kept_for_visitors
def search(request):
    """Find offices by their names, from two letters on, with what each has won."""
    words = request.GET.get("q", "").strip()[:100]
    context = {"words": words, "is_short": len(words) < browsing.SHORTEST_QUERY}
    if not context["is_short"]:
        found = browsing.offices_named(words, at=timezone.now())
        context["page"] = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "results/search.html", context)


@login_not_required
@require_GET
@kept_for_visitors
def result(request, pk):
    now = timezone.now()
    results = Result.objects.open_to_all(at=now).for_list()
    found = get_object_or_404(results, pk=pk)
    shown = public.public_result(found, at=now)
    winners = [each.entry_pk for each in shown.placed if each.rank == 1]
    ladders = public.ladders_of(winners, shown.category_pk, at=now)
    picture = reverse("results:picture", args=[pk])
    context = {
        "result": shown,
        "share_title": f"{shown.card.category} · {shown.card.area} {shown.card.year}",
        "share_text": sharing.sentence_of(shown),
        "picture": f"{picture}?v={sharing.version_of(sharing.picture_of(shown))}",
        "ladders": ladders_by_name(shown, ladders),
        "may_download": bool(found.ledger)
        and permissions.can_download_ledger(request.user, found, at=now),
    }
    if not shown.is_withdrawn:
        context["own_placings"] = own_placings(request.user, pk)
    context["appeal"] = standing_of(request.user, found, at=now)
    return render(request, "results/result.html", context)


def ladders_by_name(shown, ladders):
    """Return the steps of each winner with the winner's name."""
    return [
        (each.who.name, ladders[each.entry_pk])
        for each in shown.placed
        if each.entry_pk in ladders
    ]
