"""The dates of a season, an area or a round, as a calendar to subscribe to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from contests.ladder import entry_rounds
from contests.models import Category, Round, Season, Stage
from offices.models import Office

# How long a contest stays in an area's calendar after its last date.
STAYS = timedelta(days=180)
WARNS = timedelta(days=1)
EVERY = timedelta(hours=6)


@dataclass(frozen=True)
class Deadline:
    """A moment; `name` stays the same when it is moved, so that calendars move it."""

    name: str
    moment: datetime
    what: str
    url: str
    made_at: datetime
    warns: bool = False


def of_season(season: Season) -> list[Deadline]:
    """Return the dates of every stage. One query."""
    stages = Stage.objects.filter(category__season=season).select_related(
        "category__season"
    )
    return in_order(
        deadline
        for stage in stages
        for deadline in dates_of("stage", stage, stage, place=str(stage.name))
    )


def of_rounds(rounds: Iterable[Round]) -> list[Deadline]:
    """Return the dates of rounds loaded with `for_list`."""
    return in_order(
        deadline
        for round_ in rounds
        for deadline in dates_of(
            "round", round_, round_.stage, place=round_.office.title
        )
    )


def rounds_of(office: Office, *, at: datetime) -> QuerySet[Round]:
    """Return the rounds that an office enters or runs, of contests not long over.

    Five queries, with the one that reads them.
    """
    late = Category.objects.filter(stages__judging_due_at__gte=at - STAYS).distinct()
    categories = list(late.select_related("season"))
    entered = {each.pk for each in entry_rounds(categories, [office]).values()}
    rounds = Round.objects.for_list().filter(cancelled_at=None)
    own = rounds.filter(stage__category__in=categories, office=office)
    return own | rounds.filter(pk__in=entered)


def dates_of(kind: str, thing, stage: Stage, *, place: str) -> Iterator[Deadline]:
    """Yield the dates of a stage, or of one of its rounds with dates of its own."""
    category = stage.category
    season = category.season
    url = reverse("results:category", args=[season.year, category.number])
    for date, sentence in (
        ("opens_at", _("Opens for entries: %(category)s (%(place)s)")),
        ("closes_at", _("Last moment for entries: %(category)s (%(place)s)")),
        ("judging_due_at", _("Judging is due: %(category)s (%(place)s)")),
    ):
        what = sentence % {"category": category.name, "place": place}
        if season.is_sample:
            what = _("%(what)s (sample data)") % {"what": what}
        yield Deadline(
            name=f"{kind}-{thing.pk}-{date.removesuffix('_at')}",
            moment=getattr(thing, date),
            what=what,
            url=url,
            made_at=season.created_at,
            warns=date == "closes_at",
        )


def in_order(deadlines: Iterable[Deadline]) -> list[Deadline]:
    return sorted(deadlines, key=lambda each: (each.moment, each.name))


def calendar_of(name: str, deadlines: Iterable[Deadline]) -> bytes:
    """Return the calendar as a file; the same dates are the same bytes."""
    ical = import_module("icalendar")
    calendar = ical.Calendar()
    calendar.add("prodid", "-//KM Challenge//Deadlines//TH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", EVERY, parameters={"value": "DURATION"})
    host = urlsplit(settings.SITE_URL).hostname
    for each in deadlines:
        event = ical.Event()
        event.add("uid", f"{each.name}@{host}")
        event.add("dtstamp", each.made_at)
        event.add("dtstart", each.moment)
        event.add("summary", each.what)
        event.add("url", settings.SITE_URL + each.url)
        event.add("transp", "TRANSPARENT")
        if each.warns:
            alarm = ical.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", each.what)
            alarm.add("trigger", -WARNS)
            event.add_component(alarm)
        calendar.add_component(event)
    return calendar.to_ical()
