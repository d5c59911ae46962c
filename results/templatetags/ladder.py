"""How far an entry climbed, on the pages of the apps below."""

from django import template
from django.utils import timezone

from results.public import ladders_of

register = template.Library()


@register.inclusion_tag("results/_ladder.html", takes_context=True)
def entry_ladder(context, entry):
    """Draw an entry's way through the levels, as the reader may see it."""
    ladders = ladders_of(
        [entry.pk],
        entry.category_id,
        at=timezone.now(),
        reader=context["request"].user,
    )
    return {"steps": ladders[entry.pk]}
