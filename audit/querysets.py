"""What can be asked of the record."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone


class EventQuerySet(models.QuerySet):
    def about(self, *things, at=None, with_embargoed=False):
        """Return the events of these saved things, newest first, with who acted.

        Acts under an embargo are left out until it ends, but for those who may know.
        """
        ids = {}
        for thing in things:
            kind = ContentType.objects.get_for_model(thing)
            ids.setdefault(kind, []).append(thing.pk)
        wanted = Q(pk__in=[])
        for kind, pks in ids.items():
            wanted |= Q(content_type=kind, object_id__in=pks)
        if not with_embargoed:
            over = Q(shown_from__lte=at or timezone.now())
            wanted &= Q(shown_from__isnull=True) | over
        return self.filter(wanted).select_related("by")
