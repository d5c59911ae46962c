"""The record."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from audit.models import Event


def make_event(target, **columns):
    return Event.objects.create(
        **{
            "at": timezone.now(),
            "by": None,
            "act": "Did something",
            "content_type": ContentType.objects.get_for_model(target),
            "object_id": target.pk,
            **columns,
        }
    )
