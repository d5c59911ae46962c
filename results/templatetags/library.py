"""The library on the pages of the apps below."""

from django import template
from django.utils import timezone

from results import permissions
from results.models import Award, Placing, Shelved

register = template.Library()


@register.inclusion_tag("results/library/_consent.html", takes_context=True)
def library_of(context, submission):
    """Say whether a submission's entry is in the library, and let its office agree.

    Nothing before the result is public (rule 8).
    """
    now, user = timezone.now(), context["request"].user
    placing = Placing.objects.public(at=now).filter(submission=submission)
    award = placing.values_list("award", flat=True).first()
    if not award:
        return {}
    shelved = Shelved.objects.public(at=now).filter(entry=submission.entry_id)
    return {
        "entry_pk": submission.entry_id,
        "submission_pk": submission.pk,
        "in_library": shelved.exists(),
        "may_agree": award == Award.PARTICIPANT
        and permissions.can_agree_to_show(user, submission),
    }
