"""Pages of all seasons, of one, and of a new one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from contests import actions, permissions
from contests.blueprint import fiscal_year_of, proposed_dates
from contests.blueprint.calendar import years_later
from contests.dates import dates_of
from contests.forms.seasons import SeasonDatesForm, SourceForm
from contests.ladder import by_rung
from contests.models import Round, Season, Stage
from contests.pictures import ladder_of, phases_of
from ui.thai import in_bangkok


@require_GET
def season_list(request):
    now = timezone.now()
    seasons = list(
        Season.objects.visible_to(request.user).prefetch_related("categories__stages")
    )
    counts = Round.objects.visible_to(request.user).count_by_phase(at=now)
    shown = [{"season": each, "ladders": ladders(each, counts)} for each in seasons]
    context = {
        "seasons": shown,
        "may_manage": permissions.can_manage_seasons(request.user),
    }
    return render(request, "contests/seasons.html", context)


def ladders(season, counts):
    return [
        {
            "category": category,
            "steps": ladder_of(category.stages.all(), counts),
        }
        for category in season.categories.all()
    ]


@require_GET
def season_page(request, pk):
    now = timezone.now()
    season = get_object_or_404(
        Season.objects.visible_to(request.user).prefetch_related("categories__stages"),
        pk=pk,
    )
    rounds = Round.objects.visible_to(request.user)
    counts = rounds.filter(stage__category__season=season).count_by_phase(at=now)
    shown = ladders(season, counts)
    for ladder in shown:
        ladder["stages"] = [
            {
                "stage": stage,
                "phases": phases_of(counts.get(stage.pk, {})),
                "total": sum(counts.get(stage.pk, {}).values()),
            }
            for stage in by_rung(ladder["category"].stages.all())
        ]
    context = {
        "season": season,
        "ladders": shown,
        "lacks_rounds": any(
            not each["total"] for ladder in shown for each in ladder["stages"]
        ),
        "may_manage": permissions.can_manage_seasons(request.user),
    }
    return render(request, "contests/season.html", context)


@require_http_methods(["GET", "POST"])
def season_new(request):
    """Propose dates for the source and year asked for; make the season of them."""
    if not permissions.can_manage_seasons(request.user):
        raise PermissionDenied
    seasons = list(Season.objects.visible_to(request.user))
    asked = SourceForm(
        {**first_choice(seasons), **request.GET.dict(), **request.POST.dict()},
        seasons=seasons,
    )
    context = {"asked": asked}
    if asked.is_valid():
        source, year = asked.answer()
        form = SeasonDatesForm(request.POST or None, proposed=propose(source, year))
        context |= {"form": form, "differing": levels_that_differ(source)}
        if request.method == "POST" and form.is_valid():
            try:
                season = make(source, year, form.changed_dates(), by=request.user)
            except ValidationError as refusal:
                asked.add_error("year", refusal.messages)
            else:
                told = _("The season is set up. Look it over, then make its rounds.")
                messages.success(request, told)
                return redirect(season)
    return render(request, "contests/season_new.html", context)


def first_choice(seasons):
    """Propose the year that is due, as a copy of the last season."""
    year = fiscal_year_of(in_bangkok(timezone.now()).date())
    last = seasons[0] if seasons else None
    return {
        "source": str(last.pk) if last else "",
        "year": max(year, last.year + 1) if last else year,
    }


def propose(source, year):
    if source is None:
        return proposed_dates(year)
    proposed = {}
    for stage in Stage.objects.filter(category__season=source).order_by("pk"):
        moved = {
            name: years_later(moment, year - source.year)
            for name, moment in dates_of(stage).items()
        }
        proposed.setdefault(stage.level, moved)
    return proposed


def levels_that_differ(source):
    """Return the names of the levels at which a season's categories differ in dates."""
    if source is None:
        return []
    dates = {}
    for stage in by_rung(Stage.objects.filter(category__season=source)):
        dates.setdefault(stage.level, set()).add(tuple(dates_of(stage).values()))
    return [Stage.NAMES[level] for level, seen in dates.items() if len(seen) > 1]


def make(source, year, dates, *, by):
    if source is None:
        return actions.create_season(year, dates=dates, by=by)
    return actions.copy_season(source, year, dates=dates, by=by)


@require_POST
def season_rounds(request, pk):
    """Make the rounds that any stage of the season lacks."""
    season = get_object_or_404(Season.objects.visible_to(request.user), pk=pk)
    if not permissions.can_manage_seasons(request.user):
        raise PermissionDenied
    made = actions.make_all_rounds(season, by=request.user)
    tell_of_rounds(request, made)
    return redirect(season)


def tell_of_rounds(request, made):
    if made:
        sentence = ngettext(
            "%(number)d round was made.", "%(number)d rounds were made.", made
        )
        messages.success(request, sentence % {"number": made})
    else:
        messages.info(request, _("All rounds are there already; none was made."))
