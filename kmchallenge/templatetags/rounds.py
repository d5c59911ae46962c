"""The tabs over the pages of a round: which of them a person may open."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from judging.permissions import can_see_panel, can_see_ranking_page
from results.permissions import can_see_result_page
from submissions.permissions import can_see_screening

register = template.Library()


@register.inclusion_tag("contests/_round_tabs.html", takes_context=True)
def round_tabs(context, round_, active):
    """Show the round's pages that the person may open; `active` is a URL name."""
    user = context["request"].user
    pages = [
        ("contests:round", _("Overview"), True),
        ("submissions:screening", _("Entries"), can_see_screening(user, round_)),
        ("judging:panel", _("Panel"), can_see_panel(user, round_)),
        ("judging:progress", _("Progress"), can_see_panel(user, round_)),
        ("judging:sessions", _("Sessions"), can_see_panel(user, round_)),
        ("judging:ranking", _("Ranking"), can_see_ranking_page(user, round_)),
        ("results:round", _("Result"), can_see_result_page(user, round_)),
    ]
    tabs = [
        (reverse(name, args=[round_.pk]), label, name == active)
        for name, label, is_open in pages
        if is_open
    ]
    return {"tabs": tabs}
