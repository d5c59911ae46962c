"""What can be asked of the record."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q


class EventQuerySet(models.QuerySet):
    def about(self, *things):
        """Return the events of these saved things, newest first, with who acted."""
        ids = {}
        for thing in things:
            kind = ContentType.objects.get_for_model(type(thing))
            ids.setdefault(kind, []).append(thing.pk)
        wanted = Q(pk__in=[])
        for kind, pks in ids.items():
            wanted |= Q(content_type=kind, object_id__in=pks)
        return self.filter(wanted).select_related("by")
