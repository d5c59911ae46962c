"""Deadlines as calendars: of a season, of what an office enters or runs, of a round."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from contests.models import Round, Season
from offices.models import Office
from results.public import deadlines
from ui.kept import kept_for_visitors


@login_not_required
@require_GET
@kept_for_visitors
def season_calendar(request, year):
    season = get_object_or_404(Season, year=year)
    return calendar(season.name, deadlines.of_season(season))


@login_not_required
@require_GET
@kept_for_visitors
def area_calendar(request, code):
    office = get_object_or_404(Office, code=code)
    rounds = deadlines.rounds_of(office, at=timezone.now())
    return calendar(office.title, deadlines.of_rounds(rounds))


@login_not_required
@require_GET
@kept_for_visitors
def round_calendar(request, pk):
    rounds = Round.objects.for_list().filter(cancelled_at=None)
    round_ = get_object_or_404(rounds, pk=pk)
    name = f"{round_.stage.category.name} · {round_.office.title}"
    return calendar(name, deadlines.of_rounds([round_]))


def calendar(name, listed):
    return HttpResponse(
        deadlines.calendar_of(name, listed),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="deadlines.ics"'},
    )
