"""Everything that search engines may read, by the app whose pages they are."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from results.sitemaps import SECTIONS


class FrontMap(Sitemap):
    def items(self):
        return [
            *("home", "results:seasons", "library:home"),
            *("verify:form", "judging:scoring"),
        ]

    def location(self, name):
        return reverse(name)


SITEMAPS = {"front": FrontMap, **SECTIONS}
