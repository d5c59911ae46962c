"""What can be asked of the record."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone


def kind_of(model):
    """Return the content type of a model as part of a query, not by one of its own."""
    kinds = ContentType.objects.filter(
        app_label=model._meta.app_label, model=model._meta.model_name
    )
    return models.Subquery(kinds.values("pk")[:1])


class EventQuerySet(models.QuerySet):
    def about(self, *things, at=None, with_embargoed=False):
        """Return the events of these saved things, newest first, with who acted.

        Acts under an embargo are left out until it ends, but for those who may know.
        """
        ids = {}
        for thing in things:
            ids.setdefault(thing._meta.concrete_model, []).append(thing.pk)
        wanted = Q(pk__in=[])
        for model, pks in ids.items():
            wanted |= Q(content_type=kind_of(model), object_id__in=pks)
        if not with_embargoed:
            over = Q(shown_from__lte=at or timezone.now())
            wanted &= Q(shown_from__isnull=True) | over
        return self.filter(wanted).select_related("by")
