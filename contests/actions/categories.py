"""A category's names, and who may enter."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.record import record
from contests import acts
from contests.actions.seasons import ELIGIBILITY
from contests.models import Category

PLAIN = ("name_th", "name_en", "entries_per_office", *ELIGIBILITY)


@transaction.atomic
def change_category(
    category: Category, *, by, at: datetime | None = None, **changes
) -> Category:
    """Change the names of a category, or who may enter it.

    The rules hold from now on: what was handed in stays. Code: `agency_enters_once`.
    """
    if unknown := set(changes) - set(PLAIN):
        raise TypeError(f"not to be changed so: {sorted(unknown)}")
    current = Category.objects.select_for_update().get(pk=category.pk)
    changed = {
        name: new for name, new in changes.items() if new != getattr(current, name)
    }
    if not current.is_individual and changed.get("entries_per_office", 1) != 1:
        raise ValidationError(
            {
                "entries_per_office": ValidationError(
                    _("An office enters an agency category once."),
                    code="agency_enters_once",
                )
            }
        )
    if changed:
        Category.objects.filter(pk=current.pk).update(**changed)
        record(
            category,
            acts.CHANGED_CATEGORY,
            by=by,
            at=at,
            changes={
                name: [getattr(current, name), new] for name, new in changed.items()
            },
        )
    category.refresh_from_db()
    return category
