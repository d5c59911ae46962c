"""Template filters and tags of every page: Thai dates, file sizes, icons.

A builtin library: templates use it without {% load %}.
"""

from datetime import datetime, timedelta
from functools import cache
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from heroicons.templatetags.heroicons import heroicon_mini, heroicon_outline

from ui import thai
from ui.language import page_language
from ui.tables import KINDS

register = template.Library()

NEAR = timedelta(hours=72)


def register_date(name, function):
    """Make a filter of a function of ui.thai; it shows nothing for nothing."""

    def show(moment):
        return function(moment, page_language()) if moment else ""

    register.filter(name, show)


register_date("thaidate", thai.long_date)
register_date("thaishort", thai.short_date)
register_date("thaitime", thai.clock_time)
register_date("thaimoment", thai.short_moment)
register_date("thaidatetime", thai.full_moment)
register_date("thaisecond", thai.short_second)


@register.filter
def until(moment: datetime, at: datetime | None = None) -> str:
    """Say how far off a moment is: 'in 3 days', '5 h 12 min ago'.

    From two days on it counts midnights, as people do. portal.js says the same, in the
    same words, as the hours go by.
    """
    if not moment:
        return ""
    at = at or timezone.now()
    distance = abs(moment - at)
    hours, minutes = divmod(int(distance.total_seconds()) // 60, 60)
    if distance >= timedelta(days=2):
        days = abs((thai.in_bangkok(moment).date() - thai.in_bangkok(at).date()).days)
        span = _("{d} days").format(d=days)
    elif hours:
        span = _("{h} h {m} min").format(h=hours, m=minutes)
    else:
        span = _("{m} min").format(m=minutes)
    return (_("in {span}") if moment > at else _("{span} ago")).format(span=span)


@register.filter
def nearness(moment: datetime, at: datetime | None = None) -> str:
    """Say 'past', 'near' (three days or less) or 'far'."""
    at = at or timezone.now()
    if moment <= at:
        return "past"
    return "near" if moment - at <= NEAR else "far"


@register.filter
def filesize(size: int) -> str:
    """Say a number of bytes as people do: '340 KB', '1.5 MB'."""
    if size < 1024 * 1024:
        return _("{size} KB").format(size=number_format(-(-size // 1024)))
    return _("{size} MB").format(size=number_format(size / 1024**2, 1))


@cache
def _icon(name, classes, large):
    draw = heroicon_outline if large else heroicon_mini
    attrs = {"class": classes, "aria-hidden": "true", "focusable": "false"}
    return draw(name, size=24 if large else 20, **attrs)


@register.simple_tag
def icon(name, classes="", *, label="", large=False):
    """Draw a Heroicon; it is decoration unless it has a label.

    Small icons are solid and 1.25em wide, large ones outlined and 1.5em.
    """
    svg = _icon(name, f"icon {classes}".strip(), large)
    if label:
        return format_html('{}<span class="visually-hidden">{}</span>', svg, label)
    return svg


@register.simple_tag(takes_context=True)
def current(context, *prefixes):
    """Mark the navigation link whose pages one is on, by the start of the URL's name.

    {% current "results:" %} marks all pages of results; {% current "home" %} the one.
    """
    match = getattr(context.get("request"), "resolver_match", None)
    name = match.view_name if match else ""
    here = any(name == p or (p.endswith(":") and name.startswith(p)) for p in prefixes)
    return mark_safe(' aria-current="page"') if here else ""


@register.simple_tag
def canonical(request, *queries):
    """Give the one address of a page, whole: with those queries alone that it reads."""
    read = [(name, request.GET[name]) for name in queries if request.GET.get(name)]
    return settings.SITE_URL + request.path + (f"?{urlencode(read)}" if read else "")


@register.simple_tag
def absolute(path):
    """Give an address on this site whole, as other sites need it."""
    return settings.SITE_URL + path


@register.simple_tag
def crumb(position, path, name):
    """Draw a link of the way to a public page, as search engines read one."""
    return format_html(
        '<a href="{}" itemprop="itemListElement" itemscope'
        ' itemtype="https://schema.org/ListItem"><link itemprop="item" href="{}">'
        '<span itemprop="name">{}</span><meta itemprop="position" content="{}"></a>',
        path,
        absolute(path),
        name,
        position,
    )


@register.inclusion_tag("ui/_downloads.html")
def downloads(label, name, *args, query=""):
    """Link to a table as a file of each kind; `name` is of its URL, which ends in one.

    {% downloads label "results:ranking-table" round.pk query="?q=…" %}
    """
    files = [
        (word, reverse(name, args=[*args, kind]) + query)
        for kind, word in zip(KINDS, ("Excel", "CSV", "JSON"), strict=True)
    ]
    return {"label": label, "files": files}


@register.filter
def percent_of(value, full):
    """Give value as a share of full, from "0.00" to "100.00", for a width."""
    return f"{max(0, min(100, 100 * value / full)):.2f}" if full else "0"


class FixedNode(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist
        self.rendered = {}

    def render(self, context):
        language = page_language()
        if language not in self.rendered:
            # A bare context: what hangs on the person or the page comes out empty here,
            # where it would otherwise be shown to the next one.
            self.rendered[language] = self.nodelist.render(context.new())
        return self.rendered[language]


@register.tag
def fixed(parser, token):
    """Render once a process and language what depends on nothing else.

    {% fixed %}…{% endfixed %} is for the frame around the pages, which would otherwise
    cost more than most of them; it knows no variables.
    """
    nodelist = parser.parse(["endfixed"])
    parser.delete_first_token()
    return FixedNode(nodelist)
