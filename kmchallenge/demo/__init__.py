"""The demo contest: the season of 2565 as it was, and a made-up one around today."""

from django.db import transaction

from contests.blueprint import fiscal_year_of
from contests.models import Season
from kmchallenge.demo import season_2565, season_now
from kmchallenge.demo.people import make_people
from ui.thai import in_bangkok


@transaction.atomic
def load_demo(*, now):
    """Load what of the demo is missing; what was entered since stays as it is."""
    people = make_people(at=season_2565.moment(2021, 10, 1))
    if not Season.objects.filter(year=2565).exists():
        season_2565.load(people)
    year = fiscal_year_of(in_bangkok(now).date())
    if not Season.objects.filter(year=year).exists():
        season_now.load(people, year, now=now)
