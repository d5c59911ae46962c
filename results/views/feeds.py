"""The newest results as Atom feeds: of all, of a season, a category or an area."""

from datetime import UTC, datetime

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from contests.models import Category, Season
from offices.models import Office
from results import public
from results.models import Result
from ui.kept import kept_for_visitors

NEWEST = 30
# When a feed was last changed in which nothing stands yet.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


class SteadyAtomFeed(Atom1Feed):
    """Says the same whenever it is asked, also while it is empty."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else NEVER


class NewestFeed(Feed):
    """All results; a subclass chooses some by what its address names."""

    feed_type = SteadyAtomFeed
    place = "results:seasons"

    def title(self, chosen):
        return _("Newest results · KM Challenge")

    def subtitle(self, chosen):
        return _(
            "Who won the knowledge-management contest, by year, category and area."
        )

    def link(self, chosen):
        return reverse(self.place, args=self.address(chosen))

    def address(self, chosen):
        return ()

    def results(self, chosen, results):
        return results

    def items(self, chosen):
        results = Result.objects.news(at=timezone.now()).for_list()
        return public.cards_of(self.results(chosen, results)[:NEWEST])

    def item_title(self, card):
        names = ", ".join(winner.name for winner in card.winners)
        title = f"{names or card.area} · {card.category}"
        return (
            _("%(what)s (sample data)") % {"what": title} if card.is_sample else title
        )

    def item_description(self, card):
        return f"{card.level_name} · {card.area} · {card.year}"

    def item_link(self, card):
        return reverse("results:result", args=[card.pk])

    def item_pubdate(self, card):
        return card.public_from

    def item_updateddate(self, card):
        return card.public_from

    def item_author_name(self, card):
        return card.area

    def item_categories(self, card):
        return [card.category]


class SeasonFeed(NewestFeed):
    place = "results:season"

    def get_object(self, request, year):
        return get_object_or_404(Season, year=year)

    def title(self, season):
        return season.name

    def address(self, season):
        return (season.year,)

    def results(self, season, results):
        return results.filter(round__stage__category__season=season)


class CategoryFeed(NewestFeed):
    place = "results:category"

    def get_object(self, request, year, number):
        categories = Category.objects.select_related("season")
        return get_object_or_404(categories, season__year=year, number=number)

    def title(self, category):
        return f"{category.name} {category.season.year}"

    def address(self, category):
        return (category.season.year, category.number)

    def results(self, category, results):
        return results.filter(round__stage__category=category)


class AreaFeed(NewestFeed):
    place = "results:area"

    def get_object(self, request, code):
        return get_object_or_404(Office, code=code)

    def title(self, office):
        return office.title

    def address(self, office):
        return (office.code,)

    def results(self, office, results):
        return results.filter(round__office__path__startswith=office.path)


def for_everybody(feed):
    return login_not_required(require_GET(kept_for_visitors(feed)))


feed = for_everybody(NewestFeed())
season_feed = for_everybody(SeasonFeed())
category_feed = for_everybody(CategoryFeed())
area_feed = for_everybody(AreaFeed())
