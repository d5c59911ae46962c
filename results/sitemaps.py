"""The public pages of results, for search engines."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils import timezone

from contests.models import Category, Season
from offices.models import Office
from results.models import Result, Shelved


class ResultMap(Sitemap):
    """Every result that anybody may read, withdrawn ones too: they say so."""

    def items(self):
        results = Result.objects.open_to_all(at=timezone.now())
        return results.only("pk", "public_from", "undone_at").order_by("pk")

    def location(self, result):
        return reverse("results:result", args=[result.pk])

    def lastmod(self, result):
        return result.undone_at or result.public_from


class LibraryMap(Sitemap):
    """Every item of the library, whose page says more of a work than its result."""

    def items(self):
        shelved = Shelved.objects.public(at=timezone.now())
        return shelved.only("entry", "public_from").order_by("entry")

    def location(self, item):
        return reverse("library:item", args=[item.entry_id])

    def lastmod(self, item):
        return item.public_from


class SeasonMap(Sitemap):
    def items(self):
        years = Season.objects.values_list("year").order_by("year")
        categories = Category.objects.order_by("season__year", "number")
        return [*years, *categories.values_list("season__year", "number")]

    def location(self, args):
        name = "category" if len(args) == 2 else "season"
        return reverse(f"results:{name}", args=args)


class AreaMap(Sitemap):
    def items(self):
        offices = Office.objects.filter(is_active=True).order_by("path")
        return offices.values_list("code", flat=True)

    def location(self, code):
        return reverse("results:area", args=[code])


SECTIONS = {
    "results": ResultMap,
    "library": LibraryMap,
    "seasons": SeasonMap,
    "areas": AreaMap,
}
