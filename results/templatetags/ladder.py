"""How far an entry climbed, on the pages of the apps below."""

from django import template
from django.utils import timezone

from results.models import Placing
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


@register.simple_tag
def placing_with_feedback(submission):
    """Return the key of the placing whose page has its judges' comments, or None.

    For who enters it; another is not let in there.
    """
    heard = Placing.objects.with_feedback(at=timezone.now())
    return heard.filter(submission=submission).values_list("pk", flat=True).first()
